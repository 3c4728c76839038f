"""Two plans side by side: their figures, who takes part, and what was carried over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan, Ancestry, Commitment, Participation
from network.models import Organisation
from network.workflow import Side
from ogp_tracker.templatetags.tracker import day
from opendata.comparing.facts import Row, Section, Subject, sections_of
from opendata.picturing.ground import Ground


@dataclass(frozen=True)
class Shared:
    """What both have, what only the first has, and what only the second has."""

    title: Any
    both: Sequence[Any]
    only_a: Sequence[Any]
    only_b: Sequence[Any]


@dataclass(frozen=True)
class PlansCompared:
    """Everything the page says of two plans."""

    a: Subject
    b: Subject
    sections: Sequence[Section]
    shared: Sequence[Shared]
    carried: Sequence[Ancestry]


def compare_plans(a: ActionPlan, b: ActionPlan) -> PlansCompared:
    """Two published plans, each on its own day; as many queries, however large they are."""
    grounds = (Ground(a), Ground(b))
    subjects = (subject_of(grounds[0]), subject_of(grounds[1]))
    taking_part = (_organisations(grounds[0]), _organisations(grounds[1]))
    return PlansCompared(
        a=subjects[0],
        b=subjects[1],
        sections=[_size(grounds, taking_part), *sections_of(*subjects)],
        shared=[
            _shared(_("Who takes part"), *({row for _side, row in rows} for rows in taking_part)),
            _shared(
                _("Policy areas"),
                *(
                    {area for row in one.commitments for area in row.policy_areas}
                    for one in grounds
                ),
            ),
        ],
        carried=_carried(a, b),
    )


def subject_of(ground: Ground) -> Subject:
    """A plan as the figures count it."""
    return Subject(
        ground.plan.title,
        ground.plan.get_absolute_url(),
        ground.commitments,
        ground.slips,
        [row for account in ground.accounts for row in account.standings],
        ground.blockers,
    )


def _organisations(ground: Ground) -> set[tuple[str, Organisation]]:
    rows = Participation.objects.filter(commitment__in=[row.pk for row in ground.commitments])
    return {(row.side, row.organisation) for row in rows.select_related("organisation")}


def _size(
    grounds: tuple[Ground, Ground], taking_part: tuple[set[tuple[str, Organisation]], ...]
) -> Section:
    def row(label: Any, value: Any) -> Row:
        return Row(label, *map(value, grounds))

    def of_side(label: Any, side: Side) -> Row:
        return Row(label, *(sum(one == side for one, _row in rows) for rows in taking_part))

    return Section(
        _("The plan"),
        [
            row(_("Published"), lambda ground: day(ground.plan.published_on) or "–"),
            row(_("Period"), lambda ground: _period(ground.plan)),
            row(_("Themes"), lambda ground: len(ground.themes)),
            row(_("Commitments"), lambda ground: len(ground.commitments)),
            of_side(_("Government organisations"), Side.GOVERNMENT),
            of_side(_("Civil society organisations"), Side.CIVIL_SOCIETY),
        ],
    )


def _period(plan: ActionPlan) -> str:
    if plan.period_text or plan.starts_on is None:
        return plan.period_text or "–"
    return f"{day(plan.starts_on)} – {day(plan.ends_on)}"


def _shared(title: Any, a: set[Any], b: set[Any]) -> Shared:
    return Shared(title, sorted(a & b, key=str), sorted(a - b, key=str), sorted(b - a, key=str))


def _carried(a: ActionPlan, b: ActionPlan) -> list[Ancestry]:
    """What of the one came of the other, so far as readers may see both ends."""
    public = Commitment.objects.public()
    lines = Ancestry.objects.filter(
        Q(earlier__plan=a, later__plan=b) | Q(earlier__plan=b, later__plan=a),
        earlier__in=public,
        later__in=public,
    )
    rows = lines.select_related("earlier__plan", "later__plan")
    return list(rows.order_by("earlier__order", "later__order", "pk"))
