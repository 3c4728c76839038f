"""The ground on which new commitments stand: their plans, themes and organisations."""

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from commitments.actions.plans import RESERVED
from commitments.models import ActionPlan, Participation, Theme
from network.models import Organisation, Person
from ogp_tracker import history
from opendata.ogp_database.planning import PlannedRow
from opendata.ogp_files.facts import NamedInstitution, PlanKey, RowFacts


@dataclass
class Ground:
    """The rows to refer to, and how many plans, themes and organisations were added."""

    plans: dict[PlanKey, ActionPlan]
    themes: dict[tuple[int, str], Theme] = field(default_factory=dict)
    organisations: dict[tuple[str, str], Organisation] = field(default_factory=dict)
    added: tuple[int, int, int] = (0, 0, 0)

    def theme_of(self, facts: RowFacts) -> Theme:
        """The theme of a row's commitment."""
        return self.themes[self.plans[facts.key].pk, facts.theme.casefold()]

    def organisation_of(self, facts: RowFacts, named: NamedInstitution) -> Organisation:
        """The organisation that a row names."""
        return self.organisations[facts.key.code, _known_by(named.name)]


def lay_ground(
    rows: Sequence[PlannedRow], *, by: Person | None, reason: str, published_on: dt.date | None
) -> Ground:
    """Find or add what the commitments of `rows`, all of them new, refer to."""
    facts = [row.facts for row in rows if row.facts is not None]
    codes = {one.key.code for one in facts}
    here = ActionPlan.objects.filter(country_code__in=codes)
    ground = Ground({PlanKey(plan.country_code, plan.number): plan for plan in here})
    plans = _new_plans(facts, ground, published_on)
    for plan in history.bulk_create(ActionPlan, plans, by=by, reason=reason):
        ground.plans[PlanKey(plan.country_code, plan.number)] = plan
    kept = Theme.objects.filter(plan__in=[plan.pk for plan in ground.plans.values()])
    ground.themes = {(theme.plan_id, theme.name.casefold()): theme for theme in kept}
    themes = _new_themes(facts, ground)
    for theme in history.bulk_create(Theme, themes, by=by, reason=reason):
        ground.themes[theme.plan_id, theme.name.casefold()] = theme
    organisations = _find_organisations(facts, ground, codes)
    history.bulk_create(Organisation, organisations, by=by, reason=reason)
    ground.added = (len(plans), len(themes), len(organisations))
    return ground


def free_slug(text: str, otherwise: str, taken: set[str], *, longest: int = 80) -> str:
    """The address part for `text` that is not `taken`, which it is from now on."""
    stem = slugify(text)[: longest - 6].strip("-") or otherwise
    numbers = (f"{stem}-{number}" for number in itertools.count(2))
    slug = next(one for one in itertools.chain([stem], numbers) if one not in taken)
    taken.add(slug)
    return slug


def _new_plans(
    facts: Iterable[RowFacts], ground: Ground, published_on: dt.date | None
) -> list[ActionPlan]:
    new: dict[PlanKey, ActionPlan] = {}
    taken = {*RESERVED, *ActionPlan.objects.values_list("slug", flat=True)}
    for one in facts:
        if one.key not in ground.plans and one.key not in new:
            words = f"{one.plan_fields['country']} plan {one.key.number}"
            slug = free_slug(words, "plan", taken)
            new[one.key] = ActionPlan(slug=slug, published_on=published_on, **one.plan_fields)
    return list(new.values())


def _new_themes(facts: Iterable[RowFacts], ground: Ground) -> list[Theme]:
    new: dict[tuple[int, str], Theme] = {}
    taken: dict[int, set[str]] = {}
    for theme in ground.themes.values():
        taken.setdefault(theme.plan_id, set()).add(theme.slug)
    for one in facts:
        plan = ground.plans[one.key]
        key = (plan.pk, one.theme.casefold())
        if key not in ground.themes and key not in new:
            slugs = taken.setdefault(plan.pk, set())
            slug = free_slug(one.theme, "theme", slugs)
            new[key] = Theme(plan=plan, slug=slug, name=one.theme, order=len(slugs))
    return list(new.values())


def _find_organisations(
    facts: Iterable[RowFacts], ground: Ground, codes: Collection[str]
) -> list[Organisation]:
    """Fill the ground's organisations; returns those that are new.

    "Ministry of Justice" is another one in each country: one that is here is meant only where it
    takes part in a plan of the same country, or has the country in its name.
    """
    parts = Participation.objects.filter(commitment__plan__country_code__in=codes)
    pairs = parts.values_list("commitment__plan__country_code", "organisation").distinct()
    every = {row.pk: row for row in Organisation.objects.all()}
    for code, pk in pairs:
        for name in filter(None, (every[pk].name, every[pk].abbreviation)):
            ground.organisations[code, _known_by(name)] = every[pk]
    by_name = {_known_by(row.name): row for row in every.values()}
    slugs = {"add", *(row.slug for row in every.values())}
    new = []
    for one in facts:
        for named in one.institutions:
            key = (one.key.code, _known_by(named.name))
            if key in ground.organisations:
                continue
            name = _name_with_country(named.name, str(one.plan_fields["country"]))
            row = by_name.get(_known_by(name))
            if row is None:
                slug = free_slug(name, "organisation", slugs)
                row = Organisation(slug=slug, name=name, kind=named.kind)
                by_name[_known_by(name)] = row
                new.append(row)
            ground.organisations[key] = row
    return new


def _known_by(name: str) -> str:
    """How a name is compared: "The National Archives" is "National Archives"."""
    return name.casefold().removeprefix("the ")


def _name_with_country(name: str, country: str) -> str:
    if any(part.casefold() in name.casefold() for part in country.split(", ")):
        return name
    return f"{name} ({country})"
