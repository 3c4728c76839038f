"""How any step is taken: lock, check, save with a line in the public log, tell."""

import datetime as dt

from network.models import Person
from ogp_tracker import clock, history
from progress.blockers import telling
from progress.blockers.permissions import Speaker, speaker
from progress.blockers.workflow import RULE_OF, STEP_OF, UPWARDS
from progress.holders import first_held
from progress.models import Blocker, BlockerParty, BlockerStatus, BlockerStep, Rung

THE_CALENDAR = Speaker(BlockerParty.CALENDAR, None)


class BlockerRefusedError(Exception):
    """The step cannot be taken; the message says why."""


def locked(blocker: Blocker) -> Blocker:
    """The blocker with its commitment, its row locked until the end of the transaction."""
    rows = Blocker.objects.select_for_update(of=("self",))
    return rows.select_related("commitment__plan", "commitment__theme").get(pk=blocker.pk)


def begin(
    blocker: Blocker, kind: BlockerStep.Kind, by: Person, words: str, after: int | None = None
) -> tuple[Blocker, Speaker | None]:
    """The blocker, locked, and as what `by` takes this step of the table in workflow.py.

    As nobody where they took it already: it was sent twice, as by a double click. `after` is the
    last step they knew of, where that can be told. Raises BlockerRefusedError when another was
    taken since, it is in another state by now, or the step is not theirs.
    """
    blocker = locked(blocker)
    unseen = blocker.steps.none() if after is None else blocker.steps.filter(pk__gt=after)
    kinds = UPWARDS if kind in UPWARDS else (kind,)
    if unseen.filter(kind__in=kinds, by=by, words=words).exists():
        return blocker, None
    if unseen.exists():
        raise BlockerRefusedError("Something happened to the blocker while you were writing.")
    if refusal := STEP_OF[kind].refusal(blocker):
        raise BlockerRefusedError(refusal)
    as_whom = speaker(by, kind, blocker)
    if as_whom is None:
        raise BlockerRefusedError("You cannot do this now: it waits for somebody else.")
    return blocker, as_whom


def day_of(blocker: Blocker, today: dt.date | None = None) -> dt.date:
    """The day of a step taken now: that of the plan, or `today` in its place.

    Never before the last step, though a demonstration's clock may be set back.
    """
    last = blocker.closed_on or blocker.answered_on or blocker.came_on
    return max(today or blocker.commitment.plan.today(), last)


def next_rung(blocker: Blocker, today: dt.date | None = None) -> Rung:
    """Where it goes from here: the next rung that anybody stands on; from the top, the top."""
    return first_held(blocker, Rung(blocker.rung).above, day_of(blocker, today))


def take(
    blocker: Blocker,
    kind: BlockerStep.Kind,
    by: Person | None,
    as_whom: Speaker,
    words: str,
    today: dt.date | None = None,
) -> Blocker:
    """Bring a locked blocker where the step leads, and write the step into the log.

    The clock of the rung runs on only if it still waits.
    """
    blocker.status = STEP_OF[kind].target or blocker.status
    if blocker.status != BlockerStatus.WAITING:
        blocker.rises_on = None
    if blocker.status != BlockerStatus.ANSWERED:
        blocker.answered_on = None
    history.save(blocker, by=by, reason=f"{STEP_OF[kind].label}: {words}")
    enter(blocker, kind, by, as_whom, words, today)
    return blocker


def move(
    blocker: Blocker,
    kind: BlockerStep.Kind,
    by: Person | None,
    as_whom: Speaker,
    words: str,
    rung: Rung,
    today: dt.date | None = None,
) -> Blocker:
    """Bring a locked blocker to `rung`, which has all its days from `today` on."""
    blocker.rung, blocker.came_on = rung, day_of(blocker, today)
    blocker.rises_on = RULE_OF[rung].rises_on(blocker.came_on)
    return take(blocker, kind, by, as_whom, words, blocker.came_on)


def enter(
    blocker: Blocker,
    kind: BlockerStep.Kind,
    by: Person | None,
    as_whom: Speaker,
    words: str = "",
    today: dt.date | None = None,
) -> None:
    """Write a step into the public log, with where it left the blocker, and tell of it."""
    step = BlockerStep(
        blocker=blocker,
        kind=kind,
        status=blocker.status,
        rung=blocker.rung,
        rises_on=blocker.rises_on,
        words=words,
        by=by,
        party=as_whom.party,
        organisation=as_whom.organisation,
        taken_at=clock.now(),
        taken_on=day_of(blocker, today),
    )
    history.save(step, by=by, reason=STEP_OF[kind].label, force_insert=True)
    telling.tell(step)
