"""Loads milestones: their dates as rows of the ledger, and what was reported of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from commitments.actions import add_milestone, change_milestone_date, report_milestone
from commitments.importing.facts import CommitmentFacts, FileReport, MilestoneFacts
from commitments.importing.matching import match, note_differences
from commitments.importing.promises import MOVED
from commitments.importing.report import ImportReport
from commitments.models import Commitment, Milestone, PrintedDate
from commitments.workflow import MilestoneStatus

NOTHING_REPORTED = {
    "status": MilestoneStatus.NOT_REPORTED,
    "forecast_on": None,
    "evidence": "",
    "evidence_url": "",
    "completed_on": None,
}
REPORTED = tuple(NOTHING_REPORTED)


class MilestoneImport:
    """Adds milestones commitment by commitment, then applies all reports that are known today."""

    def __init__(self, report: ImportReport, reason: str, today: dt.date) -> None:
        self.report = report
        self.reason = reason
        self.today = today
        self.reported: list[tuple[Milestone, Sequence[FileReport]]] = []
        report.added["milestone"] = 0  # its place in the sentence

    def add(self, commitment: Commitment, facts: CommitmentFacts) -> None:
        """Add the milestones of one commitment that were never here; compare the others."""
        refs = [milestone.ref for milestone in facts.milestones]
        rows = commitment.milestones.all()
        matched = match(Milestone, rows, "ref", refs, commitment_id=commitment.pk)
        for milestone in facts.milestones:
            row = matched.found.get(milestone.ref)
            if row is not None:
                self._compare(row, milestone)
            elif milestone.ref in matched.removed:
                self.report.keep_away(f"milestone {milestone.ref}")
                continue
            else:
                row = self._new(commitment, milestone, facts)
            known = [report for report in milestone.reports if report.day <= self.today]
            if known:
                self.reported.append((row, known))

    def _new(
        self, commitment: Commitment, facts: MilestoneFacts, promise: CommitmentFacts
    ) -> Milestone:
        self.report.add("milestone", f"{promise.number} {facts.ref}")
        row = add_milestone(
            by=None,
            commitment=commitment,
            ref=facts.ref,
            due=facts.due,
            reason=f"{self.reason}; source: {promise.source}",
            source=promise.source[:200],
            **facts.fields,
        )
        return self._move(row, facts.revised_due, facts) if facts.revised_due else row

    def _move(self, row: Milestone, due: PrintedDate, facts: MilestoneFacts) -> Milestone:
        self.report.added["changed date"] += 1
        return change_milestone_date(
            by=None,
            milestone=row,
            due=due,
            reason=MOVED,
            source=facts.revised_source,
        )

    def _compare(self, row: Milestone, facts: MilestoneFacts) -> None:
        what = f"milestone {facts.ref}"
        fields = {name: value for name, value in facts.fields.items() if name != "order"}
        note_differences(self.report, row, what, {"ref": facts.ref, **fields})
        ledger = [date.due for date in row.dates.all()]
        if ledger and not ledger[0].says_the_same_as(facts.due):
            self.report.keep(f"{what} published date", ledger[0].wording, facts.due.wording)
        elif facts.revised_due and ledger == [row.due]:
            self._move(row, facts.revised_due, facts)  # the file learnt of it later
        elif not row.due.says_the_same_as(facts.revised_due or facts.due):
            in_file = (facts.revised_due or facts.due).wording
            self.report.keep(f"{what} date", row.due.wording, in_file)

    def apply_reports(self) -> None:
        """Apply what the file reports up to today, except where somebody reported since."""
        past = _history_of([row for row, _ in self.reported])
        for row, reports in self.reported:
            reasons = {report.reason for report in reports}
            if _reported_by_others(past[row.pk], reasons):
                last = reports[-1].report.status
                if last is not None and row.status != last:
                    mine = row.get_status_display()
                    self.report.keep(f"milestone {row.ref} status", mine, last.label)
                continue
            done = {entry["history_change_reason"] for entry in past[row.pk]}
            applied = [report.day for report in reports if report.reason in done]
            for report in reports:
                if not applied or report.day > max(applied):
                    self._apply(row, report)

    def _apply(self, row: Milestone, report: FileReport) -> None:
        report_milestone(by=None, milestone=row, report=report.report, reason=report.reason)
        self.report.added["report on a milestone"] += 1


def _history_of(rows: Sequence[Milestone]) -> dict[int, list[dict[str, Any]]]:
    past: dict[int, list[dict[str, Any]]] = defaultdict(list)
    entries = Milestone.history.filter(id__in=[row.pk for row in rows]).order_by("history_id")
    for entry in entries.values("id", "history_change_reason", *REPORTED):
        past[entry["id"]].append(entry)
    return past


def _reported_by_others(entries: Sequence[dict[str, Any]], reasons: set[str]) -> bool:
    """Whether what is reported ever changed for another reason than the file's own."""
    before: dict[str, Any] = NOTHING_REPORTED
    for entry in entries:
        now = {name: entry[name] for name in REPORTED}
        if now != before and entry["history_change_reason"] not in reasons:
            return True
        before = now
    return False
