"""Reads the commitments of a plan file, their milestones, and what came of them."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.dateformat import format as format_day
from django.utils.text import Truncator, slugify

from commitments.actions import MilestoneReport
from commitments.importing.checking import Part, longest, refuse_twice
from commitments.importing.facts import (
    CommitmentFacts,
    Fields,
    FileReport,
    MilestoneFacts,
    OutcomeFacts,
)
from commitments.models import (
    Commitment,
    Milestone,
    MilestoneDate,
    Outcome,
    Participation,
    Precision,
    PrintedDate,
)
from commitments.workflow import MilestoneStatus, Stage
from network.workflow import Side

PRECISIONS = {str(p.value): p for p in Precision if p != Precision.NONE} | {None: Precision.NONE}
# A plan file says it in the words of the English pages.
STATUSES = {
    "Not yet reported": MilestoneStatus.NOT_REPORTED,
    "Not started": MilestoneStatus.NOT_STARTED,
    "On track": MilestoneStatus.ON_TRACK,
    "Behind schedule": MilestoneStatus.BEHIND_SCHEDULE,
    "Completed": MilestoneStatus.COMPLETED,
    "Closed": MilestoneStatus.CLOSED,
}
CONFIDENCES = {str(level.value): level for level in Outcome.Confidence}
# An early start has a day of its own, which only the tracker knows.
STAGES = {str(stage.value): stage for stage in Stage if stage != Stage.EARLY_START}
VALUES = ("access_to_information", "civic_participation", "public_accountability", "technology")
VALUES_SOURCE = "OGP values: as the Independent Reporting Mechanism (IRM) coded them"
MOVED = "The reason was not recorded"


@dataclass(frozen=True)
class Sections:
    """What commitments refer to elsewhere in the file."""

    themes: Collection[str]
    organisations: Collection[str]
    sources: Mapping[str, str]
    reporting_dates: Sequence[dt.date]
    status_source: str


def read_commitments(top: Part, sections: Sections) -> list[CommitmentFacts]:
    """Read the section `commitments`, in the plan's own order."""
    parts = top.parts("commitments")
    refuse_twice(parts, "ogp_id")
    found = [_read_commitment(part, order, sections) for order, part in enumerate(parts, start=1)]
    refuse_twice(parts, "number")  # after reading, which turns 7 into "7"
    _refuse_one_address_twice(parts)
    return found


def _read_commitment(part: Part, order: int, sections: Sections) -> CommitmentFacts:
    sources = _read_sources(part, sections.sources)
    values = part.part("irm", null=True).part("values", null=True)
    flags = {name: values.flag(name) for name in VALUES}
    values.nothing_else()
    milestones = part.parts("milestones")
    facts = CommitmentFacts(
        number=part.number("number", longest(Commitment, "number")),
        theme=part.known("theme", sections.themes, "themes"),
        fields={
            "order": order,
            "ogp_id": part.text("ogp_id", longest(Commitment, "ogp_id"), null=True),
            "title": part.text("short_title", longest(Commitment, "title")),
            "government_title": part.text(
                "government_short_title", longest(Commitment, "government_title"), null=True
            ),
            "summary": part.text("summary", null=True),
            **flags,
            "policy_areas": part.texts("ogp_policy_tags_2017", 80),
            "notes": part.texts("notes"),
            "sources": [*sources, VALUES_SOURCE] if any(flags.values()) else sources,
        },
        due=_read_date(part.part("end")),
        source="; ".join(sources),
        taking_part=_read_taking_part(part, sections.organisations),
        milestones=[
            _read_milestone(milestone, place, sections)
            for place, milestone in enumerate(milestones, start=1)
        ],
        at_first=_read_life(part),
    )
    refuse_twice(milestones, "ref")
    part.nothing_else("government_self_assessment")
    return facts


def _read_life(part: Part) -> Fields:
    """The stage and the day it was added, where they are not what goes without saying."""
    found: dict[str, object] = {}
    if part.has("stage"):
        found["stage"] = part.one_of("stage", STAGES, Stage.IN_PLAN)
    if part.has("added"):
        found["added_on"] = part.day("added")
    return found


def _read_sources(part: Part, sources: Mapping[str, str]) -> list[str]:
    """Where the commitment's facts come from, in words."""
    names = part.texts("source")
    for index, name in enumerate(names):
        if name and name not in sources:
            part.error(f"source[{index}]", f'"{name}" is not in sources')
    return [sources.get(name, name) for name in names]


