"""The pages on which somebody takes a step: each asks one question, and the words are public."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from network.requests import SignedInRequest
from ogp_tracker import typed_text
from ogp_tracker.typed_text import keeps_typed_text
from progress.blockers import actions
from progress.blockers.finding import find_blocker
from progress.blockers.forms import WordsForm
from progress.blockers.permissions import can_see_detail, can_take
from progress.blockers.reading import reading_of, rung_words
from progress.blockers.steps import next_rung
from progress.blockers.workflow import STEP_OF, Kind, way_up
from progress.models import Blocker, BlockerStep

Action = Callable[..., Blocker]


@keeps_typed_text
def blocker_answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Answer it, for the rung it is on."""
    blocker = find_blocker(request.user, slug, pk)
    said = "Your answer is public. The clock has stopped."
    return _ask(request, blocker, Kind.ANSWER, "answer", actions.answer_blocker, said)


@keeps_typed_text
def blocker_comment(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Add something to it."""
    blocker = find_blocker(request.user, slug, pk)
    said = "Your comment is public."
    return _ask(request, blocker, Kind.COMMENT, "comment", actions.comment_on_blocker, said)


@keeps_typed_text
def blocker_pass_up(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Send it up before its day, or because the answer does not solve it."""
    blocker = find_blocker(request.user, slug, pk)
    to = rung_words(next_rung(blocker), blocker.side)
    said = "The blocker is now with the {whom}."
    return _ask(request, blocker, way_up(blocker), "pass_up", actions.pass_blocker_up, said, to=to)


@keeps_typed_text
def blocker_close(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Close it."""
    blocker = find_blocker(request.user, slug, pk)
    said = "The blocker is closed."
    return _ask(request, blocker, Kind.CLOSE, "close", actions.close_blocker, said)


@keeps_typed_text
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
    """Ask for the words of a step, take it, and say so; {whom} in `said` is with whom it is."""
    last = blocker.steps.latest("pk")
    is_post = request.method == "POST"
    typed = request.POST if is_post else typed_text.taken_up(request)
    form = WordsForm(typed, kind=kind, last=last.pk)
    is_sent = is_post and form.is_valid()
    words = form.cleaned_data["words"] if is_sent else ""
    seen = form.last_seen
    is_mine, is_stale = can_take(request.user, kind, blocker), 0 < seen < last.pk
    is_possible = not STEP_OF[kind].refusal(blocker)
    if not can_see_detail(request.user, blocker) or (is_possible and not is_mine and not is_stale):
        raise PermissionDenied(f"This is for others to do: {_who(kind)}.")
    if is_sent:
        try:
            moved = action(by=request.user, blocker=blocker, words=words, after=seen)
        except actions.BlockerRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            typed_text.forget(request)
            messages.success(request, said.format(whom=rung_words(moved.rung, moved.side)))
            return redirect(blocker)
    page |= {
        **_page(blocker, form, last),
        "step": STEP_OF[kind],
        "is_possible": is_possible and is_mine,
        "typed_by": typed_text.mark_for(request),
        "was_signed_out": form.is_bound and not is_post,
    }
    return render(request, f"progress/blocker_{name}.html", page, status=422 if is_post else 200)


def _page(blocker: Blocker, form: WordsForm, last: BlockerStep) -> dict[str, object]:
    """What the page shows; sent again from it, the words come after all that it shows."""
    since = _since(blocker, form.last_seen)
    form.follow(last.pk)
    return {
        "form": form,
        "blocker": blocker,
        "commitment": blocker.commitment,
        "reading": reading_of(blocker),
        "since": since,
    }


def _since(blocker: Blocker, seen: int) -> list[tuple[BlockerStep, str]]:
    """What happened since the page was opened, for one that shows it before it is sent again."""
    steps = blocker.steps.filter(pk__gt=seen).select_related("by", "organisation") if seen else []
    return [(step, rung_words(step.rung, blocker.side)) for step in steps]


def _who(kind: BlockerStep.Kind) -> str:
    return ", or ".join(who.label[0].lower() + who.label[1:] for who in STEP_OF[kind].who)
