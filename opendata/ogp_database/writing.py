"""Writes a batch of rows: new commitments with all that belongs to them, and OGP's own cells."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Max

from commitments.models import (
    Agreement,
    Commitment,
    Milestone,
    MilestoneDate,
    Participation,
    Wording,
)
from network.models import Person
from ogp_tracker import clock, history
from ogp_tracker.spreadsheets import harmless
from opendata.addresses import whole
from opendata.models import OgpRecord
from opendata.ogp_database.ground import Ground, free_slug
from opendata.ogp_database.planning import Outcome, PlannedRow
from opendata.ogp_files.facts import MilestoneFacts, OgpFile, PlanKey, RowFacts


@dataclass
class Writer:
    """Writes batch after batch of one file, each table in one statement a batch."""

    file: OgpFile
    ground: Ground
    by: Person | None
    reason: str
    added: int = 0
    renewed: int = 0
    made: dict[tuple[PlanKey, str], Commitment] = field(default_factory=dict)
    orders: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    milestone_orders: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        self.now = clock.now()
        self.slugs = {"add", *Commitment.objects.values_list("slug", flat=True)}
        plans = [plan.pk for plan in self.ground.plans.values()]
        last = Commitment.objects.filter(plan__in=plans).values_list("plan")
        self.orders |= dict(last.annotate(Max("order")).order_by())

    def write(self, rows: Sequence[PlannedRow]) -> None:
        """Write what the rows of one batch add."""
        new = [row for row in rows if row.outcome is Outcome.ADD]
        self._add_commitments(new)
        self._add_milestones(new)
        self._keep_records(rows)

    def _add_commitments(self, rows: Sequence[PlannedRow]) -> None:
        fresh: dict[tuple[PlanKey, str], RowFacts] = {}
        for row in rows:
            assert row.facts is not None
            key = (row.facts.key, row.number)
            if key not in self.made:
                fresh.setdefault(key, row.facts)
        commitments = [self._commitment(number, facts) for (_, number), facts in fresh.items()]
        self._create(Commitment, commitments)
        self.made |= dict(zip(fresh, commitments, strict=True))
        self.added += len(commitments)
        self._create(Wording, [self._wording(row) for row in commitments if row.is_public])
        self._create(
            Participation,
            [
                part
                for commitment, facts in zip(commitments, fresh.values(), strict=True)
                for part in self._participations(commitment, facts)
            ],
        )

    def _participations(self, commitment: Commitment, facts: RowFacts) -> list[Participation]:
        """Who takes part, in the order they are named; an organisation takes part once."""
        found: dict[int, Participation] = {}
        for named in facts.institutions:
            organisation = self.ground.organisation_of(facts, named)
            part = Participation(
                commitment=commitment,
                organisation=organisation,
                side=named.side,
                capacity=named.capacity,
            )
            found.setdefault(organisation.pk, part)
        return list(found.values())

    def _commitment(self, number: str, facts: RowFacts) -> Commitment:
        plan = self.ground.plans[facts.key]
        self.orders[plan.pk] += 1
        fields = dict(facts.fields)
        if number != facts.number:
            said = f"Its printed number is {facts.number}, which others in the plan have too."
            fields["notes"] = [said, *facts.fields["notes"]]  # type: ignore[misc]
        commitment = Commitment(
            plan=plan,
            theme=self.ground.theme_of(facts),
            number=number,
            order=self.orders[plan.pk],
            ogp_id=facts.ogp_id,
            slug=free_slug(facts.title, "commitment", self.slugs),
            **fields,
        )
        commitment.due = facts.due
        return commitment

    def _wording(self, commitment: Commitment) -> Wording:
        return Wording(
            commitment=commitment,
            number=1,
            kind=Wording.Kind.PUBLISHED,
            title=commitment.title,
            summary=commitment.summary,
            reason=self.reason[:500],
            recorded_at=self.now,
            recorded_by=self.by,
            agreement=Agreement.UNKNOWN,
            effective_on=commitment.plan.published_on,
        )

    def _add_milestones(self, rows: Sequence[PlannedRow]) -> None:
        milestones = []
        for row in rows:
            if row.facts is not None and row.facts.milestone is not None:
                commitment = self.made[row.facts.key, row.number]
                milestones.append(self._milestone(commitment, row.part, row.facts.milestone))
        self._create(Milestone, milestones)
        self._create(MilestoneDate, [self._first_date(row) for row in milestones])

    def _milestone(self, commitment: Commitment, ref: str, facts: MilestoneFacts) -> Milestone:
        self.milestone_orders[commitment.pk] += 1
        order = self.milestone_orders[commitment.pk]
        milestone = Milestone(commitment=commitment, ref=ref, order=order, title=facts.title)
        milestone.due = facts.due
        return milestone

    def _first_date(self, milestone: Milestone) -> MilestoneDate:
        date = MilestoneDate(
            milestone=milestone,
            number=0,
            reason=self.reason,
            recorded_at=self.now,
            recorded_by=self.by,
        )
        date.due = milestone.due
        return date

    def _keep_records(self, rows: Sequence[PlannedRow]) -> None:
        new, renewed = [], []
        for row in rows:
            assert row.facts is not None
            if _was_given_out_here(row, row.facts):
                continue
            if row.record is None:
                commitment = row.commitment or self.made[row.facts.key, row.number]
                record = OgpRecord(
                    commitment=commitment,
                    layout=self.file.layout,
                    part=row.part,
                    imported_at=self.now,
                )
                new.append(self._filled(record, row.facts))
            elif row.record.fingerprint != row.facts.row.fingerprint:
                row.record.renewed_at = self.now
                renewed.append(self._filled(row.record, row.facts))
        self._create(OgpRecord, new)
        columns = ("ogp_id", "cells", "fingerprint", "file_name", "line", "renewed_at")
        if renewed:
            history.bulk_update(OgpRecord, renewed, columns, by=self.by, reason=self.reason)
        self.renewed += len(renewed)

    def _filled(self, record: OgpRecord, facts: RowFacts) -> OgpRecord:
        record.ogp_id = facts.ogp_id
        record.cells = dict(facts.row.cells)
        record.fingerprint = facts.row.fingerprint
        record.file_name = self.file.name[:200]
        record.line = facts.row.line
        return record

    def _create(self, model: type[models.Model], rows: Sequence[models.Model]) -> None:
        if rows:
            history.bulk_create(model, rows, by=self.by, reason=self.reason)


def _was_given_out_here(row: PlannedRow, facts: RowFacts) -> bool:
    """Whether the row comes from our own file in OGP's layout: then OGP said nothing new in it.

    What is not from OGP has our page in it; OGP's own cells come back as they were given out.
    """
    cells = dict(facts.row.cells)
    if cells.get("URL", "").startswith(whole("/")):
        return True
    return row.record is not None and cells == {
        name: harmless(text) for name, text in row.record.cells.items()
    }
