"""The two parents of every form: our renderer, and messages made from the labels."""

import re
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from ogp_tracker.forms.dates import DateField
from ogp_tracker.forms.rendering import TrackerRenderer
from ogp_tracker.forms.text import guard

_CHOICES = (forms.ChoiceField, forms.ModelChoiceField, forms.NullBooleanField)


# A label that begins like this already reads as a whole; any other gets "the" before it.
_WHOLE = re.compile(
    r"(?:an?|the|this|these|that|your|their|our|its|what|who|why|how|when|where|which|whether|if|"
    r"any|each|at|one|all|both)\b",
    re.IGNORECASE,
)


def in_a_sentence(label: str) -> str:
    """Return `label` as it reads within a sentence: "Due date" as "the due date".

    Other languages than English have other rules: there it is quoted.
    """
    label = label.rstrip("?.: ")
    if translation.get_language() != settings.LANGUAGE_CODE:
        return f"“{label}”"
    if label[1:2].islower():  # not "OGP values", not "I agree"
        label = label[:1].lower() + label[1:]
    return label if _WHOLE.match(label) else f"the {label}"


def _names_email(label: str) -> bool:
    """Whether a label asks for an address, and not, say, for "Your deputy"."""
    return any(word in label.lower() for word in ("email", "e-bost"))


def _required(field: forms.Field, label: str) -> str:
    """Return the sentence for a `field` that was left empty."""
    if type(field) is forms.BooleanField:
        return gettext("Tick “%(label)s”") % {"label": label}
    if isinstance(field, forms.EmailField) and _names_email(label):
        return gettext("Enter an email address")
    verb = gettext("Select %(what)s") if isinstance(field, _CHOICES) else gettext("Enter %(what)s")
    return verb % {"what": in_a_sentence(label)}


def plain_messages(field: forms.Field, label: str) -> dict[str, str]:
    """Return messages for `field` that name it by its `label`; a percent sign stays one."""
    plain = (label[:1].upper() + label[1:]).rstrip("?.: ")
    # Messages that Django fills in, with the limit say, want a percent sign written twice.
    begin, name = plain.replace("%", "%%"), in_a_sentence(label).replace("%", "%%")

    def say(words: str) -> str:
        return words % {"begin": begin, "name": name, "plain": plain}

    messages = {"required": _required(field, label)}
    if isinstance(field, _CHOICES):
        messages["invalid_choice"] = say(gettext("Select %(name)s from the list"))
    if isinstance(field, forms.CharField):
        messages["max_length"] = say(
            gettext("%(begin)s must be %%(limit_value)d characters or fewer")
        )
        messages["min_length"] = say(
            gettext("%(begin)s must be %%(limit_value)d characters or more")
        )
        messages["hidden_characters"] = say(gettext("%(plain)s must not contain hidden characters"))
        messages["null_characters_not_allowed"] = messages["hidden_characters"]
    if isinstance(field, forms.EmailField):
        messages["invalid"] = gettext(
            "Enter an email address in the correct format, like name@example.org"
        )
    elif isinstance(field, forms.URLField):
        messages["invalid"] = gettext("Enter a web address that starts with https://")
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = say(gettext("%(plain)s must be a whole number"))
        messages["min_value"] = say(gettext("%(begin)s must be %%(limit_value)s or more"))
        messages["max_value"] = say(gettext("%(begin)s must be %%(limit_value)s or less"))
    return messages


class TrackerFormMixin(forms.BaseForm):
    """Our look for any Django form class.

    `required_messages` names the fields whose sentence cannot be made from the label.
    `mark_optional` writes "(optional)" after labels; switch it off where every field is optional.
    """

    default_renderer = TrackerRenderer
    use_required_attribute = False
    mark_optional = True
    required_messages: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._speak_plainly(name, field)

    def _speak_plainly(self, name: str, field: forms.Field) -> None:
        label = str(field.label or name.replace("_", " ").capitalize())
        if isinstance(field, DateField):
            field.name_in_messages = label.rstrip("?.: ")
        if isinstance(field, forms.CharField):
            guard(field)
        own = {
            code: message
            for code, message in field.error_messages.items()
            if message != self._given(field, code)
        }
        field.error_messages |= plain_messages(field, label) | own
        if name in self.required_messages:
            field.error_messages["required"] = self.required_messages[name]

    @staticmethod
    def _given(field: forms.Field, code: str) -> Any:
        """Return the message Django's classes give `field` for `code`, if any."""
        for parent in type(field).__mro__:
            given = getattr(parent, "default_error_messages", {})
            if code in given:
                return given[code]
        return None


class TrackerForm(TrackerFormMixin, forms.Form):
    """A form that is not tied to one model."""


class TrackerModelForm(TrackerFormMixin, forms.ModelForm):
    """A form over one model; name three-box dates with Meta.field_classes = {"...": DateField}."""
