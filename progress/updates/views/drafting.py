"""Pages on which leads write the joint update."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from commitments.permissions import side_led_by
from network.requests import SignedInRequest
from progress.content import Content
from progress.keys import Key, keys_on
from progress.models import UpdateVersion
from progress.permissions import can_save_draft
from progress.updates import actions
from progress.updates.forms import UpdateForm
from progress.updates.overtaken import put_together
from progress.updates.views.lookup import find_draft


def update_edit(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Write the draft. A save on an old version is answered with both texts, and loses nothing."""
    commitment, period, update = find_draft(request.user, slug, day)
    side = side_led_by(request.user, commitment)
    if side is None or not can_save_draft(request.user, commitment):
        raise PermissionDenied("Only the leads of this commitment write its updates.")
    if update is not None and update.is_published:
        messages.info(request, "This update has been published: its text cannot be changed.")
        return redirect(update)
    latest = update.latest_version() if update else None
    page = {
        "commitment": commitment,
        "period": period,
        "side": side,
        "latest": latest,
        "keys": keys_on(latest, commitment) if latest else [],
    }
    milestones = list(commitment.milestones.all())
    if request.method == "POST":
        form = UpdateForm(request.POST, side=side, milestones=milestones)
        return _save(request, form, page)
    content, number = (latest.content, latest.number) if latest else (Content(), 0)
    initial = UpdateForm.initial_from(content, number, side, milestones)
    page["form"] = UpdateForm(initial=initial, side=side, milestones=milestones)
    return render(request, "progress/update_edit.html", page)


def _save(request: SignedInRequest, form: UpdateForm, page: dict[str, Any]) -> HttpResponse:
    page["form"] = form
    if form.is_valid():
        try:
            version = actions.save_draft(
                by=request.user,
                side=page["side"],
                commitment=page["commitment"],
                period=page["period"],
                base=form.cleaned_data["base"],
                content=form.content(),
            )
        except actions.StaleDraftError as stale:
            page |= _both_texts(form, stale.current)
            return render(request, "progress/update_edit.html", page, status=409)
        except actions.DraftRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _saved(version, page["latest"], page["keys"]))
            return redirect(version.update)
    return render(request, "progress/update_edit.html", page, status=422)


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
