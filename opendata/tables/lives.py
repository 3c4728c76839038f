"""What became of commitments: their wordings, what they came of, and what came of them."""

from django.db.models import Case, F, QuerySet, Value, When

from commitments.models import Agreement, Ancestry, Commitment, Outcome, Wording
from ogp_tracker import clock
from opendata.columns import Column, Kind
from opendata.datasets import Dataset, Reference
from opendata.tables.belonging import (
    OF_ITS_COMMITMENT,
    in_order_of_plans,
    of_commitment,
    of_public,
)

WORDINGS = Dataset(
    name="wordings",
    title="Wordings",
    about="Every wording a commitment had, from its first draft on, with who agreed to it.",
    rows=lambda: Wording.objects.filter(of_public()).order_by(*in_order_of_plans(), "number"),
    columns=(
        *of_commitment(),
        Column("number", "Number of the wording", "number", Kind.WHOLE, is_required=True),
        Column("kind", "How far the words had come", "kind", codes=Wording.Kind),
        Column("title", "Short title", "title"),
        Column("summary", "What is promised", "summary"),
        Column("problem", "The public problem it answers", "problem"),
        Column("how_it_helps", "How it helps with the problem", "how_it_helps"),
        Column("agreement", "Whether the sides agreed", "agreement", codes=Agreement),
        Column("agreed_by", "Who agreed", "agreed_by"),
        Column("effective_on", "Day from which it is in force", "effective_on", Kind.DAY),
        Column(
            "reason",
            "Why it was changed",
            # Why a draft was recorded stays among those who prepared it.
            Case(When(kind=Wording.Kind.DRAFT, then=Value("")), default=F("reason")),
        ),
        Column("recorded_at", "When it was recorded", "recorded_at", Kind.MOMENT),
        Column("recorded_by", "Who recorded it; none for the tracker", "recorded_by__name"),
    ),
    key=("commitment", "number"),
    references=(OF_ITS_COMMITMENT,),
)


def _public_lines() -> QuerySet[Ancestry]:
    public = Commitment.objects.public()
    return Ancestry.objects.filter(earlier__in=public, later__in=public)


ANCESTRY = Dataset(
    name="ancestry",
    title="Where commitments come from",
    about="Which commitments came of which: promised before, carried over, split and merged.",
    rows=lambda: _public_lines().order_by("earlier__plan__number", "later__plan__number", "pk"),
    columns=(
        Column("earlier", "The earlier commitment", "earlier__slug", is_required=True),
        Column("later", "The later commitment", "later__slug", is_required=True),
        Column("kind", "How the later came of the earlier", "kind", codes=Ancestry.Kind),
        Column("effective_on", "Day from which it holds", "effective_on", Kind.DAY),
        Column("agreement", "Whether the sides agreed", "agreement", codes=Agreement),
        Column("agreed_by", "Who agreed", "agreed_by"),
        Column("note", "What a reader should know of it", "note"),
        Column("source", "Where we know it from", "source"),
        Column("is_verified", "Checked against the source", "is_verified", Kind.YES_NO),
    ),
    key=("earlier", "later"),
    references=(
        Reference(("earlier",), "commitments", ("commitment",)),
        Reference(("later",), "commitments", ("commitment",)),
    ),
)

OUTCOMES = Dataset(
    name="outcomes",
    title="Outcomes",
    about="What happened because of a commitment, with where we know it from.",
    rows=lambda: (
        Outcome.objects.known_by(clock.today())
        .filter(of_public())
        .order_by(*in_order_of_plans(), F("happened_on").asc(nulls_first=True), "pk")
    ),
    columns=(
        Column("outcome", "Number of the outcome", "pk", Kind.WHOLE, is_required=True),
        *of_commitment(),
        Column("happened_on", "Day on which it happened", "happened_on", Kind.DAY),
        Column("what", "What happened", "what", is_required=True),
        Column(
            "confidence", "How sure the source makes us", "confidence", codes=Outcome.Confidence
        ),
        Column("source", "Where we know it from", "source"),
    ),
    key=("outcome",),
    references=(OF_ITS_COMMITMENT,),
)
