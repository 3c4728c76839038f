"""What readers see of progress. Before publication the same addresses serve those who write."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.finding import find_commitment
from network.workflow import Side
from ogp_tracker.languages import without_language
from progress.blockers.reading import readings_of
from progress.deadlines import deadline_of
from progress.evidence.reading import lines_of
from progress.keys import keys_on, missing_before_signing
from progress.models import ProgressUpdate, UpdateVersion
from progress.permissions import (
    can_grant_extension,
    can_raise_blocker,
    can_save_draft,
    can_see_draft,
    side_that_may,
)
from progress.reading.finding import find_update
from progress.reading.texts import (
    is_published,
    periods_of,
    story_of,
    versions_of,
)
from progress.standings import standing_of


@login_not_required
def update_list(request: HttpRequest) -> HttpResponse:
    """Every published update, latest first."""
    updates = (
        ProgressUpdate.objects.published()
        .latest_published_first()
        .select_related("commitment", "period")
    )
    page = Paginator(updates, 25).get_page(request.GET.get("page"))
    return render(request, "progress/update_list.html", {"page": page})


@login_not_required
def commitment_progress(request: HttpRequest, slug: str) -> HttpResponse:
    """The progress tab of a commitment: every period with its update, or that there is none."""
    commitment = find_commitment(request.user, slug)
    drafts_visible = can_see_draft(request.user, commitment)
    blockers = commitment.blockers.open_first().select_related("organisation", "commitment__plan")
    page = {
        "commitment": commitment,
        "blockers": readings_of(blockers),
        "may_raise": can_raise_blocker(request.user, commitment),
        "readings": periods_of(commitment, drafts_visible=drafts_visible),
        "upcoming": commitment.plan.periods.filter(opens_on__gt=commitment.plan.today()),
        "drafts_visible": drafts_visible,
        "may_write": drafts_visible and can_save_draft(request.user, commitment),
        "may_extend": can_grant_extension(request.user, commitment),
    }
    return render(request, "progress/commitment_progress.html", page)


@login_not_required
def update_detail(request: HttpRequest, slug: str, day: dt.date) -> HttpResponse:
    """An update's permanent page: the published text, or the draft for those who may see it."""
    update = find_update(request.user, slug, day)
    versions = versions_of(update)
    shown = [version for version in versions if is_published(version) or not update.is_published]
    if not shown and not update.is_closed:
        raise Http404("Nothing has been written yet.")
    if update.is_closed:
        return _show_closed(request, update)
    return _show(request, "update_detail", update, versions, shown[-1])


@login_not_required
def version_detail(request: HttpRequest, slug: str, day: dt.date, number: int) -> HttpResponse:
    """A version's permanent page: readers see those that were published."""
    update = find_update(request.user, slug, day)
    versions = versions_of(update)
    version = next((version for version in versions if version.number == number), None)
    if version is None or not (
        is_published(version) or can_see_draft(request.user, update.commitment)
    ):
        raise Http404("No version that you can see has this number.")
    return _show(request, "version_detail", update, versions, version)


@login_not_required
@without_language
def version_text(request: HttpRequest, slug: str, day: dt.date, number: int) -> HttpResponse:
    """The very text whose SHA-256 was signed, so that anybody can work out the fingerprint."""
    update = find_update(request.user, slug, day)
    version = update.versions.select_related("publication").filter(number=number).first()
    if version is None or not (
        is_published(version) or can_see_draft(request.user, update.commitment)
    ):
        raise Http404("No version that you can see has this number.")
    return HttpResponse(version.canonical, content_type="application/json; charset=utf-8")


def _show(
    request: HttpRequest,
    name: str,
    update: ProgressUpdate,
    versions: list[UpdateVersion],
    version: UpdateVersion,
) -> HttpResponse:
    commitment = update.commitment
    keys = keys_on(version, commitment)
    standing = standing_of(commitment, update.period)
    publication = version.publication if is_published(version) else None
    signatures = publication.shown_keys() if publication else []
    sees_drafts = can_see_draft(request.user, commitment)
    counting = signatures or [key.signature for key in keys if key.signature]
    page: dict[str, Any] = {
        "update": update,
        "commitment": commitment,
        "period": update.period,
        "standing": standing,
        "deadline": standing.deadline,
        "version": version,
        "publication": publication,
        "first_publication": next((v.publication for v in versions if is_published(v)), None),
        "signatures": signatures,
        "is_latest": version is versions[-1],
        "content": version.content,
        "lines": lines_of(version.content, commitment),
        "keys": keys,
        "story": story_of(update, versions, counting, sees_drafts=sees_drafts),
        "published_versions": [v for v in versions if is_published(v)][::-1],
        "is_current": not any(is_published(v) and v.number > version.number for v in versions),
        "previous_number": _previous(request, update, versions, version),
        "unspoken_side": _unspoken(publication, versions) if publication else None,
        "sees_drafts": sees_drafts,
    }
    page |= _doors(request, update, versions, version, page)
    return render(request, f"progress/{name}.html", page)


def _doors(
    request: HttpRequest,
    update: ProgressUpdate,
    versions: list[UpdateVersion],
    version: UpdateVersion,
    page: dict[str, Any],
) -> dict[str, Any]:
    """What the person who is asking may do from here."""
    side = side_that_may(request.user, "sign", update.commitment)
    if side is None:
        return {"may_write": False}
    publication, latest = page["publication"], versions[-1]
    mine = [key.signature for key in page["keys"] if key.signature]
    return {
        "may_write": version is latest and publication is None,
        "side": side,
        "has_signed": any(signature.person_id == request.user.pk for signature in mine),
        "missing": missing_before_signing(version, side, page["deadline"]),
        "may_sign_late": publication is not None
        and page["is_current"]
        and publication.silent_side == side
        and not any(signature.side == side for signature in page["signatures"]),
        "may_correct": publication is not None and page["is_current"],
        "correction": latest
        if update.is_published
        and not is_published(latest)
        and latest.canonical != page["version"].canonical
        else None,
    }


def _previous(
    request: HttpRequest,
    update: ProgressUpdate,
    versions: list[UpdateVersion],
    version: UpdateVersion,
) -> int | None:
    """The version to compare this one with: the one before it that this person may read."""
    sees_drafts = can_see_draft(request.user, update.commitment)
    earlier = [
        v.number for v in versions if v.number < version.number and (sees_drafts or is_published(v))
    ]
    return max(earlier, default=None)


def _unspoken(publication: Any, versions: list[UpdateVersion]) -> Side | None:
    """The side whose assessment is only carried over: it has not written in this period."""
    silent: Side | None = publication.silent_side
    spoke = any(version.side == silent for version in versions)
    return None if spoke else silent


def _show_closed(request: HttpRequest, update: ProgressUpdate) -> HttpResponse:
    """Say in public that a period closed without an update."""
    page = {
        "update": update,
        "commitment": update.commitment,
        "deadline": deadline_of(update.commitment, update.period),
        "draft": update.latest_version()
        if can_see_draft(request.user, update.commitment)
        else None,
    }
    return render(request, "progress/update_detail.html", page)
