"""A commitment with something in every table, and secrets that no file may hold."""

import datetime as dt
from dataclasses import replace
from typing import Any

from commitments.actions import (
    Decision,
    MilestoneReport,
    add_ancestry,
    amend_commitment,
    change_milestone_date,
    end_lead,
    report_milestone,
)
from commitments.models import Commitment, Precision, PrintedDate
from network.models import Person
from network.workflow import Side
from progress.blockers.actions import close_blocker
from progress.content import MilestoneLine
from progress.models import ReportingPeriod
from progress.schedule.actions import decide_schedule, grant_extension
from progress.signing.actions import publish_alone, sign
from progress.updates.actions import keep_evidence, save_draft
from tests.cast import action_plan, commitment_of
from tests.progress.blocking import SECRET, answered, blocker_of
from tests.progress.drafts import TEXT, draft, key
from tests.progress.files import PDF
from tests.progress.notes import note_of

GOV, CSO = Side.GOVERNMENT, Side.CIVIL_SOCIETY
SPRING = PrintedDate("Spring 2015", Precision.SEASON, None, dt.date(2015, 5, 31))
JUNE = PrintedDate("30 June 2015", Precision.DAY, dt.date(2015, 6, 30), dt.date(2015, 6, 30))
# Words that stay among those involved.
SECRETS = (SECRET, "Between us: ask the minister first", "For the leads alone", "@example.org")


def whole_story(
    settings: Any,
    gail: Person,
    cyrus: Person,
    sam: Person,
    commitment: Commitment,
    period: ReportingPeriod,
    begin: str = "",
) -> Commitment:
    """Everything that can become public of one commitment; each free text begins with `begin`."""
    text = {
        name: begin + getattr(TEXT, name)
        for name in ("done", "next_steps", "challenges", "help_wanted")
    }
    _promise(sam, commitment, begin)
    _report(settings, gail, cyrus, commitment, period, replace(TEXT, **text), begin)
    blocker = blocker_of(cyrus, commitment, title=f"{begin}Nobody pays for the register")
    answered(gail, blocker, f"{begin}The department pays.")
    close_blocker(by=cyrus, blocker=blocker, words=f"{begin}It is paid for.")
    blocker_of(gail, commitment, title="No room for the servers", summary=f"{begin}No room.")
    note_of(gail, commitment, f"{begin}Met at the department.", is_public=True)
    note_of(cyrus, commitment, "For the leads alone: be careful.")
    _leave(sam, cyrus, commitment, begin)
    commitment.refresh_from_db()
    return commitment


def _promise(sam: Person, commitment: Commitment, begin: str) -> None:
    first, second = commitment.milestones.order_by("order")
    change_milestone_date(
        by=sam,
        milestone=second,
        due=JUNE,
        reason=f"{begin}The law is late",
        asked_by=f"{begin}The Treasury",
        agreement="both",
        source=f"{begin}Minutes of May",
    )
    report = MilestoneReport(
        status="completed", evidence=f"{begin}The act", evidence_url="https://example.org/act"
    )
    report_milestone(by=sam, milestone=first, report=report, reason="It passed")
    decision = Decision(f"{begin}Too vague", "both", f"{begin}The department and Global Witness")
    words = {"title": f"{begin}Who owns companies", "summary": f"{begin}A public register."}
    words |= {"problem": f"{begin}Nobody knows.", "how_it_helps": f"{begin}Everybody will."}
    amend_commitment(by=sam, commitment=commitment, text=words, decision=decision)
    commitment.outcomes.create(
        what=f"{begin}A first list", confidence="high", source=f"{begin}The gazette"
    )
    earlier = commitment_of(action_plan("uk-nap-2011-13", 1), "3", "Open company accounts")
    add_ancestry(
        by=sam,
        earlier=earlier,
        later=commitment,
        kind="promised_before",
        note=f"{begin}In other words",
        source=f"{begin}Plan of 2011",
        is_verified=True,
    )


def _report(
    settings: Any,
    gail: Person,
    cyrus: Person,
    commitment: Commitment,
    period: ReportingPeriod,
    content: Any,
    begin: str,
) -> None:
    """Published late by government alone, signed late with a reservation, and corrected."""
    plan = commitment.plan
    first, second = commitment.milestones.order_by("order")
    where = {"commitment": commitment, "period": period}
    file = keep_evidence(
        by=gail, side=GOV, milestone=first, name=f"{begin}minutes.pdf", content=PDF, **where
    )
    grant_extension(
        by=cyrus,
        due_on=dt.date(2014, 5, 7),
        asked_by=f"{begin}The department",
        reason=f"{begin}Purdah",
        **where,
    )
    lines = {
        str(first.pk): MilestoneLine(
            status="completed",
            note=f"{begin}It passed",
            evidence_url="https://example.org/act",
            ref=first.ref,
            title=first.title,
            evidence_file=file.sha256,
            evidence_name=file.name,
        ),
        str(second.pk): MilestoneLine(
            status="on_track", forecast_on="2015-06-30", ref=second.ref, title=second.title
        ),
    }
    content = replace(content, milestones=lines, government_completion="substantial")
    settings.TRACKER_TODAY = dt.date(2014, 5, 8)
    version = draft(gail, GOV, commitment, period, content)
    key(gail, GOV, version)
    settings.TRACKER_TODAY = dt.date(2014, 5, 30)
    signed = {"number": version.number, "content_hash": version.content_hash}
    update = publish_alone(by=gail, side=GOV, update=version.update, **signed).update
    words = f"{begin}We were not asked in time."
    sign(by=cyrus, side=CSO, update=update, reservation=words, **signed)
    said = replace(version.content, civil_society_completion="limited")
    corrected = save_draft(
        by=cyrus, side=CSO, base=version.number, content=said, reason=f"{begin}Ours", **where
    )
    key(gail, GOV, corrected)
    key(cyrus, CSO, corrected)
    decide_schedule(
        by=cyrus,
        plan=plan,
        frequency="six_monthly",
        first_due_on=dt.date(2014, 10, 31),
        decided_on=dt.date(2014, 5, 20),
        decided_by=f"{begin}The committee",
        reason=f"{begin}Quarterly was too often",
        review_on=dt.date(2014, 12, 1),
    )


def _leave(sam: Person, cyrus: Person, commitment: Commitment, begin: str) -> None:
    """Civil society's lead goes, and leaves a note and a line."""
    last = commitment.leads.get(person=cyrus)
    end_lead(
        by=sam,
        lead=last,
        reason="A new job",
        note="Between us: ask the minister first.",
        public_line=f"{begin}Somebody new in June.",
    )
