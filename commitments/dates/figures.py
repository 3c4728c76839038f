"""The slip of a plan's dates, grouped: by commitment, and by the organisations that lead."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan, Participation
from commitments.slip import Slip, SlipFigures, figures_of


@dataclass(frozen=True)
class Group:
    """Milestones that belong together, in numbers; as the template tag day_bars reads it."""

    label: str
    url: str
    figures: SlipFigures

    @property
    def days(self) -> int:
        """The length of its bar."""
        return self.figures.days

    @property
    def cells(self) -> list[str]:
        """Its line of the table, under COLUMNS."""
        figures = self.figures
        average = f"{figures.average:.1f}".removesuffix(".0")
        numbers = (figures.milestones, figures.dated, figures.moved, figures.days)
        return [*map(str, numbers), average, str(figures.longest), str(figures.brought_forward)]


COLUMNS = (
    _("Milestones"),
    _("With a fixed day"),
    _("Moved"),
    _("Days later in all"),
    _("On average"),
    _("Longest"),
    _("Brought forward"),
)


def by_commitment(slips: Sequence[Slip]) -> list[Group]:
    """The commitments with a date that moved, in the plan's order."""
    groups: dict[int, list[Slip]] = defaultdict(list)
    for slip in slips:
        groups[slip.milestone.commitment_id].append(slip)
    found = []
    for ours in groups.values():
        commitment = ours[0].milestone.commitment
        found.append(Group(str(commitment), commitment.get_absolute_url(), figures_of(ours)))
    return _that_moved(found)


def by_organisation(plan: ActionPlan, slips: Sequence[Slip]) -> list[Group]:
    """The organisations that lead commitments with a date that moved, most days first; one query.

    Where several lead, each counts the commitment's milestones in full.
    """
    leading = Participation.objects.filter(
        commitment__plan=plan, capacity=Participation.Capacity.LEAD
    ).select_related("organisation")
    commitments: dict[int, set[int]] = defaultdict(set)
    rows = {}
    for row in leading:
        commitments[row.organisation_id].add(row.commitment_id)
        rows[row.organisation_id] = row
    found = []
    for pk, row in rows.items():
        ours = [slip for slip in slips if slip.milestone.commitment_id in commitments[pk]]
        url = reverse("commitments:organisation_detail", args=[row.organisation.slug])
        label = f"{row.organisation.name} ({row.get_side_display().lower()})"
        found.append(Group(label, url, figures_of(ours)))
    return sorted(_that_moved(found), key=lambda group: (-group.days, group.label))


def _that_moved(groups: list[Group]) -> list[Group]:
    return [group for group in groups if group.figures.moved]
