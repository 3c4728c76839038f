"""The page on which leads write the joint update."""

import contextlib
import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from commitments.models import Commitment
from network.requests import SignedInRequest
from ogp_tracker import typed_text
from ogp_tracker.typed_text import keeps_typed_text
from progress.carrying import beginning_of, carried_into
from progress.keys import keys_on
from progress.models import ProgressUpdate, ReportingPeriod, UpdateVersion
from progress.reading.finding import find_to_write
from progress.updates import actions
from progress.updates.forms import UpdateForm
from progress.updates.handed_in import keep_files
from progress.updates.handing_back import hands_text_back
from progress.updates.overtaken import put_together
from progress.updates.presence import forget_open_page, in_words, note_open_page, others_here
from progress.updates.pulling import notes_to_pull, pulled
from progress.updates.unsaved import form_with, unsaved_text


@keeps_typed_text
@hands_text_back
def update_edit(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Write the draft, or correct what was published.

    A save on an old version is answered with both texts put together, and loses nothing.
    """
    commitment, period, update, side = find_to_write(request.user, slug, day)
    typed = request.POST if request.method == "POST" else typed_text.taken_up(request)
    form = UpdateForm(
        typed,
        request.FILES,
        side=side,
        milestones=list(commitment.milestones.all()),
        is_correction=update is not None and update.is_published,
    )
    page: dict[str, Any] = {
        "commitment": commitment,
        "period": period,
        "update": update,
        "side": side,
        "form": form,
        "typed_by": typed_text.mark_for(request),
        "notes": SimpleLazyObject(lambda: notes_to_pull(commitment, period)),  # read when shown
    }
    if request.method == "POST":
        keep_files(form, by=request.user, commitment=commitment, period=period)
        if "pull" in request.POST:
            return _pull(request, form, page)
        return _save(request, form, page)
    page |= _in_force(update, commitment, period)
    page["others_here"] = in_words(others_here(request.user, commitment, period))
    note_open_page(request.user, commitment, period)
    if typed is None:
        page |= _opened(request, form, page)
    else:
        page["was_signed_out"] = True
        _keep(request, form, page)
    return render(request, "progress/update_edit.html", page)


def _in_force(
    update: ProgressUpdate | None, commitment: Commitment, period: ReportingPeriod
) -> dict[str, Any]:
    """The text in force with the keys that an edit makes void, or what is carried forward.

    The keys of a published version stay for ever.
    """
    latest = update.latest_version() if update else None
    is_at_stake = latest is not None and not hasattr(latest, "publication")
    return {
        "latest": latest,
        "keys": keys_on(latest, commitment) if latest and is_at_stake else [],
        "carried": None if latest else carried_into(commitment, period),
    }


def _shown(request: SignedInRequest, page: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page with the form again, after a save that did not happen."""
    page |= _in_force(page["update"], page["commitment"], page["period"])
    return render(request, "progress/update_edit.html", page, status=status)


def _opened(request: SignedInRequest, form: UpdateForm, page: dict[str, Any]) -> dict[str, Any]:
    """The form with the text in force, or with what this person typed and wants to go on with."""
    commitment, period = page["commitment"], page["period"]
    unsaved = unsaved_text(
        request.user, commitment, period, page["update"], form, beginning_of(page["carried"])
    )
    if unsaved and "unsaved" in request.GET:
        return {"unsaved": unsaved, "goes_on": True, "form": form_with(unsaved, form)}
    latest: UpdateVersion | None = page["latest"]
    content = latest.content if latest else beginning_of(page["carried"])
    # Whoever goes on with a correction goes on with its reason.
    return {
        "unsaved": unsaved,
        "form": form.on(content, latest.number if latest else 0, latest.reason if latest else ""),
    }


def _save(request: SignedInRequest, form: UpdateForm, page: dict[str, Any]) -> HttpResponse:
    if form.is_valid():
        about = {"commitment": page["commitment"], "period": page["period"]}
        try:
            version = actions.save_draft(
                by=request.user,
                side=page["side"],
                base=form.cleaned_data["base"],
                content=form.content(),
                reason=form.cleaned_data.get("reason", ""),
                **about,
            )
        except actions.StaleDraftError as stale:
            _keep(request, form, page)
            page |= _both_texts(form, stale.current, page)
            return _shown(request, page, status=409)
        except actions.DraftRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            actions.forget_typed(by=request.user, **about)
            typed_text.forget(request)
            forget_open_page(request.user, **about)
            messages.success(request, _saved(version, form.cleaned_data["base"]))
            return redirect(version if form.is_correction else version.update)
    _keep(request, form, page)
    return _shown(request, page, status=422)


def _keep(request: SignedInRequest, form: UpdateForm, page: dict[str, Any]) -> None:
    """Keep what is in the form for this person alone, as if they had typed it just now."""
    form.is_valid()  # whether or not: half a text is kept as well
    base = form.cleaned_data.get("base")
    if base is None:
        return
    with contextlib.suppress(actions.TextTooLongError):
        actions.keep_typed(
            by=request.user,
            commitment=page["commitment"],
            period=page["period"],
            base=base,
            fields=form.typed(),
        )


def _pull(request: SignedInRequest, form: UpdateForm, page: dict[str, Any]) -> HttpResponse:
    """The page again with everything that was typed, and the chosen note; nothing is saved."""
    note = next((note for note in page["notes"] if str(note.pk) == request.POST["pull"]), None)
    if note is None:
        raise Http404("No note that you can pull has this number.")
    _keep(request, form, page)
    page |= {"form": pulled(form, note), "pulled": note}
    return _shown(request, page)


def _both_texts(
    form: UpdateForm, current: UpdateVersion | None, page: dict[str, Any]
) -> dict[str, object]:
    """The typed text in the form, put together with `current`, and where the two differ."""
    beginning = carried_into(page["commitment"], page["period"])
    together = put_together(
        form.content(), form.side, form.cleaned_data["base"], current, beginning_of(beginning)
    )
    merged = form.on(together.content, together.number, form.cleaned_data.get("reason", ""))
    return {"form": merged, "together": together}


def _saved(version: UpdateVersion, base: int) -> str:
    if version.number <= base:
        return "Nothing had changed, so no new version was made."
    words = f"Saved as version {version.number}."
    signed = [signature.person.name for signature in version.voids]
    if signed:
        words += (
            f" {' and '.join(signed)} had signed version {version.number - 1}:"
            " that signature no longer counts."
        )
    return words
