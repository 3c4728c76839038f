"""A plan as rows of its sheets, as it is now."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from commitments.models import ActionPlan, Commitment, Milestone, PrintedDate
from opendata.spreadsheets.layout import BY_NAME, Sheet

# The values of one row, under the names of the columns.
Row = dict[str, Any]
# Columns whose field has another name, as a path of attributes.
PATHS = {
    "Plan": {
        "plan": "slug",
        "period": "period_text",
        "coordinator": "coordinator.slug",
        "civil_society_coordinator": "civil_society_coordinator.slug",
    },
    "Themes": {"theme": "slug"},
    "Organisations": {"organisation": "slug"},
    "Commitments": {"commitment": "slug", "theme": "theme.slug", "due": "due_text"},
    "Taking part": {"commitment": "commitment.number", "organisation": "organisation.slug"},
    "Milestones": {"commitment": "commitment.number", "due": "due_text"},
}


def rows_of(plan: ActionPlan, commitments: QuerySet[Commitment]) -> dict[str, list[Row]]:
    """The rows of each sheet, by its name: the plan, with those of its `commitments`."""
    promised = list(
        commitments.select_related("theme").prefetch_related(
            "participations__organisation", "milestones__dates"
        )
    )
    parts = [part for promise in promised for part in promise.participations.all()]
    steps = [step for promise in promised for step in promise.milestones.all()]
    coordinators = (plan.coordinator, plan.civil_society_coordinator)
    organisations = {part.organisation for part in parts} | set(filter(None, coordinators))
    found: dict[str, Iterable[Any]] = {
        "Plan": [plan],
        "Themes": plan.themes.all(),
        "Organisations": sorted(organisations, key=attrgetter("name", "pk")),
        "Commitments": promised,
        "Taking part": parts,
        "Milestones": steps,
    }
    rows = {name: [_row(BY_NAME[name], one) for one in found[name]] for name in found}
    dates = map(_published_date, steps)
    rows["Milestones"] = [row | date for row, date in zip(rows["Milestones"], dates, strict=True)]
    return rows


def _row(sheet: Sheet, one: Any) -> Row:
    paths = PATHS[sheet.name]
    return {name: _value(one, paths.get(name, name)) for name in sheet.by_name}


def _value(one: Any, path: str) -> Any:
    for name in path.split("."):
        # What no field has the name of is filled in below, or empty.
        one = getattr(one, name, None)
    return one


def _published_date(step: Milestone) -> Row:
    """The date of the published plan, where another is in force by now."""
    first: PrintedDate = step.dates.all()[0].due
    if first.says_the_same_as(step.due):
        return {}
    return {
        "published_due": first.text,
        "published_due_precision": first.precision.value,
        "published_due_on": first.on,
    }
