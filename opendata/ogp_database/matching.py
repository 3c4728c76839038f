"""Finds the commitments of a file among those that are here, and what differs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from commitments.models import ActionPlan, Commitment
from opendata.models import OgpRecord
from opendata.ogp_files.facts import OgpFile, PlanKey, RowFacts
from opendata.ogp_files.interpreting import NO_THEME

# What is compared, with the words for it; the rest is OGP's own and kept in the record.
COMPARED = {
    "ogp_id": "OGP id",
    "title": "title",
    "government_title": "title the government uses",
    "summary": "what is promised",
    "stage": "stage",
}


@dataclass
class Here:
    """The plans, commitments and records that the rows of one file may be about."""

    plans: dict[PlanKey, ActionPlan]
    commitments: dict[PlanKey, list[Commitment]]
    by_ogp_id: dict[str, Commitment]
    records: dict[int, dict[str, OgpRecord]]
    claimed: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, file: OgpFile, facts: Sequence[RowFacts]) -> "Here":
        """Read what is here of the countries in the file, in three queries."""
        codes = {one.key.code for one in facts}
        plans = {
            PlanKey(plan.country_code, plan.number): plan
            for plan in ActionPlan.objects.filter(country_code__in=codes)
        }
        commitments = defaultdict(list)
        rows = Commitment.objects.filter(plan__in=[plan.pk for plan in plans.values()])
        for row in rows.select_related("plan", "theme").order_by("plan", "order", "pk"):
            commitments[PlanKey(row.plan.country_code, row.plan.number)].append(row)
        records: dict[int, dict[str, OgpRecord]] = defaultdict(dict)
        for record in OgpRecord.objects.filter(layout=file.layout).defer("cells"):
            records[record.commitment_id][record.part] = record
        every = [row for rows_of in commitments.values() for row in rows_of]
        by_id = {row.ogp_id: row for row in every if row.ogp_id}
        return cls(plans, dict(commitments), by_id, dict(records))

    def is_carried_out_here(self, key: PlanKey) -> bool:
        """Whether people work on the plan here: then no file adds to what they keep."""
        plan = self.plans.get(key)
        return plan is not None and not plan.is_reference

    def numbers(self, key: PlanKey) -> set[str]:
        """The numbers that commitments of the plan have here."""
        return {row.number for row in self.commitments.get(key, ())}

    def claim(self, facts: RowFacts, number: str) -> Commitment | None:
        """The commitment a row is about, which is then no other row's.

        OGP's own id says it for certain; else the number in the plan does, unless both sides
        have an id: then another commitment has come by this number.
        """
        found = self.by_ogp_id.get(facts.ogp_id) if facts.ogp_id else None
        if found is None:
            same = [row for row in self.commitments.get(facts.key, ()) if row.number == number]
            found = next((row for row in same if not (row.ogp_id and facts.ogp_id)), None)
        if found is None or found.pk in self.claimed:
            return None
        self.claimed.add(found.pk)
        return found

    def record(self, commitment: Commitment, part: str) -> OgpRecord | None:
        """What an earlier import kept of the same row."""
        return self.records.get(commitment.pk, {}).get(part)


def differences(commitment: Commitment, facts: RowFacts) -> list[str]:
    """The words for everything in which the commitment here differs from the row."""
    wanted = {"ogp_id": facts.ogp_id or commitment.ogp_id, **facts.fields}
    found = [words for name, words in COMPARED.items() if getattr(commitment, name) != wanted[name]]
    if commitment.theme.name != facts.theme and facts.theme != NO_THEME:
        found.append("theme")
    if not commitment.due.says_the_same_as(facts.due):
        found.append("end date")
    return found
