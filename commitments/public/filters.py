"""Narrowing down commitments and organisations, with every choice in the address."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from commitments.models import (
    Commitment,
    Completion,
    Milestone,
    Participation,
    Theme,
)
from commitments.public.narrowing import AnyOf, Narrowing, OneOf, Words
from commitments.public.search import fit, found_by
from commitments.public.states import MilestoneState, with_states
from commitments.workflow import SETTLED, Stage
from network.models import Organisation
from network.workflow import Side

NOT_REPORTED = "not_reported"
SIDES = {
    "both": _("Government and civil society"),
    Side.GOVERNMENT.value: _("Government only"),
    Side.CIVIL_SOCIETY.value: _("Civil society only"),
}


class CommitmentFilters(Narrowing):
    """The filters of the list of commitments as at `today`."""

    q = Words(label=_("Search"), method="with_words", help_text=_("Words, a number or an OGP id"))
    plan = AnyOf(label=_("Action plan"), field_name="plan__slug", lookup_expr="in")
    stage = OneOf(
        label=_("Where it is in its life"),
        field_name="stage",
        choices=[choice for choice in Stage.choices if choice[0] != Stage.PROPOSED],
    )
    theme = AnyOf(label=_("Theme"), field_name="theme__slug", lookup_expr="in")
    organisation = OneOf(label=_("Organisation"), method="with_organisation")
    sides = AnyOf(label=_("Who takes part"), method="with_sides", choices=list(SIDES.items()))
    progress = AnyOf(
        label=_("Progress, as either side sees it"),
        method="with_progress",
        choices=[*Completion.choices, (NOT_REPORTED, _("Not reported yet"))],
    )
    milestones = AnyOf(
        label=_("With a milestone that is"),
        method="with_milestones",
        choices=MilestoneState.choices,
    )

    sorts: ClassVar[dict[str, Any]] = {
        "match": _("Best match"),
        "plan": _("Plan order"),
        "reported": _("Recently reported"),
        "next": _("Next milestone date"),
    }

    def __init__(self, data: Any, *, today: dt.date) -> None:
        super().__init__(data, Commitment.objects.public())
        self.today = today
        themes = Theme.objects.filter(commitments__in=self.queryset).distinct()
        themes = themes.select_related("plan").order_by("-plan__number", "order", "name")
        plans = {theme.plan.slug: theme.plan.title for theme in themes}
        taking_part = Participation.objects.filter(commitment__in=self.queryset)
        organisations = Organisation.objects.filter(pk__in=taking_part.values("organisation"))
        self.offer("theme", {theme.slug: theme.name for theme in themes}.items())
        self.offer("organisation", organisations.values_list("slug", "name"))
        self.offer("plan", plans.items())
        if len(plans) < 2:
            del self.filters["plan"]

    @property
    def words(self) -> str:
        """What was searched for, if anything."""
        return str(self.form.cleaned_data.get("q", ""))

    def available_sorts(self) -> dict[str, Any]:
        """Without words nothing matches better than anything else."""
        return {key: label for key, label in self.sorts.items() if key != "match" or self.words}

    def sorted(self) -> QuerySet[Commitment]:
        """What is left, in the chosen order, each with the next date a milestone is due."""
        ahead = Milestone.objects.filter(commitment=OuterRef("pk"), due_on__gte=self.today)
        ahead = ahead.exclude(status__in=SETTLED).order_by("due_on", "order")
        rows = self.narrowed().annotate(
            next_due_on=Subquery(ahead.values("due_on")[:1]),
            next_due_text=Subquery(ahead.values("due_text")[:1]),
        )
        first: dict[str, Any] = {
            "match": lambda: fit(self.words).desc(),
            "plan": lambda: F("plan__published_on").desc(),
            "reported": lambda: F("reported_at").desc(nulls_last=True),
            "next": lambda: F("next_due_on").asc(nulls_last=True),
        }
        ordered: QuerySet[Commitment] = rows.order_by(first[self.sort](), "plan", "order", "number")
        return ordered

    def tallies(self) -> Iterable[QuerySet[Any]]:
        """For each filter, how many commitments each value leaves under the *other* filters."""
        theirs = Participation.objects.filter(commitment__in=self.narrowed(besides="organisation"))
        steps = Milestone.objects.filter(commitment__in=self.narrowed(besides="milestones"))
        yield self.tally("theme", self.narrowed(besides="theme"), F("theme__slug"))
        yield self.tally("organisation", theirs, F("organisation__slug"), "commitment")
        yield self.tally("sides", self.narrowed(besides="sides"), _sides())
        stated = with_states(steps, self.today)
        yield self.tally("milestones", stated, F("state"), "commitment")
        for value in self.codes("progress"):
            rows = self.with_progress(self.narrowed(besides="progress"), "progress", [value])
            yield self.tally("progress", rows, Value(value))
        if "plan" in self.filters:
            yield self.tally("plan", self.narrowed(besides="plan"), F("plan__slug"))
        yield self.tally("stage", self.narrowed(besides="stage"), F("stage"))

    # --- What each filter means -------------------------------------------------------------
    def with_words(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        """Commitments whose text, or a milestone's, has the words."""
        return rows.filter(found_by(words))

    def with_organisation(self, rows: QuerySet, _name: str, slug: str) -> QuerySet:
        """Commitments that the organisation leads or supports."""
        theirs = Participation.objects.filter(commitment=OuterRef("pk"), organisation__slug=slug)
        return rows.filter(Exists(theirs))

    def with_sides(self, rows: QuerySet, _name: str, chosen: list[str]) -> QuerySet:
        """Commitments in which organisations of these sides take part."""
        found: QuerySet = rows.alias(sides=_sides()).filter(sides__in=chosen)
        return found

    def with_progress(self, rows: QuerySet, _name: str, chosen: list[str]) -> QuerySet:
        """Commitments of which either side last said one of these."""
        said = Q(government_completion__in=chosen) | Q(civil_society_completion__in=chosen)
        if NOT_REPORTED in chosen:
            said |= Q(reported_until__isnull=True)
        return rows.filter(said)

    def with_milestones(self, rows: QuerySet, _name: str, chosen: list[str]) -> QuerySet:
        """Commitments with at least one milestone in one of these states."""
        steps = with_states(Milestone.objects.filter(commitment=OuterRef("pk")), self.today)
        return rows.filter(Exists(steps.filter(state__in=chosen)))


