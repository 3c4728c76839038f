"""Two organisations side by side: what they lead and support, together and apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Milestone, Participation
from commitments.public.states import with_states
from commitments.slip import slips_of
from network.models import Organisation
from ogp_tracker import clock
from opendata.comparing.facts import Row, Section, Subject, sections_of
from progress.models import Blocker, ReportingPeriod
from progress.standings import standings

LEAD = Participation.Capacity.LEAD


@dataclass(frozen=True)
class Together:
    """A commitment in which both take part, and how each does."""

    commitment: Commitment
    a: str
    b: str


@dataclass(frozen=True)
class OrganisationsCompared:
    """Everything the page says of two organisations."""

    a: Subject
    b: Subject
    sections: Sequence[Section]
    together: Sequence[Together]
    only_a: Sequence[Participation]
    only_b: Sequence[Participation]


def compare_organisations(a: Organisation, b: Organisation) -> OrganisationsCompared:
    """Two organisations in all public plans; as many queries, however much they do."""
    parts = (_parts(a), _parts(b))
    subjects = (_subject(a, parts[0]), _subject(b, parts[1]))
    of_a, of_b = ({row.commitment_id: row for row in rows} for rows in parts)
    return OrganisationsCompared(
        *subjects,
        sections=[_size(parts), *sections_of(*subjects)],
        together=[
            Together(row.commitment, row.get_capacity_display(), of_b[pk].get_capacity_display())
            for pk, row in of_a.items()
            if pk in of_b
        ],
        only_a=[row for pk, row in of_a.items() if pk not in of_b],
        only_b=[row for pk, row in of_b.items() if pk not in of_a],
    )


def _parts(organisation: Organisation) -> list[Participation]:
    rows = organisation.participations.filter(commitment__in=Commitment.objects.public())
    return list(
        rows.select_related("commitment__plan").order_by(
            "-commitment__plan__published_on", "commitment__order", "commitment__number"
        )
    )


def _subject(organisation: Organisation, parts: Sequence[Participation]) -> Subject:
    """What it leads, as the figures count it."""
    led = [row.commitment for row in parts if row.capacity == LEAD]
    keys = [row.pk for row in led]
    today = clock.today()
    plans = {row.plan_id for row in led}
    periods = ReportingPeriod.objects.filter(plan__in=plans).opened_by(today)
    blockers = Blocker.objects.public().open().filter(commitment__in=keys)
    return Subject(
        organisation.name,
        organisation.get_absolute_url(),
        led,
        slips_of(with_states(Milestone.objects.filter(commitment__in=keys), today)),
        standings(led, periods.order_by("due_on")),
        list(blockers),
    )


def _size(parts: Sequence[Sequence[Participation]]) -> Section:
    leads = [sum(row.capacity == LEAD for row in rows) for rows in parts]
    supports = [len(rows) - number for rows, number in zip(parts, leads, strict=True)]
    plans = [len({row.commitment.plan_id for row in rows}) for rows in parts]
    areas = [len({area for row in rows for area in row.commitment.policy_areas}) for rows in parts]
    return Section(
        _("What it takes part in"),
        [
            Row(_("Commitments it leads"), *leads),
            Row(_("Commitments it supports"), *supports),
            Row(_("Action plans"), *plans),
            Row(_("Policy areas"), *areas),
        ],
    )
