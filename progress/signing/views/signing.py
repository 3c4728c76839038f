"""The pages on which a lead reads the text once more, and turns the key or turns it back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from commitments.models import Commitment
from commitments.permissions import side_led_by
from network.models import Person
from network.requests import SignedInRequest
from network.workflow import Side
from progress.deadlines import deadline_of
from progress.evidence.reading import lines_of
from progress.keys import keys_on, missing_before_signing
from progress.models import ProgressUpdate, ReportingPeriod, UpdateVersion
from progress.permissions import can_sign
from progress.reading.finding import find_draft
from progress.signing import actions
from progress.signing.forms import NamedVersionForm, SignForm

NOT_WHOLE = "The form did not arrive whole. Read the text again, then sign."


@dataclass(frozen=True)
class Desk:
    """What lies before a lead on these pages."""

    commitment: Commitment
    period: ReportingPeriod
    update: ProgressUpdate
    # The one in force, or, for the side that was silent, the one the other side published.
    version: UpdateVersion
    side: Side
    person: Person

    @property
    def is_late(self) -> bool:
        """Whether the other side has published this text alone, and this side may still sign."""
        publication = getattr(self.version, "publication", None)
        return publication is not None and publication.silent_side == self.side

    def page(self, **more: Any) -> dict[str, Any]:
        """What the templates show of it."""
        deadline = deadline_of(self.commitment, self.period)
        keys = keys_on(self.version, self.commitment)
        return {
            "commitment": self.commitment,
            "period": self.period,
            "update": self.update,
            "version": self.version,
            "side": self.side,
            "content": self.version.content,
            "lines": lines_of(self.version.content, self.commitment),
            "keys": keys,
            "has_signed": self._has_signed(),
            "signed_sides": [key.side for key in keys if key.signature],
            "missing": missing_before_signing(self.version, self.side, deadline),
            "deadline": deadline,
            "is_late": self.is_late,
            "is_correction": self.update.is_published and not self.is_late,
            "published_number": self._published_number(),
            **more,
        }

    def _has_signed(self) -> bool:
        """Whether this very person has signed this text, and it counts."""
        standing = self.version.signatures.standing(self.commitment.plan.today())
        return standing.filter(person=self.person).exists()

    def _published_number(self) -> int | None:
        """The version that readers see today, if any."""
        published = self.update.versions.filter(publication__isnull=False)
        return published.order_by("number").values_list("number", flat=True).last()


def update_sign(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Read the version in force and sign it. What is signed is what the page showed."""
    desk = _desk(request, slug, day)
    if desk.update.is_published and hasattr(desk.version, "publication") and not desk.is_late:
        messages.info(request, "This update has been published: both sides have signed it.")
        return redirect(desk.update)
    shown = {"number": desk.version.number, "content_hash": desk.version.content_hash}
    form, refusal = SignForm(initial=shown | {"how": "plain"}), ""
    if request.method == "POST":
        form = SignForm(request.POST)
        if form.is_valid():
            refusal = _sign(request, desk, form)
            if not refusal:
                return redirect(desk.update)
        elif not form.arrived_whole:
            refusal = NOT_WHOLE
    page = desk.page(form=form, refusal=refusal, named=shown)
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "progress/update_sign.html", page, status=status)


def update_withdraw(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Take one's own signature back, before publication."""
    desk = _desk(request, slug, day)
    refusal = ""
    if request.method == "POST":
        try:
            actions.withdraw_signature(by=request.user, update=desk.update)
        except actions.SigningRefusedError as refused:
            refusal = str(refused)
        else:
            messages.success(request, "You have withdrawn your signature. The text is as it was.")
            return redirect(desk.update)
    page = desk.page(refusal=refusal)
    return render(request, "progress/update_withdraw.html", page, status=409 if refusal else 200)


def update_publish_alone(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Publish what one's own side has signed, when the other has been silent long enough."""
    desk = _desk(request, slug, day)
    refusal = ""
    if request.method == "POST":
        form = NamedVersionForm(request.POST)
        refusal = _publish_alone(request, desk, form) if form.is_valid() else NOT_WHOLE
        if not refusal:
            return redirect(desk.update)
    ground = actions.ground_of(desk.update, desk.version, desk.side)
    today = desk.commitment.plan.today()
    page = desk.page(
        ground=ground, is_given=ground is not None and ground.is_given(today), refusal=refusal
    )
    status = 409 if refusal else 200
    return render(request, "progress/update_publish_alone.html", page, status=status)


def _desk(request: SignedInRequest, slug: str, day: dt.date) -> Desk:
    commitment, period, update = find_draft(request.user, slug, day)
    side = side_led_by(request.user, commitment)
    if side is None or not can_sign(request.user, commitment):
        raise PermissionDenied("Only the leads of this commitment sign its updates.")
    version = _version(request, update) if update else None
    if update is None or version is None:
        raise Http404("There is no text to sign yet.")
    version.update = update
    return Desk(commitment, period, update, version, side, request.user)


def _version(request: SignedInRequest, update: ProgressUpdate) -> UpdateVersion | None:
    """The version in force, or a published one that the address or the form names."""
    number = request.POST.get("number") or request.GET.get("version", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        published = update.versions.filter(publication__isnull=False, number=number)
        if version := published.select_related("author").first():
            return version
    return update.latest_version()


def _sign(request: SignedInRequest, desk: Desk, form: SignForm) -> str:
    """Sign what the form names; the sentence that says why not, or nothing when it was signed."""
    named = {name: form.cleaned_data[name] for name in ("number", "content_hash", "reservation")}
    try:
        publication = actions.sign(by=request.user, side=desk.side, update=desk.update, **named)
    except actions.SigningRefusedError as refused:
        return str(refused)
    messages.success(request, _signed(publication is not None, desk))
    return ""


def _signed(is_published: bool, desk: Desk) -> str:
    if desk.is_late:
        return "You have signed. Your signature now stands below the published text."
    if is_published:
        return "You have signed. Both sides have now signed this text, so it is published."
    other = desk.side.other.label.lower()
    return f"You have signed. The update is published as soon as {other} signs too."


def _publish_alone(request: SignedInRequest, desk: Desk, form: NamedVersionForm) -> str:
    try:
        actions.publish_alone(
            by=request.user, side=desk.side, update=desk.update, **form.cleaned_data
        )
    except actions.SigningRefusedError as refused:
        return str(refused)
    messages.success(request, f"Published by {desk.side.label.lower()} alone, and labelled so.")
    return ""
