"""Narrowing down what was found, with every choice in the address and counts beside it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan, Commitment, Participation, Theme
from commitments.public.filters import SIDES
from commitments.public.narrowing import AnyOf, Chosen, Narrowing, OneOf, Words
from network.models import Organisation
from network.workflow import Side
from opendata.exploring.asking import LONGEST, asks_for_something, by_fit, fitting, plain_words
from opendata.exploring.spelling import corrected
from opendata.models import SearchKind, SearchText

# Of a word that stands everywhere only so many things are ranked and counted.
MOST = 2000
# With fewer results than this another spelling is offered.
FEW = 3
EXACT = "exact"
# The years that a thing can be about; only those that leave something are shown.
YEARS = range(2060, 1990, -1)


class SearchFilters(Narrowing):
    """What somebody looks for, and in which part of everything there is."""

    q = Words(label=_("Search everything"), method="with_words", max_length=LONGEST)
    kind = AnyOf(
        label=_("What it is"), field_name="kind", lookup_expr="in", choices=SearchKind.choices
    )
    plan = OneOf(label=_("Action plan"), method="with_plan")
    theme = OneOf(label=_("Theme"), field_name="commitment__theme__slug")
    organisation = OneOf(label=_("Organisation"), method="with_organisation")
    sides = AnyOf(label=_("Who takes part"), method="with_sides", choices=list(SIDES.items()))
    year = OneOf(label=_("Year"), method="with_year", choices=[(str(y), str(y)) for y in YEARS])
    spelling = AnyOf(
        label=_("Spelling"), method="as_typed", choices=[(EXACT, _("Exactly as I typed it"))]
    )

    sorts: ClassVar[dict[str, Any]] = {"match": _("Best match"), "newest": _("Newest first")}

    def __init__(self, data: Any) -> None:
        super().__init__(data, SearchText.objects.public())
        self._ids: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        themes = Theme.objects.filter(
            Exists(Commitment.objects.public().filter(theme=OuterRef("pk")))
        )
        self.offer("plan", ActionPlan.objects.public().newest_first().values_list("slug", "title"))
        self.offer("theme", themes.order_by("name").values_list("slug", "name"))
        self.offer("organisation", Organisation.objects.values_list("slug", "name"))

    # --- What is looked for -----------------------------------------------------------------
    @property
    def typed(self) -> str:
        """The words as they were typed; empty where they make no question."""
        words = str(self.form.cleaned_data.get("q", "")).strip()
        return words if asks_for_something(words) else ""

    @cached_property
    def words(self) -> str:
        """The words that are looked for: those typed, or what was probably meant by them."""
        return (
            self.other_spelling if self.other_spelling and not self._found_as_typed else self.typed
        )

    @property
    def is_corrected(self) -> bool:
        """Whether other words are looked for than were typed."""
        return self.words != self.typed

    @cached_property
    def other_spelling(self) -> str:
        """What was probably meant, where the words as typed find little or nothing."""
        is_exact = EXACT in self.form.cleaned_data.get("spelling", ())
        return "" if is_exact or self._found_as_typed >= FEW else corrected(self.typed)

    @property
    def _found_as_typed(self) -> int:
        return len(self._found(self.typed, ()))

    @property
    def exact_url(self) -> str:
        """The same search for the words as they were typed."""
        return self._address(spelling=[EXACT])

    @property
    def other_url(self) -> str:
        """The same search for what was probably meant."""
        return self._address(q=[self.other_spelling])

    @property
    def wider_url(self) -> str:
        """The same words, searched in everything."""
        names = [name for name in self.filters if name != "q"]
        return self._address(**dict.fromkeys(names, ()))

    @property
    def any_of_them_url(self) -> str:
        """A search for any of the words, where there are several to be found together."""
        words = plain_words(self.words)
        return self._address(q=[" or ".join(words)]) if len(words) > 1 else ""

    def chosen_besides_words(self) -> list[Chosen]:
        """What narrows the results down."""
        return [one for one in self.chosen() if one.filter != str(self.filters["q"].label)]

    def offered(self) -> list[str]:
        """The filters that the page shows: the spelling only to take it away again."""
        hidden = {"q"} if self.data.getlist("spelling") else {"q", "spelling"}
        return [name for name in self.filters if name not in hidden]

    # --- What is found ----------------------------------------------------------------------
    def narrowed(self, besides: str = "") -> QuerySet[Any]:
        """The rows that every filter leaves, or every filter but one; at most MOST of them."""
        values = self.form.cleaned_data.items()
        chosen = (name for name, value in values if value and name not in ("q", besides))
        return SearchText.objects.filter(pk__in=self._found(self.words, tuple(chosen)))

    def _found(self, words: str, filters: tuple[str, ...]) -> list[int]:
        """The ids of at most MOST rows that fit `words` and these filters, asked for once.

        All counts are of the same few rows: to look them up again costs more than to name them.
        """
        if (words, filters) not in self._ids:
            rows = self.queryset.filter(fitting(words))
            for name in filters:
                rows = self.filters[name].filter(rows, self.form.cleaned_data[name])
            ids = rows.order_by().values_list("pk", flat=True)[:MOST]
            self._ids[words, filters] = list(ids)
        return self._ids[words, filters]

    def sorted(self) -> QuerySet[SearchText]:
        """What is left, in the chosen order."""
        order = by_fit(self.words)
        if self.sort == "newest":
            order = [F("day").desc(nulls_last=True), *order]
        return self.narrowed().order_by(*order).defer("body", "words", "vector")

    @cached_property
    def is_cut(self) -> bool:
        """Whether there is more than what is ranked and counted."""
        return self.narrowed().count() >= MOST

    def show_counts(self) -> None:
        """Write beside each choice how many things it leaves; "12+" where that is not all."""
        super().show_counts()
        if not self.is_cut:
            return
        for name in self.filters:
            field: Any = self.form.fields[name]
            if hasattr(field, "choices"):
                field.choices = [
                    (code, f"{str(label)[:-1]}+)" if code else label)
                    for code, label in field.choices
                ]

    def tallies(self) -> Iterable[QuerySet[Any]]:
        """For each filter, how many things each value leaves under the *other* filters."""
        others = {name: self.narrowed(besides=name) for name in self.filters if name != "q"}
        values: dict[str, Any] = {
            "kind": F("kind"),
            "plan": Coalesce(F("commitment__plan__slug"), F("plan__slug")),
            "theme": F("commitment__theme__slug"),
            "organisation": Coalesce(
                F("commitment__participations__organisation__slug"), F("organisation__slug")
            ),
            "sides": _sides(),
            "year": Cast(ExtractYear("day"), CharField()),
        }
        if not self.is_corrected:
            values["spelling"] = Value(EXACT)
        for name, value in values.items():
            yield self.tally(name, others[name], value)

    # --- What each filter means -------------------------------------------------------------
    def with_words(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        """Things that fit the words."""
        return rows.filter(fitting(words))

    def with_plan(self, rows: QuerySet, _name: str, slug: str) -> QuerySet:
        """The plan, and what belongs to it."""
        return rows.filter(Q(commitment__plan__slug=slug) | Q(plan__slug=slug))

    def with_organisation(self, rows: QuerySet, _name: str, slug: str) -> QuerySet:
        """The organisation, and what belongs to commitments it takes part in."""
        theirs = Participation.objects.filter(
            commitment=OuterRef("commitment"), organisation__slug=slug
        )
        return rows.filter(Q(organisation__slug=slug) | Exists(theirs))

    def with_sides(self, rows: QuerySet, _name: str, chosen: list[str]) -> QuerySet:
        """What belongs to commitments in which organisations of these sides take part."""
        found: QuerySet = rows.alias(sides=_sides()).filter(sides__in=chosen)
        return found

    def with_year(self, rows: QuerySet, _name: str, year: str) -> QuerySet:
        """Things that are about a day of that year."""
        return rows.filter(day__year=int(year))

    def as_typed(self, rows: QuerySet, _name: str, _chosen: list[str]) -> QuerySet:
        """All: the words themselves say what is found, see `words`."""
        return rows


def _sides() -> Case:
    """Which sides take part in the commitment; nothing where there is no commitment."""
    theirs = Participation.objects.filter(commitment=OuterRef("commitment"))
    government, civil_society = (Exists(theirs.filter(side=side)) for side in Side)
    return Case(
        When(government & civil_society, then=Value("both")),
        When(government, then=Value(Side.GOVERNMENT.value)),
        When(civil_society, then=Value(Side.CIVIL_SOCIETY.value)),
        default=Value(""),
    )
