"""The page of a lead who has nothing new to report."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from commitments.permissions import side_led_by
from network.requests import SignedInRequest
from progress.deadlines import deadline_of
from progress.evidence.reading import lines_of
from progress.keys import missing_in
from progress.permissions import can_save_draft
from progress.reading.finding import find_draft
from progress.signing import actions


def update_unchanged(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Read what was published last; one button says that it still holds, and signs that."""
    commitment, period, update = find_draft(request.user, slug, day)
    side = side_led_by(request.user, commitment)
    if side is None or not can_save_draft(request.user, commitment):
        raise PermissionDenied("Only the leads of this commitment report on it.")
    latest = update.latest_version() if update else None
    content = actions.unchanged_content(commitment, period)
    if latest is not None and (content is None or latest.content != content):
        messages.info(request, "Somebody has begun to write this update: read it, then sign it.")
        return redirect(latest.update)
    refusal = ""
    if request.method == "POST":
        try:
            publication = actions.confirm_unchanged(
                by=request.user, side=side, commitment=commitment, period=period
            )
        except actions.SigningRefusedError as refused:
            refusal = str(refused)
        else:
            messages.success(request, _confirmed(publication is not None, str(side.other.label)))
            return redirect("progress:update_detail", slug, day)
    page = {
        "commitment": commitment,
        "period": period,
        "side": side,
        "content": content,
        "lines": lines_of(content, commitment) if content else [],
        "missing": missing_in(content, commitment, side.other) if content else [],
        "deadline": deadline_of(commitment, period),
        "refusal": refusal,
    }
    return render(request, "progress/update_unchanged.html", page, status=409 if refusal else 200)


def _confirmed(is_published: bool, other_side: str) -> str:
    if is_published:
        return "Both sides say that nothing has changed, so the update is published."
    return f"You have confirmed that nothing has changed. {other_side} is asked to confirm it too."
