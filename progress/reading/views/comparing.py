"""What changed from one version to another, and from one period to another, for everybody."""

import datetime as dt
import itertools
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.finding import find_commitment
from progress.content import differences
from progress.models import Publication
from progress.permissions import can_see_draft
from progress.reading.finding import find_update
from progress.reading.texts import is_published

Mark = TypeVar("Mark", int, dt.date)


@login_not_required
def version_compare(
    request: HttpRequest, slug: str, day: dt.date, before: int, after: int
) -> HttpResponse:
    """Two versions of one update; readers compare those that were published."""
    update = find_update(request.user, slug, day)
    versions = {
        version.number: version
        for version in update.versions.select_related("author", "publication").order_by("number")
        if is_published(version) or can_see_draft(request.user, update.commitment)
    }
    if before not in versions or after not in versions:
        raise Http404("No version that you can see has this number.")
    page = {
        "update": update,
        "commitment": update.commitment,
        "before": versions[before],
        "after": versions[after],
        "others": [pair for pair in _steps(list(versions)) if pair != (before, after)],
        "differences": differences(versions[before].content, versions[after].content),
    }
    return render(request, "progress/version_compare.html", page)


@login_not_required
def update_compare(
    request: HttpRequest, slug: str, before: dt.date, after: dt.date
) -> HttpResponse:
    """What was published for one period, and for another, of one commitment."""
    commitment = find_commitment(request.user, slug)
    latest: dict[dt.date, Publication] = {}
    for publication in (
        Publication.objects.filter(update__commitment=commitment)
        .select_related("version", "update__period")
        .order_by("published_at")
    ):
        publication.update.commitment = commitment
        latest[publication.update.period.due_on] = publication
    if before not in latest or after not in latest:
        raise Http404("There is no published update for one of these days.")
    page = {
        "commitment": commitment,
        "before": latest[before],
        "after": latest[after],
        "others": [pair for pair in _steps(sorted(latest)) if pair != (before, after)],
        "differences": differences(latest[before].version.content, latest[after].version.content),
    }
    return render(request, "progress/update_compare.html", page)


def _steps(marks: list[Mark]) -> list[tuple[Mark, Mark]]:
    """Each mark with the one that follows it."""
    return list(itertools.pairwise(marks))
