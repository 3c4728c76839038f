"""A commitment under the columns of OGP’s own database.

What came from that database is given back word for word; for the rest, as far as we know what
stands there.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from commitments.models import ActionPlan, Commitment, Participation
from network.workflow import Side
from opendata.addresses import whole
from opendata.datasets import batches
from opendata.models import OgpRecord
from opendata.ogp_columns import NO_DATA, NOT_AVAILABLE, NOT_REVIEWED, OGP_2024

# So many commitments at a time: their texts are long.
BATCH = 500
# The policy areas stand between these two columns, both included, one a column.
POLICY_AREAS = OGP_2024[
    OGP_2024.index("Anti-Corruption and Integrity") : OGP_2024.index("Money in Politics") + 1
]
# From here on to the last but a few the IRM speaks, which has not looked at commitments of ours.
REVIEWED = OGP_2024[OGP_2024.index("Report Publication Year (Progress Report)") :]
VALUES = {
    "OGP Value Access To Information": "access_to_information",
    "OGP Value Civic Participation": "civic_participation",
    "OGP Value Public Accountability": "public_accountability",
    "OGP Value Technology": "technology",
}


def ogp_rows(commitments: QuerySet[Commitment]) -> Iterator[dict[str, str]]:
    """Each of `commitments` as OGP would print it, few at a time in memory."""
    taking_part = Participation.objects.select_related("organisation")
    rows = commitments.select_related("plan", "theme").prefetch_related(
        Prefetch("participations", taking_part)
    )
    for batch in batches(rows.iterator(chunk_size=BATCH), BATCH):
        cells = OgpRecord.objects.cells_of([commitment.pk for commitment in batch])
        for commitment in batch:
            yield ogp_row(commitment, cells.get(commitment.pk, {}))


def ogp_row(commitment: Commitment, cells: Mapping[str, str]) -> dict[str, str]:
    """One commitment under OGP_2024: what is not known says so.

    `cells` are those that OGP itself has for it; they go before what we would write, empty ones
    too.
    """
    known = (
        dict.fromkeys(REVIEWED, NOT_REVIEWED)
        | _of_plan(commitment.plan)
        | _of_promise(commitment)
        | _areas(commitment)
        | _of_record(commitment)
    )
    row = {name: known.get(name) or NO_DATA for name in OGP_2024}
    return row | {name: text for name, text in cells.items() if name in row}


def _of_plan(plan: ActionPlan) -> dict[str, str]:
    begins, ends = plan.starts_on or plan.published_on, plan.ends_on
    years = max(round((ends - begins).days / 365.25), 1) if begins and ends else ""
    return {
        "Country/Locality": plan.country,
        "Action Plan Number": str(plan.number),
        "Code": plan.country_code,
        "National Or Local": "National",
        "Year Of Submission": str(plan.published_on.year) if plan.published_on else "",
        "Action Plan End Year": str(ends.year) if ends else "",
        "Action Plan Duration (Years)": str(years),
        "Action Plan ID": plan.ogp_id,
    }


def _of_promise(commitment: Commitment) -> dict[str, str]:
    texts = (commitment.summary, commitment.problem, commitment.how_it_helps)
    taking_part = list(commitment.participations.all())
    leads = [row for row in taking_part if _leads(row)]
    due = commitment.due
    return {
        "Commitment Unique Identifier": commitment.ogp_id,
        "Commitment Number": commitment.number,
        "Commitment Dummy": "1",
        "Theme": commitment.theme.name,
        "Commitment Title": commitment.government_title or commitment.title,
        "Short Title": commitment.title,
        "Full Text": "\n\n".join(text for text in texts if text),
        "Start Date": _american(commitment.started_early_on) or NOT_AVAILABLE,
        "End Date": _american(due.on) or due.text or NOT_AVAILABLE,
        "Lead Institution": _names(leads),
        "Supporting Institution(s)": _names([row for row in taking_part if not _leads(row)]),
    }


def _areas(commitment: Commitment) -> dict[str, str]:
    """A 1 for each policy area that the commitment names; where it names none, nothing is known."""
    if not commitment.policy_areas:
        return {}
    named = {_plain(area) for area in commitment.policy_areas}
    return {area: str(int(_plain(area) in named)) for area in POLICY_AREAS}


def _of_record(commitment: Commitment) -> dict[str, str]:
    """What our own record says in the columns that the IRM fills."""
    values = {name: str(int(getattr(commitment, field))) for name, field in VALUES.items()}
    return values | {
        "IRM Assessed": "0",
        "Not reviewed": "1",
        "Active Commitment": str(int(commitment.owes_updates)),
        "Updated? (Website)": NO_DATA,
        "URL": whole(reverse("commitments:commitment_detail", args=[commitment.slug])),
        "Subnational in NAPs": NO_DATA,
        "id": NO_DATA,
    }


def _leads(row: Participation) -> bool:
    return row.side == Side.GOVERNMENT and row.capacity == Participation.Capacity.LEAD


def _names(rows: list[Participation]) -> str:
    return "; ".join(row.organisation.name for row in rows) or NOT_AVAILABLE


def _american(day: dt.date | None) -> str:
    return f"{day.month}/{day.day}/{day.year}" if day else ""


def _plain(area: str) -> str:
    """A policy area however it is spelled: without case, signs and the word “and”."""
    return "".join(word for word in re.findall("[a-z0-9]+", area.lower()) if word != "and")
