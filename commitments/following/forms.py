"""What somebody fills in to follow something."""

from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mailroom.following.addresses import refuse_unusual
from mailroom.models import Frequency
from ogp_tracker.forms import Radios, TrackerForm

SALT = "commitments.following"
# Seconds: a form may lie open for a day.
LASTS = 24 * 60 * 60


class StampField(forms.CharField):
    """When we made the form, in our own hand: a form of ours, not too old, without a cookie."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> str:
        """Raise ValidationError for a form that is not ours or was open too long."""
        try:
            signing.loads(str(value or ""), salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            words = gettext("This page was open for too long. Send the form again.")
            raise ValidationError(words) from None
        return str(value)


def new_stamp() -> str:
    """What a new form carries: the signature holds the moment."""
    return signing.dumps("", salt=SALT)


class FollowForm(TrackerForm):
    """Where to write, and how often."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        validators=[refuse_unusual],
        help_text=_("We use it for these emails alone. You can erase it at any time."),
    )
    frequency = forms.ChoiceField(
        label=_("How often do you want to hear of it?"),
        choices=Frequency.choices,
        widget=Radios(
            hints={
                Frequency.AT_ONCE: _("One email soon after something has happened."),
                Frequency.WEEKLY: _("In the morning, if there was news in the week before."),
                Frequency.MONTHLY: _("In the morning, if there was news in the month before."),
            }
        ),
        initial=Frequency.WEEKLY,
    )
    stamp = StampField()
    required_messages: ClassVar[dict[str, Any]] = {
        "frequency": _("Choose how often you want to hear of it")
    }

    def __init__(self, *args: Any, is_monthly: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_monthly:
            del self.fields["frequency"]
        self.fields["email"].widget.attrs |= {"autocomplete": "email", "spellcheck": "false"}

    def renewed(self) -> "FollowForm":
        """The same form with a new stamp, to be sent again."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["stamp"] = new_stamp()
        self.data = data
        return self
