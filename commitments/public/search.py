"""Finding commitments by words, number, OGP id or who takes part, and how well each fits."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from commitments.models import Milestone, Participation

# Whoever types a number wants that commitment first, whatever else mentions the number.
NUMBER_COMES_FIRST = 10.0


def found_by(words: str) -> Q:
    """Condition on commitments: what the plan says of them, or of a milestone, fits `words`.

    The name of the theme, or of an organisation that takes part, fits as well, but ranks last.
    """
    in_milestones = Milestone.objects.filter(
        Q(search=_query(words)) | Q(ref__iexact=_bare(words)) | _part_of("title", words),
        commitment=OuterRef("pk"),
    )
    taking_part = Participation.objects.filter(
        Q(organisation__name__icontains=words) | Q(organisation__abbreviation__iexact=words),
        commitment=OuterRef("pk"),
    )
    titled = _part_of("title", words) | _part_of("government_title", words)
    said = Q(search=_query(words)) | _numbered(words) | titled | Q(Exists(in_milestones))
    return said | Q(theme__name__icontains=words) | Q(Exists(taking_part))


def fit(words: str) -> CombinedExpression:
    """How well a commitment fits `words`: a number to sort by, highest first."""
    milestones = Milestone.objects.filter(commitment=OuterRef("pk"), search=_query(words))
    best = milestones.annotate(fit=SearchRank(F("search"), _query(words))).order_by("-fit")
    return (
        Case(When(_numbered(words), then=Value(NUMBER_COMES_FIRST)), default=Value(0.0))
        + SearchRank(F("search"), _query(words))
        + Coalesce(Subquery(best.values("fit")[:1]), Value(0.0))
    )


def _part_of(column: str, words: str) -> Q:
    """Part of a word fits in titles, where people look: "whistle" finds whistleblowing."""
    is_long_enough = len(words.strip()) > len("the")
    return Q(**{f"{column}__icontains": words.strip()}) if is_long_enough else Q(pk__in=[])


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, search_type="websearch", config="english")


def _numbered(words: str) -> Q:
    return Q(number__iexact=_bare(words)) | Q(ogp_id__iexact=_bare(words))


def _bare(words: str) -> str:
    """The number in "Commitment 7" and "milestone 7.01"."""
    words = words.strip()
    for noun in ("commitment", "milestone"):
        if words.lower().startswith(f"{noun} "):
            words = words[len(noun) :]
    return words.strip()
