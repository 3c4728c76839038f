"""The diary of a commitment: for everybody to read, for either side to write in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from commitments.finding import find_commitment
from commitments.models import Commitment
from network.permissions import is_signed_in
from network.requests import SignedInRequest
from network.workflow import Side
from ogp_tracker import typed_text
from ogp_tracker.typed_text import keeps_typed_text
from progress.diary import actions
from progress.diary.forms import NoteEditForm, NoteForm
from progress.diary.permissions import can_change_note, can_see_note, diary_writer
from progress.diary.reading import readings_of
from progress.models import DiaryNote
from progress.permissions import can_see_draft

ROWS = 25
WRITERS = (
    "The leads, members of the network and officials of the organisations that take part "
    "write in this diary."
)


@login_not_required
def diary_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The notes on a commitment, newest first; `side` in the address shows one side's."""
    commitment = find_commitment(request.user, slug)
    drafts_visible = can_see_draft(request.user, commitment)
    notes = commitment.diary_notes.visible(drafts_visible=drafts_visible)
    side = request.GET.get("side", "")
    if side in Side.values:
        notes = notes.filter(side=side)
    rows = Paginator(notes.select_related("author", "organisation"), ROWS).get_page(
        request.GET.get("page")
    )
    writer = diary_writer(request.user, commitment)
    person = request.user if writer and is_signed_in(request.user) else None
    page = {
        "commitment": commitment,
        "page": rows,
        "readings": readings_of(list(rows), person),
        "sides": Side,
        "chosen": side if side in Side.values else "",
        "may_write": writer is not None,
    }
    return render(request, "progress/diary_list.html", page)


@keeps_typed_text
def note_add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write a note: leads choose who can read it, everybody else writes for everybody."""
    commitment = find_commitment(request.user, slug)
    writer = diary_writer(request.user, commitment)
    if writer is None:
        raise PermissionDenied(WRITERS)
    form = NoteForm(
        _typed(request),
        among_leads=writer.is_lead,
        initial={"happened_on": commitment.plan.today()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            note = actions.add_note(
                by=request.user,
                side=writer.side,
                organisation=writer.organisation,
                commitment=commitment,
                happened_on=form.cleaned_data["happened_on"],
                text=form.cleaned_data["text"],
                is_public=form.is_public,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            readers = "Everybody can" if note.is_public else "The leads of both sides can"
            typed_text.forget(request)
            return _done(request, f"Your note is in the diary. {readers} read it.", commitment)
    page = {"form": form, "commitment": commitment, "writer": writer}
    return _form_page(request, "progress/note_add.html", page)


@keeps_typed_text
def note_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Change one's own note; once it is public, readers see what it said before."""
    note = _find_own(request, slug, pk)
    form = NoteEditForm(
        _typed(request),
        is_public=note.is_public,
        initial={"happened_on": note.happened_on, "text": note.text},
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.edit_note(by=request.user, note=note, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except actions.NoteRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            said = "Your note is changed." if changed else "Nothing had changed."
            typed_text.forget(request)
            return _done(request, said, note.commitment)
    page = {"form": form, "note": note, "commitment": note.commitment}
    return _form_page(request, "progress/note_edit.html", page)


def note_publish(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Make one's own note public, for good."""
    note = _find_own(request, slug, pk)
    if request.method == "POST":
        return _decide(request, note, actions.publish_note, "Your note is public.")
    page = {"note": note, "commitment": note.commitment}
    return render(request, "progress/note_publish.html", page)


def note_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take one's own note away, while only the leads can read it."""
    note = _find_own(request, slug, pk)
    if request.method == "POST":
        return _decide(request, note, actions.remove_note, "Your note is removed.")
    page = {"note": note, "commitment": note.commitment}
    return render(request, "progress/note_remove.html", page)


def _typed(request: SignedInRequest) -> QueryDict | None:
    """What is in the form: what was sent, or what was typed before its writer was signed out."""
    return request.POST if request.method == "POST" else typed_text.taken_up(request)


def _form_page(request: SignedInRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    """The form as it is first shown, taken up again, or refused."""
    is_sent = request.method == "POST"
    page["typed_by"] = typed_text.mark_for(request)
    page["was_signed_out"] = page["form"].is_bound and not is_sent
    return render(request, template, page, status=422 if is_sent else 200)


def _decide(
    request: SignedInRequest, note: DiaryNote, action: Callable[..., None], said: str
) -> HttpResponse:
    """Do what was confirmed, or say why it cannot be done any more."""
    try:
        action(by=request.user, note=note)
    except actions.NoteRefusedError as refused:
        messages.info(request, str(refused))
        return redirect("progress:diary_list", note.commitment.slug)
    return _done(request, said, note.commitment)


def _find_own(request: SignedInRequest, slug: str, pk: int) -> DiaryNote:
    """The note at this address: 404 for who may not see it, 403 for who did not write it."""
    commitment = find_commitment(request.user, slug)
    notes = commitment.diary_notes.select_related("author", "organisation")
    note = get_object_or_404(notes, pk=pk)
    note.commitment = commitment
    if not can_see_note(request.user, note):
        raise Http404("No note that you can see has this address.")
    if not can_change_note(request.user, note):
        raise PermissionDenied("Only its author changes a note.")
    return note


def _done(request: HttpRequest, sentence: str, commitment: Commitment) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("progress:diary_list", commitment.slug)
