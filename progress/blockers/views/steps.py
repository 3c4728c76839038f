"""The pages on which somebody takes a step: each asks one question, and the words are public."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from network.models import Person
from network.requests import SignedInRequest
from progress.blockers import actions
from progress.blockers.finding import find_blocker
from progress.blockers.forms import WordsForm
from progress.blockers.permissions import can_see_detail, can_take
from progress.blockers.reading import reading_of, rung_words
from progress.blockers.steps import next_rung
from progress.blockers.workflow import STEP_OF, Kind
from progress.models import Blocker, BlockerStatus, BlockerStep

Action = Callable[..., Blocker]


def blocker_answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Answer it, for the rung it is on."""
    blocker = find_blocker(request.user, slug, pk)
    said = "Your answer is public. The clock has stopped."
    return _ask(request, blocker, Kind.ANSWER, "answer", actions.answer_blocker, said)


def blocker_comment(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Add something to it."""
    blocker = find_blocker(request.user, slug, pk)
    said = "Your comment is public."
    return _ask(request, blocker, Kind.COMMENT, "comment", actions.comment_on_blocker, said)


def blocker_pass_up(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Send it up before its day, or because the answer does not solve it."""
    blocker = find_blocker(request.user, slug, pk)
    is_answered = blocker.status == BlockerStatus.ANSWERED
    kind = Kind.NOT_SOLVED if is_answered else Kind.PASS_UP
    to = rung_words(next_rung(blocker), blocker.side)
    said = f"The blocker is now with the {to}."
    return _ask(request, blocker, kind, "pass_up", actions.pass_blocker_up, said, to=to)


def blocker_close(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Close it."""
    blocker = find_blocker(request.user, slug, pk)
    said = "The blocker is closed."
    return _ask(request, blocker, Kind.CLOSE, "close", actions.close_blocker, said)


def blocker_reopen(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Open it again."""
    blocker = find_blocker(request.user, slug, pk)
    said = "The blocker is open again."
    return _ask(request, blocker, Kind.REOPEN, "reopen", actions.reopen_blocker, said)


def _ask(
    request: SignedInRequest,
    blocker: Blocker,
    kind: BlockerStep.Kind,
    name: str,
    action: Action,
    said: str,
    **page: Any,
) -> HttpResponse:
    """Ask for the words of a step, take it, and go back to the blocker."""
    form = WordsForm(request.POST if request.method == "POST" else None, kind=kind)
    is_sent = form.is_valid()
    words = form.cleaned_data["words"] if is_sent else ""
    if is_sent and _was_sent_before(blocker, kind, request.user, words):
        return redirect(blocker)
    is_possible = STEP_OF[kind].is_possible(blocker)
    if not can_see_detail(request.user, blocker) or (
        is_possible and not can_take(request.user, kind, blocker)
    ):
        raise PermissionDenied(f"This is for others to do: {_who(kind)}.")
    if is_sent:
        try:
            action(by=request.user, blocker=blocker, words=words)
        except actions.BlockerRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect(blocker)
    page |= {
        "form": form,
        "blocker": blocker,
        "commitment": blocker.commitment,
        "reading": reading_of(blocker),
        "step": STEP_OF[kind],
        "is_possible": is_possible,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, f"progress/blocker_{name}.html", page, status=status)


def _was_sent_before(blocker: Blocker, kind: BlockerStep.Kind, by: Person, words: str) -> bool:
    """Whether these very words are its last step already, as after a double click."""
    last = blocker.steps.last()
    return last is not None and (last.kind, last.by_id, last.words) == (kind, by.pk, words)


def _who(kind: BlockerStep.Kind) -> str:
    return ", or ".join(who.label[0].lower() + who.label[1:] for who in STEP_OF[kind].who)
