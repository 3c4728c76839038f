"""Reads and loads the section `ancestry`: which commitment came of which, across plans."""

from collections.abc import Mapping, Sequence

from commitments.actions import add_ancestry
from commitments.importing.checking import Part, longest
from commitments.importing.facts import AncestryFacts
from commitments.importing.report import ImportReport
from commitments.models import Ancestry, Commitment

KINDS = {str(kind.value): kind for kind in Ancestry.Kind}


def read_ancestry(top: Part, sources: Mapping[str, str]) -> list[AncestryFacts]:
    """Read the optional section `ancestry`."""
    if not top.has("ancestry"):
        return []
    found = []
    for part in top.parts("ancestry"):
        source = part.text("source")
        facts = AncestryFacts(
            earlier=_read_end(part.part("earlier")),
            later=_read_end(part.part("later")),
            fields={
                "kind": part.one_of("kind", KINDS, Ancestry.Kind.PROMISED_BEFORE),
                "note": part.text("note", null=True),
                "source": sources.get(source, source)[: longest(Ancestry, "source")],
                "is_verified": part.flag("verified"),
            },
        )
        part.nothing_else()
        found.append(facts)
    return found


def _read_end(part: Part) -> tuple[str, str]:
    end = part.text("plan"), part.number("commitment", longest(Commitment, "number"))
    part.nothing_else()
    return end


class AncestryImport:
    """Adds what was never said here; what was taken back here stays away."""

    def __init__(self, report: ImportReport, reason: str) -> None:
        self.report = report
        self.reason = reason

    def add(self, lines: Sequence[AncestryFacts]) -> None:
        """Add each line whose two commitments are both here."""
        plans = {end[0] for line in lines for end in (line.earlier, line.later)}
        rows = Commitment.objects.filter(plan__slug__in=plans).select_related("plan")
        here = {(row.plan.slug, row.number): row for row in rows}
        known = set(Ancestry.objects.values_list("earlier", "later"))
        past = set(Ancestry.history.values_list("earlier_id", "later_id"))
        for line in lines:
            earlier, later = here.get(line.earlier), here.get(line.later)
            what = f"that {_named(line.later)} came of {_named(line.earlier)}"
            if earlier is None or later is None:
                missing = line.earlier if earlier is None else line.later
                self.report.leave_out(what, f"{_named(missing)} is not here yet")
            elif (earlier.pk, later.pk) in known:
                continue
            elif (earlier.pk, later.pk) in past:
                self.report.keep_away(what)
            else:
                self._add(earlier, later, line)

    def _add(self, earlier: Commitment, later: Commitment, line: AncestryFacts) -> None:
        self.report.added["line of ancestry"] += 1
        fields = {name: value for name, value in line.fields.items() if name != "kind"}
        add_ancestry(
            by=None,
            earlier=earlier,
            later=later,
            kind=str(line.fields["kind"]),
            reason=self.reason,
            **fields,
        )


def _named(end: tuple[str, str]) -> str:
    plan, number = end
    return f"commitment {number} of {plan}"
