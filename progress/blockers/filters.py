"""Narrowing the register of blockers down, with every choice in the address."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan
from network.workflow import Side
from ogp_tracker.forms import TrackerForm
from progress.models import Blocker, BlockerStatus, Rung

OPEN = "open"
ANY = _("Any")
STATES = [(OPEN, _("Open, answered or not")), *BlockerStatus.choices]


class FilterForm(TrackerForm):
    """Everything in it may be left out."""

    mark_optional = False


def plans() -> list[tuple[str, str]]:
    """The plans that have blockers, as choices."""
    rows = ActionPlan.objects.filter(commitments__blockers__in=Blocker.objects.public())
    return list(rows.distinct().newest_first().values_list("slug", "title"))


class BlockerFilter(django_filters.FilterSet):
    """The filter beside the register. A value that makes no sense is named, and filters nothing."""

    state = django_filters.ChoiceFilter(
        label=_("How it stands"), choices=STATES, empty_label=ANY, method="in_state"
    )
    rung = django_filters.ChoiceFilter(
        label=_("With whom it is"), choices=Rung.choices, empty_label=_("Anybody")
    )
    side = django_filters.ChoiceFilter(
        label=_("Raised by"), choices=Side.choices, empty_label=_("Either side")
    )
    plan = django_filters.ChoiceFilter(
        label=_("Action plan"), field_name="commitment__plan__slug", choices=plans, empty_label=ANY
    )

    class Meta:
        model = Blocker
        fields = ("state", "rung", "side", "plan")
        form = FilterForm

    @property
    def number_chosen(self) -> int:
        """How many filters are at work."""
        return sum(1 for value in self.form.cleaned_data.values() if value)

    def in_state(self, rows: QuerySet[Blocker], _name: str, value: str) -> QuerySet[Blocker]:
        """Keep those that stand like this."""
        is_kept = ~Q(status=BlockerStatus.CLOSED) if value == OPEN else Q(status=value)
        return rows.filter(is_kept)
