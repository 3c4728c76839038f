"""What keeps the two sides apart: sides without a lead, and leads who do not talk."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import F

from commitments.models import Commitment
from commitments.vacancies import Vacancy, vacancies_of
from network.workflow import Side
from ogp_tracker.templatetags.tracker import day
from progress.oversight.ground import Ground, page_step
from progress.oversight.matters import Kind, Matter, Rank, Step, days_in_words, named


def vacancies(ground: Ground) -> Iterator[Matter]:
    """Sides without a lead; one line for both sides of a commitment."""
    found: dict[int, list[Vacancy]] = defaultdict(list)
    for vacancy in vacancies_of(ground.commitments, ground.today):
        found[vacancy.commitment.pk].append(vacancy)
    for rows in found.values():
        yield _vacancy(ground, rows)


def _vacancy(ground: Ground, rows: Sequence[Vacancy]) -> Matter:
    commitment, sides = rows[0].commitment, [vacancy.side for vacancy in rows]
    left = [(row.since, row.last) for row in rows if row.since and row.last]
    since = min((day_ for day_, _ in left), default=commitment.plan.published_on or ground.today)
    told = [f"{named(lead)} led until {day(until)}." for until, lead in left]
    steps = ground.ask_for_leads(commitment, sides)
    for _, lead in left:
        if getattr(lead, "hand_over", None):
            label = f"Read the note of {lead.person.name}"
            steps.append(page_step(label, "commitments:hand_over", lead.pk))
    steps.append(Step("See the commitment", commitment.get_absolute_url()))
    return Matter(
        kind=Kind.VACANCY,
        plan=commitment.plan,
        commitment=commitment,
        in_short=f"No lead for {' or '.join(side.label.lower() for side in sides)}",
        what=f"Nobody leads for {' or '.join(side.label.lower() for side in sides)}",
        detail=" ".join(told) or "Nobody was ever appointed.",
        days=(ground.today - since).days,
        is_late=False,
        sides=sides,
        who=[],
        rank=(Rank.LEFT if left else Rank.NEVER_LED).place,
        steps=steps,
        day=since,
    )


def cold(ground: Ground) -> Iterator[Matter]:
    """Commitments with a lead on each side who have had no contact for long."""
    rows = Commitment.objects.cold(ground.today)
    found = dict(
        rows.filter(pk__in=[row.pk for row in ground.commitments])
        .order_by()
        .values_list("pk", F("quiet_since"))
    )
    for commitment in ground.commitments:
        leads = ground.leads_of(commitment)
        # Where a side has no lead, the vacancy says why they are silent.
        if commitment.pk in found and {lead.side for lead in leads} == set(Side.values):
            yield _cold(ground, commitment, found[commitment.pk])


def _cold(ground: Ground, commitment: Commitment, since: dt.date) -> Matter:
    days = (ground.today - since).days
    last = commitment.last_contact_on
    known = f"The last contact was on {day(last)}." if last else "No contact is on record."
    return Matter(
        kind=Kind.COLD,
        plan=commitment.plan,
        commitment=commitment,
        in_short=f"Cold for {days_in_words(days)}",
        what=f"No contact between the two sides for {days_in_words(days)}",
        detail=known,
        days=days,
        is_late=False,
        sides=list(Side),
        who=[named(lead) for lead in ground.leads_of(commitment)],
        rank=Rank.COLD.place,
        steps=[
            *ground.write_to_leads(commitment),
            page_step("See the diary", "progress:diary_list", commitment.slug),
        ],
        day=since,
    )
