"""What somebody typed into the search box, asked of the database."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, IntegerField, Q, Value, When

from opendata.models import ENGLISH, SearchKind

LONGEST = 200
# "Commitment 7" is the commitment, not the plan of that number.
NOUNS = {
    "action plan": SearchKind.PLAN,
    "plan": SearchKind.PLAN,
    "commitment": SearchKind.COMMITMENT,
    "milestone": SearchKind.MILESTONE,
}
# What others are part of comes before its parts. Still a word in a title counts for more than any
# number of the same word in a text: 1.0 against 1.5 times 0.4 (PostgreSQL's weights).
WHOLES = (SearchKind.PLAN, SearchKind.COMMITMENT, SearchKind.ORGANISATION)
WHOLE_COUNTS = 1.5
# Parts of a question: a phrase in quotation marks, or a word; a minus before it leaves it out.
PARTS = re.compile(r'-?"[^"]*"?|\S+')
# Signs that mean nothing to the search; of these alone no question is made.
LETTERS = re.compile(r"\w")


def question(words: str) -> SearchQuery:
    """`words` as websites take them: quotation marks, "or", a minus; no input is an error."""
    return SearchQuery(words, search_type="websearch", config=ENGLISH)


def fitting(words: str) -> Q:
    """Condition on search texts: their words fit, or they have this very number or id."""
    return Q(vector=question(words)) | with_code(words)


def with_code(words: str) -> Q:
    """Condition on search texts: `words` are their number, OGP id or abbreviation."""
    bare = " ".join(words.lower().split())
    for noun, kind in NOUNS.items():
        if bare.startswith(f"{noun} "):
            return Q(codes__contains=[bare.removeprefix(noun).strip()], kind=kind)
    return Q(codes__contains=[bare])


def by_fit(words: str) -> list[Any]:
    """The order of search texts that fit: by number, then by words, the newest first."""
    has_code = Case(
        When(with_code(words), then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    whole = Case(When(kind__in=WHOLES, then=Value(WHOLE_COUNTS)), default=Value(1.0))
    rank = SearchRank(F("vector"), question(words)) * whole
    return [has_code.desc(), rank.desc(), F("day").desc(nulls_last=True), "kind", "thing"]


def asks_for_something(words: str) -> bool:
    """Whether some part of `words` says what to find, not only what to leave out."""
    return any(
        LETTERS.search(part) and not part.startswith("-") and part.lower() != "or"
        for part in PARTS.findall(words)
    )


def plain_words(words: str) -> list[str]:
    """The words to be found, without signs, each once and as typed."""
    parts = [part for part in PARTS.findall(words) if not part.startswith("-")]
    found = re.findall(r"[^\W\d_]+", " ".join(parts))
    return [word for word in dict.fromkeys(found) if word.lower() != "or"]
