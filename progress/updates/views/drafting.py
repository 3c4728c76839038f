"""The page on which leads write the joint update."""

import contextlib
import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from network.requests import SignedInRequest
from ogp_tracker import typed_text
from ogp_tracker.typed_text import keeps_typed_text
from progress.content import Content
from progress.keys import Key, keys_on
from progress.models import ProgressUpdate, UpdateVersion
from progress.updates import actions
from progress.updates.forms import UpdateForm
from progress.updates.overtaken import put_together
from progress.updates.presence import forget_open_page, in_words, note_open_page, others_here
from progress.updates.unsaved import form_with, unsaved_text
from progress.updates.views.lookup import find_to_write


@keeps_typed_text
def update_edit(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Write the draft. A save on an old version is answered with both texts, and loses nothing."""
    commitment, period, update, side = find_to_write(request.user, slug, day)
    milestones = list(commitment.milestones.all())
    typed = request.POST if request.method == "POST" else typed_text.taken_up(request)
    form = UpdateForm(typed, side=side, milestones=milestones)
    page: dict[str, Any] = {"commitment": commitment, "period": period, "side": side, "form": form}
    if update is not None and update.is_published:
        return _published_meanwhile(request, update, page)
    latest = update.latest_version() if update else None
    page["latest"], page["keys"] = latest, keys_on(latest, commitment) if latest else []
    page["typed_by"] = typed_text.mark_for(request)
    if request.method == "POST":
        return _save(request, form, page)
    page["others_here"] = in_words(others_here(request.user, commitment, period))
    note_open_page(request.user, commitment, period)
    if typed is not None:
        page["was_signed_out"] = True
        _keep(request, form, page)
    else:
        unsaved = unsaved_text(request.user, side, commitment, period, update)
        page["unsaved"], page["goes_on"] = unsaved, unsaved and "unsaved" in request.GET
        page["form"] = (
            form_with(unsaved, side, milestones)
            if unsaved and page["goes_on"]
            else _form_on(latest, form)
        )
    return render(request, "progress/update_edit.html", page)


def _form_on(latest: UpdateVersion | None, empty: UpdateForm) -> UpdateForm:
    """The form as it opens: with the text in force."""
    content, number = (latest.content, latest.number) if latest else (Content(), 0)
    side, milestones = empty.side, empty.milestones
    initial = UpdateForm.initial_from(content, number, side, milestones)
    return UpdateForm(initial=initial, side=side, milestones=milestones)


def _save(request: SignedInRequest, form: UpdateForm, page: dict[str, Any]) -> HttpResponse:
    if form.is_valid():
        about = {"commitment": page["commitment"], "period": page["period"]}
        try:
            version = actions.save_draft(
                by=request.user,
                side=page["side"],
                base=form.cleaned_data["base"],
                content=form.content(),
                **about,
            )
        except actions.StaleDraftError as stale:
            _keep(request, form, page)
            page |= _both_texts(form, stale.current)
            return render(request, "progress/update_edit.html", page, status=409)
        except actions.DraftRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            actions.forget_typed(by=request.user, **about)
            typed_text.forget(request)
            forget_open_page(request.user, **about)
            messages.success(request, _saved(version, page["latest"], page["keys"]))
            return redirect(version.update)
    return render(request, "progress/update_edit.html", page, status=422)


def _keep(request: SignedInRequest, form: UpdateForm, page: dict[str, Any]) -> None:
    """Keep what is in the form for this person alone, as if they had typed it just now."""
    form.is_valid()  # whether or not: half a text is kept as well
    with contextlib.suppress(actions.TextTooLongError):
        actions.keep_typed(
            by=request.user,
            commitment=page["commitment"],
            period=page["period"],
            base=form.cleaned_data.get("base", 0),
            fields=form.typed(),
        )


def _published_meanwhile(
    request: SignedInRequest, update: ProgressUpdate, page: dict[str, Any]
) -> HttpResponse:
    """Nothing is written any more; what was typed is kept, and shown on a page of its own."""
    words = "This update has been published: its text cannot be changed."
    commitment, period = page["commitment"], page["period"]
    if page["form"].is_bound:
        _keep(request, page["form"], page)
        if unsaved_text(request.user, page["side"], commitment, period, update):
            messages.info(request, f"{words} What you typed was not saved. Here it is.")
            return redirect("progress:update_unsaved", commitment.slug, period.due_on)
    messages.info(request, words)
    return redirect(update)


def _both_texts(form: UpdateForm, current: UpdateVersion | None) -> dict[str, object]:
    """The typed text in the form, put together with `current`, and where the two differ."""
    side, milestones = form.side, form.milestones
    together = put_together(form.content(), side, form.cleaned_data["base"], current)
    initial = UpdateForm.initial_from(together.content, together.number, side, milestones)
    merged = UpdateForm(initial=initial, side=side, milestones=milestones)
    return {"form": merged, "together": together}


def _saved(version: UpdateVersion, before: UpdateVersion | None, keys: list[Key]) -> str:
    signed = [key.signature.person.name for key in keys if key.signature]
    if before is not None and version.pk == before.pk:
        return "Nothing had changed, so no new version was made."
    words = f"Saved as version {version.number}."
    if before is not None and signed:
        words += (
            f" {' and '.join(signed)} had signed version {before.number}:"
            " that signature no longer counts."
        )
    return words
