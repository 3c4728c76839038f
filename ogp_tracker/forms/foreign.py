"""Forms that are not ours (allauth's), dressed as ours: look, labels and messages."""

from typing import TypeVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogp_tracker.forms.base import plain_messages
from ogp_tracker.forms.rendering import TrackerBoundField, TrackerRenderer
from ogp_tracker.languages import in_english

FormT = TypeVar("FormT", bound=forms.BaseForm)

# allauth's labels, and what the same thing is called here.
EVERYDAY_LABELS = {
    "Email": _("Email address"),
    "Remember Me": _("Keep me signed in on this device"),
    "Current Password": _("Current password"),
    "New Password": _("New password"),
    "New Password (again)": _("New password again"),
    "Password (again)": _("Password again"),
    "Authenticator code": _("Code from your authenticator app"),
}
# By the codes of allauth's errors.
EVERYDAY_ERRORS = {
    "email_password_mismatch": _("Check your email address and your password: no account has both"),
    "incorrect_password": _("Check your password"),
    "enter_current_password": _("Check your current password"),
    "incorrect_code": _("Check the code: it is not the one we expect, or its time is over"),
    "too_many_login_attempts": _("There were too many tries. Wait a few minutes, then try again"),
    "invalid_login": _("Enter an email address"),
    "account_inactive": _("This account is closed. Ask the person who invited you"),
}


def dress(form: FormT) -> FormT:
    """Give `form` our look, once; called when a page shows it, after any validation."""
    if isinstance(form.renderer, TrackerRenderer):
        return form
    form.renderer = TrackerRenderer()
    form.bound_field_class = TrackerBoundField
    form.use_required_attribute = False
    form.label_suffix = ""
    # Fields already asked for still wear the old look.
    form._bound_fields_cache.clear()  # type: ignore[attr-defined]
    for name, field in form.fields.items():
        # allauth's own word for it: its labels stay English where it has no translation.
        with in_english():
            label = str(field.label or name)
        field.label = EVERYDAY_LABELS.get(label, label)
        field.widget.attrs.pop("placeholder", None)
        messages = plain_messages(field, str(field.label))
        if label == "Password":
            field.label = gettext("Password")
            messages["required"] = gettext("Enter your password")
        _say_plainly(form, name, messages)
    _say_plainly(form, "__all__", {})
    return form


def _say_plainly(form: forms.BaseForm, name: str, messages: dict[str, str]) -> None:
    """Replace the words of the errors under `name` where we have plainer ones."""
    if name in form.errors:
        for error in form.errors[name].as_data():
            error.message = (EVERYDAY_ERRORS | messages).get(error.code or "", error.message)
