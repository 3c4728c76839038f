"""Every change to a blocker: one function a step, each written into its public log.

`after` is the last step that `by` knew of: nobody takes a step on what they have not seen. The same
step sent twice, as by a double click, is taken once.
"""

import datetime as dt

from django.db import transaction

from commitments.models import Commitment, Milestone
from network.models import Person
from ogp_tracker import clock, history
from progress.blockers.permissions import Speaker, lead_speaker, side_of
from progress.blockers.steps import BlockerRefusedError, begin, day_of, enter, move, next_rung, take
from progress.blockers.workflow import RULE_OF, Kind, can_be_raised_on, way_up
from progress.holders import first_held
from progress.models import Blocker, Rung

__all__ = ("BlockerRefusedError",)

# Within this time the same words by the same hand were sent twice, as by a double click.
SENT_TWICE = dt.timedelta(minutes=5)


@transaction.atomic
def raise_blocker(
    *,
    by: Person,
    commitment: Commitment,
    title: str,
    summary: str,
    would_help: str,
    milestone: Milestone | None = None,
    detail: str = "",
) -> Blocker:
    """Say in public what stands in the way of `commitment`, or of one `milestone` of it.

    `detail` is for the leads of both sides and those who help them. The same blocker sent again
    within a few minutes is the one that is there. Raises BlockerRefusedError when `by` does not
    lead the commitment, or nothing is owed on it.
    """
    commitment, raiser = _may_raise(by, commitment)
    words = {"title": title, "summary": summary, "would_help": would_help, "detail": detail}
    now, today = clock.now(), commitment.plan.today()
    same = commitment.blockers.filter(
        raised_by=by, milestone=milestone, raised_at__gt=now - SENT_TWICE, **words
    ).first()
    if same is not None:
        return same
    blocker = Blocker(
        commitment=commitment,
        milestone=milestone,
        side=side_of(raiser.party),
        raised_by=by,
        organisation=raiser.organisation,
        raised_at=now,
        raised_on=today,
        came_on=today,
        **words,
    )
    blocker.rung = first_held(blocker, Rung, today)
    blocker.rises_on = RULE_OF[blocker.rung].rises_on(today)
    history.save(blocker, by=by, reason="Raised")
    enter(blocker, Kind.RAISE, by, raiser, today=today)
    return blocker


def _may_raise(by: Person, commitment: Commitment) -> tuple[Commitment, Speaker]:
    """The commitment, locked, and as what `by` raises something on it."""
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True)
    commitment = rows.select_related("plan", "theme").get(pk=commitment.pk)
    raiser = lead_speaker(by, commitment)
    if raiser is None:
        raise BlockerRefusedError("Only the leads of a commitment raise blockers.")
    if not can_be_raised_on(commitment):
        raise BlockerRefusedError("A blocker is raised only while updates are owed.")
    return commitment, raiser


@transaction.atomic
def answer_blocker(
    *, by: Person, blocker: Blocker, words: str, after: int | None = None
) -> Blocker:
    """Answer in public, for the rung it is on: the clock stops until the raiser speaks.

    Raises BlockerRefusedError when it waits for nobody, or not for `by`.
    """
    blocker, as_whom = begin(blocker, Kind.ANSWER, by, words, after)
    if as_whom is None:
        return blocker
    blocker.answered_on = day = day_of(blocker)
    return take(blocker, Kind.ANSWER, by, as_whom, words, day)


@transaction.atomic
def comment_on_blocker(
    *, by: Person, blocker: Blocker, words: str, after: int | None = None
) -> Blocker:
    """Add something in public; the clock runs on.

    Raises BlockerRefusedError when it is closed, or `by` has no part in it.
    """
    blocker, as_whom = begin(blocker, Kind.COMMENT, by, words, after)
    if as_whom is None:
        return blocker
    return take(blocker, Kind.COMMENT, by, as_whom, words)


@transaction.atomic
def pass_blocker_up(
    *, by: Person, blocker: Blocker, words: str, after: int | None = None
) -> Blocker:
    """Send it up before its day; or, once it is answered, because it is not solved.

    From the top an answer that did not help brings it back to the top. Raises
    BlockerRefusedError when it cannot go up, or `by` may not send it.
    """
    kind = way_up(blocker)
    blocker, as_whom = begin(blocker, kind, by, words, after)
    if as_whom is None:
        return blocker
    return move(blocker, kind, by, as_whom, words, next_rung(blocker))


@transaction.atomic
def close_blocker(*, by: Person, blocker: Blocker, words: str, after: int | None = None) -> Blocker:
    """Close it, with the reason in public. It can be opened again.

    Raises BlockerRefusedError when it is closed, or `by` is neither its raiser nor an
    unconcerned member of the secretariat.
    """
    blocker, as_whom = begin(blocker, Kind.CLOSE, by, words, after)
    if as_whom is None:
        return blocker
    blocker.closed_on = day = day_of(blocker)
    blocker.closed_at, blocker.closed_by, blocker.closing_words = clock.now(), by, words
    return take(blocker, Kind.CLOSE, by, as_whom, words, day)


@transaction.atomic
def reopen_blocker(
    *, by: Person, blocker: Blocker, words: str, after: int | None = None
) -> Blocker:
    """Open it again on the rung it was closed on, or the next that anybody stands on.

    They have all their days again. Raises BlockerRefusedError when it is open, its commitment is
    closed, or `by` may not.
    """
    blocker, as_whom = begin(blocker, Kind.REOPEN, by, words, after)
    if as_whom is None:
        return blocker
    assert blocker.closed_on is not None, "the database holds closed ones to it"
    day = day_of(blocker)
    blocker.days_closed += (day - blocker.closed_on).days
    blocker.closed_at = blocker.closed_on = blocker.closed_by = None
    blocker.closing_words = ""
    rung = first_held(blocker, [Rung(blocker.rung), *Rung(blocker.rung).above], day)
    return move(blocker, Kind.REOPEN, by, as_whom, words, rung, day)