class OrganisationFilters(Narrowing):
    """The filters of the list of organisations."""

    q = Words(label=_("Search by name"), method="with_words")
    kind = AnyOf(
        label=_("Kind"), field_name="kind", lookup_expr="in", choices=Organisation.Kind.choices
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, Organisation.objects.all())

    def tallies(self) -> Iterable[QuerySet[Any]]:
        """How many organisations of each kind the words leave."""
        yield self.tally("kind", self.narrowed(besides="kind"), F("kind"))

    def with_words(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        """Organisations with these words in their name, or this abbreviation."""
        in_name = Q()
        for word in words.split():
            in_name &= Q(name__icontains=word)
        return rows.filter(in_name | Q(abbreviation__iexact=words))


def _sides() -> Case:
    """Which sides take part in a commitment."""
    of_side = {
        side: Exists(Participation.objects.filter(commitment=OuterRef("pk"), side=side))
        for side in Side
    }
    return Case(
        When(of_side[Side.GOVERNMENT] & of_side[Side.CIVIL_SOCIETY], then=Value("both")),
        When(of_side[Side.GOVERNMENT], then=Value(Side.GOVERNMENT.value)),
        When(of_side[Side.CIVIL_SOCIETY], then=Value(Side.CIVIL_SOCIETY.value)),
        default=Value(""),
    )
