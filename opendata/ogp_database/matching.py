"""Finds the commitments of a file among those that are here, and what differs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from commitments.models import ActionPlan, Commitment
from opendata.models import OgpRecord
from opendata.ogp_database.facts import OgpFile, PlanKey, RowFacts
from opendata.ogp_database.interpreting import NO_THEME

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

    layout: str
    plans: dict[PlanKey, ActionPlan]
    commitments: dict[PlanKey, list[Commitment]]
    by_ogp_id: dict[str, Commitment]
    records: dict[int, dict[str, OgpRecord]]

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
        return cls(file.layout, plans, dict(commitments), by_id, dict(records))

    def is_carried_out_here(self, key: PlanKey) -> bool:
        """Whether people work on the plan here: then no file adds to what they keep."""
        plan = self.plans.get(key)
        return plan is not None and not plan.is_reference

    def find(
        self, facts: RowFacts, number: str, part: str
    ) -> tuple[Commitment | None, OgpRecord | None]:
        """The commitment a row is about, and the record of an earlier import of this row.

        OGP's own id says it for certain; else the number in the plan does.
        """
        found = self.by_ogp_id.get(facts.ogp_id) if facts.ogp_id else None
        if found is None:
            same = [row for row in self.commitments.get(facts.key, ()) if row.number == number]
            # Without an id on either side, or another commitment has come by this number.
            found = next(
                (row for row in same if not (row.ogp_id and facts.ogp_id)),
                None,
            )
        record = self.records.get(found.pk, {}).get(part) if found else None
        return found, record


def differences(commitment: Commitment, facts: RowFacts) -> list[str]:
    """The words for everything in which the commitment here differs from the row."""
    wanted = {"ogp_id": facts.ogp_id or commitment.ogp_id, **facts.fields}
    found = [words for name, words in COMPARED.items() if getattr(commitment, name) != wanted[name]]
    if commitment.theme.name != facts.theme and facts.theme != NO_THEME:
        found.append("theme")
    if not commitment.due.says_the_same_as(facts.due):
        found.append("end date")
    return found
