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
from progress.keys import Key, keys_on
from progress.models import UpdateVersion
from progress.reading.finding import find_to_write
from progress.updates import actions
from progress.updates.forms import UpdateForm
from progress.updates.handed_in import keep_files
from progress.updates.overtaken import put_together
from progress.updates.presence import forget_open_page, in_words, note_open_page, others_here
from progress.updates.pulling import notes_to_pull, pulled
from progress.updates.unsaved import form_with, unsaved_text


@keeps_typed_text
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
    latest = update.latest_version() if update else None
    page: dict[str, Any] = {
        "commitment": commitment,
        "period": period,
        "update": update,
        "side": side,
        "latest": latest,
        "keys": _at_stake(latest, commitment),
        "carried": None if latest else carried_into(commitment, period),
        "form": form,
        "typed_by": typed_text.mark_for(request),
        "notes": SimpleLazyObject(lambda: notes_to_pull(commitment, period)),  # read when shown
    }
    if request.method == "POST":
        keep_files(form, by=request.user, commitment=commitment, period=period)
        if "pull" in request.POST:
            return _pull(request, form, page)
        return _save(request, form, page)
    page["others_here"] = in_words(others_here(request.user, commitment, period))
    note_open_page(request.user, commitment, period)
    if typed is None:
        page |= _opened(request, form, page)
    else:
        page["was_signed_out"] = True
        _keep(request, form, page)
    return render(request, "progress/update_edit.html", page)


def _at_stake(latest: UpdateVersion | None, commitment: Commitment) -> list[Key]:
    """The keys that an edit makes void; those of a published version stay for ever."""
    if latest is None or hasattr(latest, "publication"):
        return []
    return keys_on(latest, commitment)


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
            return render(request, "progress/update_edit.html", page, status=409)
        except actions.DraftRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            actions.forget_typed(by=request.user, **about)
            typed_text.forget(request)
            forget_open_page(request.user, **about)
            messages.success(request, _saved(version, page["latest"], page["keys"]))
            return redirect(version if form.is_correction else version.update)
    _keep(request, form, page)
    return render(request, "progress/update_edit.html", page, status=422)


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
    return render(request, "progress/update_edit.html", page)


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
