"""What a page of results says of each thing: its name, where it is, and where the words stand."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from commitments.models import ActionPlan, Commitment
from ogp_tracker.templatetags.tracker import day
from opendata.exploring.snippets import headline, marked, whole
from opendata.models import DOORS, SearchKind, SearchText

# What is fetched with each thing, for its name and address.
WITH = {
    SearchKind.COMMITMENT: ("plan",),
    SearchKind.MILESTONE: ("commitment__plan",),
    SearchKind.UPDATE: ("commitment__plan", "period"),
    SearchKind.BLOCKER: ("commitment__plan",),
    SearchKind.NOTE: ("commitment__plan",),
}


@dataclass(frozen=True)
class Result:
    """One thing that was found."""

    kind: SearchKind
    title: SafeString
    url: str
    snippet: SafeString
    # The commitment it is about, where it is not one itself; the plan of either.
    commitment: Commitment | None
    plan: ActionPlan | None
    # "Published 5 March 2014", "Due: Spring 2014".
    when: str


def results_of(rows: Sequence[SearchText], words: str) -> list[Result]:
    """These rows as the page shows them, in their order: two queries, and one for each kind."""
    texts = SearchText.objects.filter(pk__in=[row.pk for row in rows]).values_list(
        "pk", whole("title", words), headline("body", words)
    )
    said = {pk: (marked(title), marked(body)) for pk, title, body in texts}
    things = _things(rows)
    return [
        _result(SearchKind(row.kind), things[row.kind, row.thing], *said[row.pk])
        for row in rows
        # Either may have gone since the rows were found.
        if (row.kind, row.thing) in things and row.pk in said
    ]


def _things(rows: Sequence[SearchText]) -> dict[tuple[str, int], Any]:
    wanted: dict[SearchKind, list[int]] = defaultdict(list)
    for row in rows:
        wanted[SearchKind(row.kind)].append(row.thing)
    return {
        (kind, pk): thing
        for kind, ids in wanted.items()
        for pk, thing in DOORS[kind]().select_related(*WITH.get(kind, ())).in_bulk(ids).items()
    }


def _result(kind: SearchKind, thing: Any, title: SafeString, snippet: SafeString) -> Result:
    commitment = getattr(thing, "commitment", None)
    plan = getattr(commitment or thing, "plan", None)
    return Result(
        kind=kind,
        title=_title(kind, thing, title),
        url=thing.get_absolute_url(),
        snippet=snippet,
        commitment=commitment,
        plan=plan,
        when=_when(kind, thing),
    )


def _title(kind: SearchKind, thing: Any, title: SafeString) -> SafeString:
    match kind:
        case SearchKind.COMMITMENT:
            return format_html("{}. {}", thing.number, title)
        case SearchKind.MILESTONE:
            return format_html("{} {}", thing.ref, title)
        case SearchKind.UPDATE:
            words = gettext("Progress update to %(day)s") % {"day": day(thing.period.due_on)}
            return format_html("{}", words)
        case SearchKind.NOTE:
            words = gettext("Diary note of %(day)s") % {"day": day(thing.happened_on)}
            return format_html("{}", words)
        case SearchKind.ORGANISATION if thing.abbreviation:
            return format_html("{} ({})", title, thing.abbreviation)
        case _:
            return title


def _when(kind: SearchKind, thing: Any) -> str:
    match kind:
        case SearchKind.PLAN:
            return _said(gettext("Published %(day)s"), thing.published_on)
        case SearchKind.COMMITMENT:
            return _said(gettext("Reported up to %(day)s"), thing.reported_until)
        case SearchKind.MILESTONE if thing.due_text:
            return gettext("Due: %(date)s") % {"date": thing.due.wording}
        case SearchKind.BLOCKER:
            return _said(gettext("Raised %(day)s"), thing.raised_on)
        case _:
            return ""


def _said(sentence: str, on: dt.date | None) -> str:
    return sentence % {"day": day(on)} if on else ""
