"""Which two things to compare; the answer is in the address, so it can be sent to others."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan, Commitment, Participation
from network.models import Organisation
from ogp_tracker.forms import TrackerForm
from ogp_tracker.templatetags.tracker import day

NOTHING = ("", _("Choose one"))


class TwoForm(TrackerForm):
    """Two choices of the same list, which must not be the same."""

    def __init__(self, data: Any = None, *, choices: list[tuple[str, Any]]) -> None:
        # Three of these stand on one page: their fields have names of their own there.
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}_%s")
        for name in ("a", "b"):
            self.fields[name].choices = [NOTHING, *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse to compare a thing with itself."""
        chosen: dict[str, Any] = super().clean() or {}
        if chosen.get("a") and chosen.get("a") == chosen.get("b"):
            self.add_error("b", gettext("Choose another: compared with itself, nothing differs"))
        return chosen


class PlansForm(TwoForm):
    """Two published plans."""

    a = forms.ChoiceField(label=_("First plan"))
    b = forms.ChoiceField(label=_("Second plan"))


class PeriodsForm(TwoForm):
    """Two reporting dates of one plan, which is named in `plan`."""

    plan = forms.CharField(widget=forms.HiddenInput, required=False)
    a = forms.ChoiceField(label=_("First reporting date"))
    b = forms.ChoiceField(label=_("Second reporting date"))


class OrganisationsForm(TwoForm):
    """Two organisations that take part in commitments."""

    a = forms.ChoiceField(label=_("First organisation"))
    b = forms.ChoiceField(label=_("Second organisation"))


def plan_choices() -> list[tuple[str, str]]:
    """The published plans, the newest first."""
    return list(ActionPlan.objects.public().newest_first().values_list("slug", "title"))


def period_choices(plan: ActionPlan) -> list[tuple[str, str]]:
    """The reporting dates of a plan that have opened, in order of time."""
    periods = plan.periods.opened_by(plan.today()).order_by("due_on")
    due_days = periods.values_list("due_on", flat=True)
    return [(due_on.isoformat(), day(due_on)) for due_on in due_days]


def organisation_choices() -> list[tuple[str, str]]:
    """The organisations that take part in what readers may see, by name."""
    taking_part = Participation.objects.filter(commitment__in=Commitment.objects.public())
    rows = Organisation.objects.filter(pk__in=taking_part.values("organisation"))
    return list(rows.order_by("name").values_list("slug", "name"))
