"""The page on which a lead reads the text once more and turns the key."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from commitments.permissions import side_led_by
from network.requests import SignedInRequest
from network.workflow import Side
from progress.models import ProgressUpdate
from progress.permissions import can_sign
from progress.updates import actions
from progress.updates.forms import SignForm
from progress.updates.reading import keys_on
from progress.updates.views.lookup import find_draft


def update_sign(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Read the version in force and sign it. What is signed is what the page showed."""
    commitment, period, update = find_draft(request.user, slug, day)
    side = side_led_by(request.user, commitment)
    if side is None or not can_sign(request.user, commitment):
        raise PermissionDenied("Only the leads of this commitment sign its updates.")
    version = update.latest_version() if update else None
    if update is None or version is None:
        raise Http404("There is no text to sign yet.")
    if update.is_published:
        messages.info(request, "This update has been published: both sides have signed it.")
        return redirect(update)
    refusal = ""
    if request.method == "POST":
        refusal = _sign(request, side, update)
        if not refusal:
            return redirect(update)
    version.update = update
    keys = keys_on(version, commitment)
    page = {
        "commitment": commitment,
        "period": period,
        "side": side,
        "version": version,
        "content": version.content,
        "lines": version.content.lines,
        "keys": keys,
        "signed_sides": [key.side for key in keys if key.signature],
        "missing": actions.missing_before_signing(version),
        "refusal": refusal,
    }
    return render(request, "progress/update_sign.html", page, status=409 if refusal else 200)


def _sign(request: SignedInRequest, side: Side, update: ProgressUpdate) -> str:
    """Sign what the form names; the sentence that says why not, or nothing when it was signed."""
    form = SignForm(request.POST)
    if not form.is_valid():
        return "The form did not arrive whole. Read the text again, then sign."
    try:
        publication = actions.sign(by=request.user, side=side, update=update, **form.cleaned_data)
    except actions.SigningRefusedError as refused:
        return str(refused)
    messages.success(request, _signed(publication is not None, side.other.label))
    return ""


def _signed(is_published: bool, other_side: str) -> str:
    if is_published:
        return "You have signed. Both sides have now signed this text, so it is published."
    return f"You have signed. The update is published as soon as {other_side.lower()} signs too."
