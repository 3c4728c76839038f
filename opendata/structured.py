"""What a page is about in the words of schema.org, as JSON-LD: a block of data, not a script.

Only what is honestly so: a commitment is an action that organisations take part in, a plan a
published work, a department a government organisation.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from commitments.models import ActionPlan, Commitment
from commitments.workflow import OPEN_STAGES, Stage
from network.models import Organisation
from opendata.addresses import whole
from opendata.datasets import Dataset

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
TRACKER = "Open government tracker"
GOVERNMENT = (
    *(Organisation.Kind.GOVERNMENT_DEPARTMENT, Organisation.Kind.PUBLIC_BODY),
    Organisation.Kind.DEVOLVED_GOVERNMENT,
)
# Characters that would end the block, or begin something else in it.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
# schema.org's word for where an action is.
STATUS = {Stage.COMPLETED: "CompletedActionStatus", Stage.CLOSED_INCOMPLETE: "FailedActionStatus"}

# Each table is given away as these.
KINDS_OF_FILE = (("text/csv", "dataset_csv"), ("application/json", "dataset_json"))
# What the tables are about, for those who search among many catalogues.
KEYWORDS = ("open government", "action plans", "Open Government Partnership")

Facts = dict[str, Any]


def of_page(view_name: str, page: Mapping[str, Any]) -> SafeString | str:
    """What the page of that name is about, from what it shows (`page`); empty for most."""
    if view_name == "commitments:commitment_detail":
        row = page["commitment"]
        taking_part = [one.organisation for side in page["sides"] for one in side.leading]
        steps = (("Commitments", reverse("commitments:commitment_list")), _step(row))
        return written(commitment(row, taking_part), breadcrumbs(*steps))
    if view_name == "commitments:plan_detail":
        steps = (("Plans", reverse("commitments:plan_list")), _step(page["plan"]))
        return written(plan(page["plan"]), breadcrumbs(*steps))
    if view_name == "commitments:organisation_detail":
        row = page["organisation"]
        steps = (("Organisations", reverse("commitments:organisation_list")), _step(row))
        return written(organisation(row), breadcrumbs(*steps))
    return ""


def of_catalogue(datasets: Iterable[Dataset]) -> SafeString:
    """The page that lists the tables."""
    address = reverse("opendata:dataset_list")
    return written(
        catalogue(whole(address), map(of_table, datasets)), breadcrumbs(("Open data", address))
    )


def of_dataset(table: Dataset) -> SafeString:
    """The page of one table."""
    steps = (
        ("Open data", reverse("opendata:dataset_list")),
        (table.title, reverse("opendata:dataset_detail", args=[table.name])),
    )
    return written(of_table(table), breadcrumbs(*steps))


def of_table(table: Dataset) -> Facts:
    """A table with its page and its files."""
    page = whole(reverse("opendata:dataset_detail", args=[table.name]))
    files = [
        (kind, whole(reverse(f"files:{name}", args=[table.name]))) for kind, name in KINDS_OF_FILE
    ]
    return dataset(table, page, files)


def _step(row: Any) -> tuple[str, str]:
    return str(getattr(row, "title", "") or row.name), row.get_absolute_url()


def written(*things: Mapping[str, Any]) -> SafeString:
    """The things as one block of JSON-LD, which no text in it can end."""
    graph = {"@context": "https://schema.org", "@graph": [_filled(thing) for thing in things]}
    text = json.dumps(graph, ensure_ascii=False).translate(ESCAPES)
    block = f'<script type="application/ld+json">{text}</script>'
    return mark_safe(block)  # noqa: S308 - every character that could end it is escaped


def organisation(row: Organisation) -> Facts:
    """A department or a charity."""
    kind = "GovernmentOrganization" if row.kind in GOVERNMENT else "Organization"
    address = whole(row.get_absolute_url())
    facts = {"name": row.name, "alternateName": row.abbreviation, "url": address}
    return {"@type": kind, "@id": address, **facts}


def plan(row: ActionPlan) -> Facts:
    """An action plan: a published work with its period."""
    address = whole(row.get_absolute_url())
    return {
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "name": row.title,
        "datePublished": _day(row.published_on),
        "temporalCoverage": f"{row.starts_on or '..'}/{row.ends_on or '..'}",
        "spatialCoverage": {"@type": "Country", "name": row.country},
    }


def commitment(row: Commitment, taking_part: Iterable[Organisation]) -> Facts:
    """A commitment: an action of the organisations that take part in it."""
    address = whole(row.get_absolute_url())
    stage = Stage(row.stage)
    status = STATUS.get(stage, "ActiveActionStatus" if stage in OPEN_STAGES else "")
    return {
        "@type": "Action",
        "@id": address,
        "url": address,
        "name": row.title,
        "identifier": row.ogp_id,
        "description": row.summary,
        "actionStatus": status and f"https://schema.org/{status}",
        "agent": [_filled(organisation(one)) for one in taking_part],
        "endTime": _day(row.due_on),
        # An early start may belong to a plan that nobody can read yet.
        "object": {"@type": "CreativeWork", "@id": whole(row.plan.get_absolute_url())}
        if row.plan.is_public
        else "",
    }


def breadcrumbs(*steps: tuple[str, str]) -> Facts:
    """The way to a page: a name and an address on the site for each step, Home coming by itself."""
    pages = [(TRACKER, reverse("commitments:home")), *steps]
    found = [
        {"@type": "ListItem", "position": number, "name": name, "item": whole(path)}
        for number, (name, path) in enumerate(pages, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": found}


def dataset(table: Dataset, page: str, files: Iterable[tuple[str, str]]) -> Facts:
    """A table that is given away: `page` tells of it, `files` are media types with addresses."""
    return {
        "@type": "Dataset",
        "@id": page,
        "url": page,
        "name": table.title,
        # Search engines ask for fifty characters at least.
        "description": f"{table.about} A table of the open government tracker, as CSV and JSON.",
        "keywords": list(KEYWORDS),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": TRACKER, "url": whole("/")},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": whole(reverse("opendata:dataset_list")),
        },
        "variableMeasured": list(table.names),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address}
            for kind, address in files
        ],
    }


def catalogue(page: str, datasets: Iterable[Mapping[str, Any]]) -> Facts:
    """All tables together, at the whole address `page`."""
    named = [{"@type": "Dataset", "@id": one["@id"], "name": one["name"]} for one in datasets]
    facts = {"name": TRACKER, "license": LICENCE, "dataset": named}
    return {"@type": "DataCatalog", "@id": page, "url": page, **facts}


def _day(value: Any) -> str:
    return value.isoformat() if value else ""


def _filled(thing: Mapping[str, Any]) -> Facts:
    """Without what is not known."""
    return {key: value for key, value in thing.items() if value not in ("", None, [])}
