"""From a file to its checked facts, or to every error in it at once."""

import codecs
import datetime as dt
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug

from commitments.importing.ancestry import read_ancestry
from commitments.importing.checking import Part, PlanFileError, longest, refuse_twice, shown
from commitments.importing.facts import Fields, PlanFile
from commitments.importing.promises import Sections, read_commitments, read_outcomes
from commitments.models import ActionPlan, Theme
from network.models import Organisation

Kind = Organisation.Kind
# Every kind by its own name, and what sources print for which we have no kind of its own. Funders,
# learned societies and think tanks speak for themselves, so they count as civil society; investors
# and bodies that hold several sectors at once count as none of the kinds.
KINDS = {kind.label.lower(): kind for kind in Kind} | {
    "civil society coalition": Kind.CIVIL_SOCIETY,
    "charitable funder": Kind.CIVIL_SOCIETY,
    "professional body": Kind.CIVIL_SOCIETY,
    "think tank": Kind.CIVIL_SOCIETY,
    "company": Kind.PRIVATE_SECTOR,
    "social investor": Kind.OTHER,
    "multi-stakeholder initiative": Kind.OTHER,
}
COORDINATORS = ("coordinator", "civil_society_coordinator")
KEPT_FOR_LATER = (
    "about",
    "vocabularies",
    "irm_report",
    "irm_totals",
    "cycle",
    "planned_in_february_2014",
)


def read_plan_file(path: Path) -> PlanFile:
    """Read and check the plan file at `path`. Raises PlanFileError with every error in it."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise PlanFileError([f"{path}: there is no such file"]) from None
    except OSError as error:
        raise PlanFileError([f"{path}: cannot be read ({error.strerror})"]) from None
    return read_plan(content, path.name)


def read_plan(content: bytes, name: str) -> PlanFile:
    """Read and check the `content` of the plan file called `name`.

    Raises PlanFileError with every error in it.
    """
    errors: list[str] = []
    top = Part(_parse(_read(content, name), name), "", errors)
    plan = _read_whole(top, name)
    if errors:
        raise PlanFileError(errors)
    return plan


def _read(content: bytes, name: str) -> str:
    try:
        # Some editors put a mark in front of UTF-8; it says nothing, so it does no harm.
        text = content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise PlanFileError(
            [f"{name}: byte {error.start + 1} is not UTF-8; save the file as UTF-8"]
        ) from None
    if not text.strip():
        raise PlanFileError([f"{name}: the file is empty"])
    return text


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise PlanFileError([f"{name}: not JSON at {where}: {error.msg}"]) from None
    except (ValueError, RecursionError) as error:
        raise PlanFileError([f"{name}: not JSON: {error}"]) from None
    if not isinstance(found, dict):
        raise PlanFileError([f"{name}: the whole file has to be one object, in {{ and }}"])
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different: Python would silently take the last of two."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"the key {shown(twice[0])} is there twice in one object")
    return found


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a value")


def _read_whole(top: Part, name: str) -> PlanFile:
    sources = _read_sources(top)
    themes = _read_by_id(top, "themes", _read_theme)
    aliases: dict[str, list[str]] = {}
    organisations = _read_by_id(top, "organisations", partial(_read_organisation, aliases))
    days = top.days("reporting_dates")
    status_source = "Government status file"
    if top.has("government_status_source"):
        status_source = sources.get(top.known("government_status_source", sources, "sources"), "")
    sections = Sections(themes, organisations, sources, days, status_source)
    commitments = read_commitments(top, sections)
    read_outcomes(top, commitments, sources)
    plan = top.part("plan")
    slug = _read_id(plan, ActionPlan)
    fields = _read_plan(plan, len(commitments))
    coordinators = {
        key: plan.known(key, organisations, "organisations", null=True) for key in COORDINATORS
    }
    plan.nothing_else("uk_government_commitments", "scottish_government_commitments")
    _check_schedule(top, plan, fields["published_on"], days)
    ancestry = read_ancestry(top, sources)
    top.nothing_else(*KEPT_FOR_LATER)
    return PlanFile(
        name=name,
        slug=slug,
        fields=fields,
        coordinators=coordinators,
        themes=themes,
        organisations=organisations,
        commitments=commitments,
        reporting_dates=days,
        aliases=aliases,
        ancestry=ancestry,
    )


def _read_sources(top: Part) -> dict[str, str]:
    part = top.part("sources")
    return {key: part.text(key) for key in part.values}


def _read_plan(plan: Part, commitment_count: int) -> Fields:
    period = plan.part("period")
    period_text = period.text("text", longest(ActionPlan, "period_text"), null=True)
    period.nothing_else("start_year", "end_year")
    if plan.has("commitment_count") and plan.whole("commitment_count") != commitment_count:
        said = plan.values["commitment_count"]
        plan.error("commitment_count", f"says {said}, but the file has {commitment_count}")
    return {
        "title": plan.text("title", longest(ActionPlan, "title")),
        "country": plan.text("country", longest(ActionPlan, "country")),
        "country_code": plan.text("country_code", longest(ActionPlan, "country_code")),
        "number": plan.whole("ogp_action_plan_number"),
        "ogp_id": plan.text("ogp_action_plan_id", longest(ActionPlan, "ogp_id"), null=True),
        "period_text": period_text,
        "published_on": plan.day("published", null=True),
        "licence": plan.text("licence", longest(ActionPlan, "licence"), null=True),
        **({"notes": plan.texts("notes")} if plan.has("notes") else {}),
    }


def _check_schedule(top: Part, plan: Part, published: object, days: list[dt.date]) -> None:
    """The first period runs from the plan's publication, each later one from the one before."""
    if days != sorted(set(days)):
        top.error("reporting_dates", "the dates are not in order, or one is there twice")
    elif days and not plan.has("published"):
        plan.error("published", "missing, and reporting starts from it")
    elif days and isinstance(published, dt.date) and days[0] <= published:
        top.error("reporting_dates[0]", "is not after plan.published")


def _read_theme(part: Part) -> Fields:
    return {"name": part.text("name", longest(Theme, "name")), "order": part.whole("order")}


def _read_organisation(aliases: dict[str, list[str]], part: Part) -> Fields:
    if part.has("also_known_as"):
        aliases[str(part.values.get("id"))] = part.texts("also_known_as")
    kind = part.one_of("kind", KINDS, Kind.OTHER)
    short = part.text("abbreviation", longest(Organisation, "abbreviation"), null=True)
    return {
        "name": part.text("name", longest(Organisation, "name")),
        "abbreviation": short,
        "kind": kind,
        "printed_kind": part.values.get("kind"),
    }


def _read_by_id(top: Part, section: str, read: Callable[[Part], Fields]) -> dict[str, Fields]:
    model = Theme if section == "themes" else Organisation
    parts = top.parts(section)
    # A second one with the same id gives way; refuse_twice says so.
    found = {_read_id(part, model): read(part) for part in parts}
    for part in parts:
        part.nothing_else()
    refuse_twice(parts, "id")
    refuse_twice(parts, "name")
    return found


def _read_id(part: Part, model: type[ActionPlan | Theme | Organisation]) -> str:
    """An id, which becomes part of addresses."""
    value = part.text("id", longest(model, "slug"))
    try:
        validate_slug(value)
    except ValidationError:
        if value:
            part.error("id", f"{shown(value)} may only have letters, digits and hyphens in it")
    return value
