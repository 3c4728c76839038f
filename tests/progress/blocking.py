"""What the tests raise, and the words that must never be public."""

import datetime as dt
from typing import Any

from commitments.models import Commitment
from mailroom.models import OutboxMessage
from mailroom.writers import writer_of
from network.models import Person
from progress.blockers import actions
from progress.blockers.rising import raise_silent_blockers
from progress.models import Blocker

SECRET = "The minister’s office says no, confidentially"
WORDS = {
    "title": "Nobody pays for the register",
    "summary": "Two departments each say the other pays.",
    "would_help": "A decision by the end of May.",
    "detail": SECRET,
}


def blocker_of(by: Person, commitment: Commitment, **words: Any) -> Blocker:
    """A blocker raised by a lead, with a private detail."""
    return actions.raise_blocker(by=by, commitment=commitment, **WORDS | words)


def answered(by: Person, blocker: Blocker, words: str = "The department pays.") -> Blocker:
    """The blocker, answered by somebody on its rung."""
    return actions.answer_blocker(by=by, blocker=blocker, words=words)


def silent_until(settings: Any, day: dt.date, blocker: Blocker) -> Blocker:
    """The blocker after a scheduler has looked on `day`, which is today from now on."""
    settings.TRACKER_TODAY = day
    raise_silent_blockers()
    return Blocker.objects.select_related("commitment__plan").get(pk=blocker.pk)


def said(blocker: Blocker, words: str = "The department pays from June.") -> dict[str, str]:
    """What a browser sends from the page of a step that is opened now."""
    return {"words": words, "seen": str(blocker.steps.latest("pk").pk)}


def text_of(message: OutboxMessage) -> str:
    """The letter as it would leave now."""
    writer = writer_of(message.kind)
    return writer(message).body if writer else message.body


def log_of(blocker: Blocker) -> list[tuple[str, str, str]]:
    """Kind, status and rung of each step, in order."""
    return list(blocker.steps.values_list("kind", "status", "rung"))