def _read_taking_part(part: Part, organisations: Collection[str]) -> list[tuple[str, Side, str]]:
    """Who leads and who supports; an organisation takes part once in a commitment."""
    found: list[tuple[str, Side, str]] = []
    for key, side, capacity in (
        ("lead_organisations", Side.GOVERNMENT, Participation.Capacity.LEAD),
        ("civil_society_partners", Side.CIVIL_SOCIETY, Participation.Capacity.SUPPORT),
    ):
        for index, name in enumerate(part.texts(key)):
            if name and name not in organisations:
                part.error(f"{key}[{index}]", f'"{name}" is not in organisations')
            if name in {earlier for earlier, _, _ in found}:
                part.error(f"{key}[{index}]", f'"{name}" takes part in this commitment already')
            found.append((name, side, capacity))
    return found


def _read_milestone(part: Part, order: int, sections: Sections) -> MilestoneFacts:
    facts = MilestoneFacts(
        ref=part.text("ref", longest(Milestone, "ref")),
        fields={
            "order": order,
            "title": part.text("title", longest(Milestone, "title")),
            "is_explicit": part.flag("explicit_in_plan"),
        },
        due=_read_date(part.part("due")),
        revised_due=_read_date(part.part("revised_due")) if part.has("revised_due") else None,
        revised_source=_short(sections.status_source, longest(MilestoneDate, "source")),
        reports=sorted(
            [*_read_statuses(part, sections), *_read_delivery(part, sections.sources)],
            key=lambda report: report.day,
        ),
    )
    part.nothing_else()
    return facts


def _read_date(part: Part) -> PrintedDate:
    date = PrintedDate(
        text=part.text("text", longest(Milestone, "due_text"), null=True),
        precision=part.one_of("precision", PRECISIONS, Precision.NONE),
        on=part.day("latest", null=True),
        sort_on=part.day("sort_hint", null=True),
    )
    part.nothing_else()
    return date


def _read_statuses(part: Part, sections: Sections) -> list[FileReport]:
    """What the government's status file says at each reporting date, where it changed."""
    if not part.has("government_status"):
        return []
    texts = part.texts("government_status")
    if len(texts) != len(sections.reporting_dates):
        part.error("government_status", "needs one status for each of reporting_dates")
    found = []
    before = None
    for index, (day, text) in enumerate(zip(sections.reporting_dates, texts, strict=False)):
        if text and text not in STATUSES:
            known = ", ".join(f'"{name}"' for name in STATUSES)
            part.error(f"government_status[{index}]", f'"{text}" is not known; use one of {known}')
        elif text and text != before:
            status = STATUSES[text]
            done = status == MilestoneStatus.COMPLETED
            report = MilestoneReport(
                status=status, evidence=_evidence(sections.status_source) if done else None
            )
            reason = f"Government status file, as at {format_day(day, 'j F Y')}"
            found.append(FileReport(day, report, reason))
        before = text
    return found


def _read_delivery(part: Part, sources: Mapping[str, str]) -> list[FileReport]:
    if not part.has("delivered"):
        return []
    day = part.day("delivered")
    key = part.text("delivered_source")
    if day is None or not key:
        return []
    source = sources.get(key, key)
    report = MilestoneReport(
        status=MilestoneStatus.COMPLETED, evidence=_evidence(source), completed_on=day
    )
    return [FileReport(day, report, f"Delivered on {format_day(day, 'j F Y')} ({source})")]


def read_outcomes(
    top: Part, commitments: Sequence[CommitmentFacts], sources: Mapping[str, str]
) -> None:
    """Read the section `outcomes` and give each outcome to its commitment."""
    by_number = {commitment.number: commitment for commitment in commitments}
    for part in top.parts("outcomes"):
        number = part.number("commitment", longest(Commitment, "number"))
        source = part.text("source")
        outcome = OutcomeFacts(
            what=part.text("what"),
            fields={
                "happened_on": part.day("date", null=True),
                "confidence": part.one_of("confidence", CONFIDENCES, Outcome.Confidence.LOW),
                "source": _short(sources.get(source, source), longest(Outcome, "source")),
            },
        )
        part.nothing_else()
        if number in by_number:
            by_number[number].outcomes.append(outcome)
        elif number:
            part.error("commitment", f'"{number}" is not in commitments')


def _refuse_one_address_twice(parts: Sequence[Part]) -> None:
    """Titles become addresses, so two commitments may not have one that comes out the same."""
    seen: dict[str, Part] = {}
    for part in parts:
        title = part.values.get("short_title")
        if isinstance(title, str) and title.strip():
            first = seen.setdefault(slugify(title)[:80], part)
            if first is not part:
                part.error("short_title", f"makes the same address as that of {first.path}")


def _evidence(source: str) -> str:
    return _short(source, longest(Milestone, "evidence"))


def _short(text: str, length: int | None) -> str:
    return Truncator(text).chars(length) if length else text
