"""What keepers of people fill in."""

import datetime as dt
from typing import Any, ClassVar, cast

from django import forms
from django.db import models
from django.http import QueryDict

from network.models import Organisation, Person
from network.permissions import roles_can_give
from network.workflow import ROLES, RoleKind
from ogp_tracker import clock
from ogp_tracker.forms import DateField, OneLineField, Radios, TrackerForm, TrackerModelForm
from ogp_tracker.overtaking import latest_change

REASON_HINT = "Kept in the history with your name."


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


class _RoleFields(TrackerForm):
    """A role of those `by` may give, and the organisation it is held for."""

    kind = forms.ChoiceField(
        label="Role",
        choices=RoleKind.choices,
        widget=Radios(hints={rule.kind: _sentence(rule.does) for rule in ROLES}),
    )
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.all(),
        empty_label="Choose an organisation",
        help_text="The organisation the person works or speaks for.",
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [(kind.value, kind.label) for kind in roles_can_give(by)]

    def clean_kind(self) -> RoleKind:
        """The role as the workflow names it."""
        return RoleKind(self.cleaned_data["kind"])


class PersonForm(TrackerForm):
    """Who somebody is."""

    name = OneLineField(label="Full name", max_length=150)
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="We send the invitation to this address. They sign in with it.",
    )


class BeganFromField(forms.IntegerField):
    """Which state of a row a page began from, so that nobody is overwritten unseen."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)


def begin_again(form: forms.BaseForm, row: models.Model) -> None:
    """Go on from the row as somebody else left it; the next save is made with open eyes."""
    data = cast(QueryDict, form.data).copy()
    data["began_from"] = str(latest_change(row).pk)
    form.data = data


class PersonEditForm(PersonForm):
    """Who somebody is, mended."""

    began_from = BeganFromField()


class InviteForm(_RoleFields, PersonForm):
    """Somebody new."""

    field_order = ("name", "email", "kind", "organisation")


class RoleForm(_RoleFields):
    """One more role for somebody we know."""

    starts_on = DateField(
        label="Starts on", required=False, help_text="Leave empty if the role starts today."
    )
    reason = OneLineField(label="Why do they get this role?", help_text=REASON_HINT, max_length=300)
    required_messages: ClassVar = {"reason": "Say why they get this role"}

    def clean_starts_on(self) -> dt.date | None:
        """Today or later: who may act today must not seem to have been able to before."""
        day: dt.date | None = self.cleaned_data["starts_on"]
        if day and day < clock.today():
            raise forms.ValidationError("Starts on must be today or in the future")
        return day


class ReasonForm(TrackerForm):
    """Why a role ends."""

    reason = OneLineField(label="Why does the role end?", help_text=REASON_HINT, max_length=300)
    required_messages: ClassVar = {"reason": "Say why the role ends"}


class ResendForm(TrackerForm):
    """Carries how often the letter had been sent when the page was opened."""

    times_sent = forms.IntegerField(widget=forms.HiddenInput)


class OrganisationForm(TrackerModelForm):
    """An organisation's name and kind."""

    reason = OneLineField(
        label="Why do you add or change it?", help_text=REASON_HINT, max_length=300
    )
    required_messages: ClassVar = {"reason": "Say why you add or change it"}

    class Meta:
        """The columns that people may write."""

        model = Organisation
        fields = ("name", "abbreviation", "kind")
        widgets: ClassVar = {"kind": Radios()}
        error_messages: ClassVar = {
            "name": {"unique": "There is already an organisation with this name"}
        }

    @property
    def changed_columns(self) -> list[str]:
        """What somebody changed, the reason left out."""
        return [name for name in self.changed_data if name in (self._meta.fields or ())]


class OrganisationEditForm(OrganisationForm):
    """An organisation's name and kind, mended."""

    began_from = BeganFromField()
