"""What leads typed and have not saved: kept while they write, looked at, and thrown away."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.requests import SignedInRequest
from ogp_tracker.templatetags.tracker import clock_time, moment
from progress.carrying import beginning_of, carried_into
from progress.content import Content, differences
from progress.models import PrivateDraft, ProgressUpdate, UpdateVersion
from progress.reading.finding import find_to_write
from progress.updates import actions
from progress.updates.forms import UpdateForm
from progress.updates.overtaken import put_together
from progress.updates.presence import in_words, note_open_page, others_here
from progress.updates.unsaved import form_with, unsaved_text


@require_http_methods(["GET", "POST"])
def update_autosave(request: SignedInRequest, slug: str, day: dt.date) -> JsonResponse:
    """For the script of the page: keep what is typed (POST), and say what happened meanwhile.

    The answer holds sentences: `kept`, `overtaken` (a newer version) and `others` (who else has
    the page open); each may be empty.
    """
    commitment, period, update, side = find_to_write(request.user, slug, day)
    form = UpdateForm(
        request.POST or request.GET,
        side=side,
        milestones=list(commitment.milestones.all()),
        is_correction=update is not None and update.is_published,
    )
    form.is_valid()  # whether or not: half a text is kept as well
    base = form.cleaned_data.get("base")
    if base is None:
        return JsonResponse({"problem": "The form does not say what it began from."}, status=422)
    kept = ""
    if request.method == "POST":
        try:
            draft = actions.keep_typed(
                by=request.user,
                commitment=commitment,
                period=period,
                base=base,
                fields=form.typed(),
            )
        except actions.TextTooLongError as too_long:
            return JsonResponse({"problem": str(too_long)}, status=413)
        kept = f"Kept for you at {clock_time(draft.kept_at)}. Not saved yet."
    note_open_page(request.user, commitment, period)
    others = in_words(others_here(request.user, commitment, period))
    overtaken = _overtaken(request, update, form)
    return JsonResponse({"kept": kept, "overtaken": overtaken, "others": others})


def _overtaken(request: SignedInRequest, update: ProgressUpdate | None, form: UpdateForm) -> str:
    """What happened to the text meanwhile, in a sentence; empty when nothing did."""
    if form.is_correction and "reason" not in form.data:
        return "This update has been published. Go on writing: when you save, you are asked why."
    latest = update.latest_version() if update else None
    if latest is None or latest.number <= form.cleaned_data["base"]:
        return ""
    who = "You" if latest.author == request.user else latest.author.name
    return (
        f"{who} saved version {latest.number}, {moment(latest.saved_at)}. Go on writing: when you "
        "save, both texts are put together and you see what changed."
    )


def update_unsaved(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Look at what was typed and not saved, beside the version in force, and throw it away."""
    commitment, period, update, side = find_to_write(request.user, slug, day)
    if request.method == "POST":
        actions.forget_typed(by=request.user, commitment=commitment, period=period)
        messages.success(request, "The text you had not saved is gone.")
        return redirect("progress:commitment_progress", slug)
    form = UpdateForm(
        side=side,
        milestones=list(commitment.milestones.all()),
        is_correction=update is not None and update.is_published,
    )
    latest = update.latest_version() if update else None
    beginning = beginning_of(carried_into(commitment, period))
    unsaved = unsaved_text(request.user, commitment, period, update, form, beginning)
    if unsaved is None:
        messages.info(request, "You have no text here that was not saved.")
        return redirect("progress:commitment_progress", slug)
    page = {"commitment": commitment, "period": period, "unsaved": unsaved, "latest": latest}
    page |= _shown(form_with(unsaved, form), unsaved, latest, beginning)
    return render(request, "progress/update_unsaved.html", page)


def _shown(
    form: UpdateForm, unsaved: PrivateDraft, latest: UpdateVersion | None, beginning: Content
) -> dict[str, Any]:
    """What the typed text would change; as it was typed where that cannot be told yet."""
    form.is_valid()
    if set(form.errors) - {"reason"}:
        return {"fields": [field for field in form if field.value() and not field.is_hidden]}
    saved = latest.content if latest else beginning
    together = put_together(form.content(), form.side, unsaved.base, latest, beginning)
    return {"rows": differences(saved, together.content)}
