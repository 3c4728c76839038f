"""What either side says between updates: blockers and every step they took, and public notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from network.workflow import Side
from opendata.addresses import address
from opendata.columns import Column, Kind, Told
from opendata.datasets import Dataset, Readings, Reference
from opendata.tables.belonging import (
    OF_ITS_COMMITMENT,
    OF_ITS_MILESTONE,
    OF_ITS_ORGANISATION,
    in_order_of_plans,
    of_commitment,
)
from progress.models import (
    Blocker,
    BlockerParty,
    BlockerStatus,
    BlockerStep,
    DiaryNote,
    Rung,
)


@dataclass(frozen=True)
class Standing:
    """How a blocker stands on its plan's own day."""

    days_open: int
    answer: str


def _standings(blockers: Sequence[int]) -> Readings:
    rows = Blocker.objects.filter(pk__in=blockers).select_related("commitment__plan")
    answers = BlockerStep.objects.filter(blocker__in=blockers, kind=BlockerStep.Kind.ANSWER)
    last = dict(answers.order_by("pk").values_list("blocker", "words"))
    return {
        row.pk: [Standing(row.days_open(row.commitment.plan.today()), last.get(row.pk, ""))]
        for row in rows
    }


def _stands(of: Callable[[Standing], Any]) -> Told:
    return Told(of)


BLOCKERS = Dataset(
    name="blockers",
    title="Blockers",
    about="What one side says stands in the way of a commitment, and with whom it is.",
    rows=lambda: Blocker.objects.public().open_first(),
    columns=(
        Column("blocker", "Number of the blocker", "pk", Kind.WHOLE, is_required=True),
        *of_commitment(),
        Column("milestone", "Milestone it holds up", "milestone__pk", Kind.WHOLE),
        Column("side", "Side that raised it", "side", codes=Side),
        Column("raised_by", "Who raised it", "raised_by__name"),
        Column("organisation", "For which organisation", "organisation__slug"),
        Column("raised_at", "When it was raised", "raised_at", Kind.MOMENT),
        Column("raised_on", "Day on which it was raised", "raised_on", Kind.DAY),
        Column("title", "Short title", "title"),
        Column("summary", "What stands in the way", "summary"),
        Column("would_help", "What would help", "would_help"),
        Column("status", "Whether the clock runs", "status", codes=BlockerStatus),
        Column("rung", "With whom it is", "rung", codes=Rung),
        Column("with_them_since", "Day on which it came to them", "came_on", Kind.DAY),
        Column("rises_on", "Day on which it goes up unless answered", "rises_on", Kind.DAY),
        Column("days_open", "Days open", _stands(lambda one: one.days_open), Kind.WHOLE),
        Column("answered_on", "Day of the answer that holds", "answered_on", Kind.DAY),
        Column("answer", "The last answer", _stands(lambda one: one.answer)),
        Column("closed_on", "Day on which it was closed", "closed_on", Kind.DAY),
        Column("closing_words", "Why it was closed", "closing_words"),
        Column(
            "url",
            "Its page",
            address("progress:blocker_detail", "commitment__slug", "pk"),
            Kind.ADDRESS,
        ),
    ),
    key=("blocker",),
    references=(OF_ITS_COMMITMENT, OF_ITS_MILESTONE, OF_ITS_ORGANISATION),
    readings=_standings,
)

BLOCKER_STEPS = Dataset(
    name="blocker_steps",
    title="Steps of blockers",
    about="The public log of each blocker: what happened, by whom, and in which words.",
    rows=lambda: BlockerStep.objects.filter(blocker__in=Blocker.objects.public()).order_by(
        *in_order_of_plans("blocker__commitment__"), "blocker", "pk"
    ),
    columns=(
        Column("step", "Number of the step", "pk", Kind.WHOLE, is_required=True),
        Column("blocker", "Number of the blocker", "blocker__pk", Kind.WHOLE, is_required=True),
        *of_commitment("blocker__commitment__"),
        Column("kind", "What happened", "kind", codes=BlockerStep.Kind),
        Column("person", "Who did it; none for the tracker", "by__name"),
        Column("party", "As what", "party", codes=BlockerParty),
        Column("organisation", "For which organisation", "organisation__slug"),
        Column("taken_at", "When", "taken_at", Kind.MOMENT),
        Column("taken_on", "On which day", "taken_on", Kind.DAY),
        Column("words", "In which words", "words"),
        Column("status", "How the blocker stood afterwards", "status", codes=BlockerStatus),
        Column("rung", "With whom it then was", "rung", codes=Rung),
        Column("rises_on", "When it was then to go up", "rises_on", Kind.DAY),
    ),
    key=("step",),
    references=(
        OF_ITS_COMMITMENT,
        OF_ITS_ORGANISATION,
        Reference(("blocker",), "blockers", ("blocker",)),
    ),
)

DIARY = Dataset(
    name="diary",
    title="Diary",
    about="The public notes that either side keeps on a commitment between updates.",
    rows=lambda: DiaryNote.objects.public().order_by(
        *in_order_of_plans(), "-happened_on", "-written_at", "-pk"
    ),
    columns=(
        Column("note", "Number of the note", "pk", Kind.WHOLE, is_required=True),
        *of_commitment(),
        Column("side", "Side of who wrote it", "side", codes=Side),
        Column("person", "Who wrote it", "author__name"),
        Column("organisation", "For which organisation", "organisation__slug"),
        Column("happened_on", "Day it is about", "happened_on", Kind.DAY),
        Column("text", "The note, in Markdown", "text"),
        Column("written_at", "When it was written", "written_at", Kind.MOMENT),
        Column("published_at", "When it was made public", "published_at", Kind.MOMENT),
        Column(
            "url",
            "The diary it is in",
            address("progress:diary_list", "commitment__slug"),
            Kind.ADDRESS,
        ),
    ),
    key=("note",),
    references=(OF_ITS_COMMITMENT, OF_ITS_ORGANISATION),
)
