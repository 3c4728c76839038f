"""What readers see of progress. Before publication the same addresses serve those who write."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.finding import find_commitment
from progress.models import ProgressUpdate, UpdateVersion
from progress.permissions import can_save_draft, can_see_draft
from progress.updates.actions import missing_before_signing
from progress.updates.reading import (
    is_published,
    keys_on,
    periods_of,
    story_of,
    versions_of,
)
from progress.updates.views.lookup import find_update


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
    page = {
        "commitment": commitment,
        "readings": periods_of(commitment, drafts_visible=drafts_visible),
        "upcoming": commitment.plan.periods.filter(opens_on__gt=commitment.plan.today()),
        "drafts_visible": drafts_visible,
        "may_write": drafts_visible and can_save_draft(request.user, commitment),
    }
    return render(request, "progress/commitment_progress.html", page)


@login_not_required
def update_detail(request: HttpRequest, slug: str, day: dt.date) -> HttpResponse:
    """An update's permanent page: the published text, or the draft for those who may see it."""
    update = find_update(request.user, slug, day)
    versions = versions_of(update)
    shown = [version for version in versions if is_published(version) or not update.is_published]
    if not shown:
        raise Http404("Nothing has been written yet.")
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


def _show(
    request: HttpRequest,
    name: str,
    update: ProgressUpdate,
    versions: list[UpdateVersion],
    version: UpdateVersion,
) -> HttpResponse:
    commitment = update.commitment
    keys = keys_on(version, commitment)
    publication = version.publication if is_published(version) else None
    counting = publication.keys if publication else [key.signature for key in keys if key.signature]
    may_write = not update.is_published and can_save_draft(request.user, commitment)
    page = {
        "update": update,
        "commitment": commitment,
        "version": version,
        "publication": publication,
        "is_latest": version is versions[-1],
        "content": version.content,
        "lines": version.content.lines,
        "keys": keys,
        "has_signed": any(
            key.signature and key.signature.person_id == request.user.pk for key in keys
        ),
        "missing": missing_before_signing(version) if may_write else [],
        "story": story_of(update, versions, counting),
        "sees_drafts": can_see_draft(request.user, commitment),
        "may_write": may_write,
    }
    return render(request, f"progress/{name}.html", page)
