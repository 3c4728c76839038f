"""Open blockers, and with whom they are."""

import datetime as dt
from collections.abc import Iterator

from network.workflow import RoleKind, Side
from ogp_tracker.templatetags.tracker import day
from progress.models import Blocker
from progress.models.blockers import BlockerStatus, Rung
from progress.oversight.ground import Ground, page_step
from progress.oversight.matters import Kind, Matter, Rank, Step, days_in_words, named


def blockers(ground: Ground) -> Iterator[Matter]:
    """Open blockers, with whoever has to answer.

    The secretariat has those on commitments that are closed or withdrawn, too: nobody else would
    close them.
    """
    commitments = {row.pk: row for row in ground.commitments}
    rows = Blocker.objects.open().filter(commitment__in=commitments)
    if ground.person.has_role(RoleKind.SECRETARIAT):
        rows = Blocker.objects.public().open()
    waiting = Blocker.objects.waiting_for(ground.person, ground.today)
    theirs = set(waiting.values_list("pk", flat=True))
    for blocker in rows.select_related("commitment__plan"):
        blocker.commitment = commitments.get(blocker.commitment_id, blocker.commitment)
        yield _blocker(ground, blocker, blocker.pk in theirs)


def _blocker(ground: Ground, blocker: Blocker, is_theirs: bool) -> Matter:
    commitment, rung = blocker.commitment, Rung(blocker.rung)
    today = commitment.plan.today()
    days = blocker.days_open(today)
    return Matter(
        kind=Kind.BLOCKER,
        plan=commitment.plan,
        commitment=commitment,
        in_short=f"Blocker open {days_in_words(days)}",
        what=f"“{blocker.title}”, open {days_in_words(days)}",
        detail=_where(blocker, rung, today),
        days=days,
        is_late=False,
        sides=_sides_to_move(blocker, rung),
        who=_holders(ground, blocker, rung),
        rank=_rank(blocker, is_theirs).place,
        steps=[*_steps(blocker, is_theirs), *ground.write_to_leads(commitment)],
        day=blocker.raised_on,
    )


def _rank(blocker: Blocker, is_theirs: bool) -> Rank:
    if is_theirs:
        return Rank.YOURS
    is_above = blocker.is_waiting and blocker.rung != Rung.LEADS
    return Rank.STUCK if is_above else Rank.BLOCKER


def _steps(blocker: Blocker, is_theirs: bool) -> list[Step]:
    read = Step("Read the blocker", blocker.get_absolute_url())
    if not is_theirs:
        return [read]
    where = (blocker.commitment.slug, blocker.pk)
    return [page_step("Answer the blocker", "progress:blocker_answer", *where), read]


def _where(blocker: Blocker, rung: Rung, today: dt.date) -> str:
    if blocker.status == BlockerStatus.ANSWERED:
        return "Answered. Whoever raised it has to say whether that solves it."
    if blocker.status == BlockerStatus.PAUSED:
        return "The clock is stopped."
    days = blocker.days_on_rung(today)
    words = f"It came there {days_in_words(days)} ago." if days else "It came there today."
    if blocker.answer_by is None:
        return words
    if blocker.answer_by < today:
        return f"{words} Nobody answered by {day(blocker.answer_by)}: it goes up now."
    return f"{words} It goes up unless it is answered by {day(blocker.answer_by)}."


def _sides_to_move(blocker: Blocker, rung: Rung) -> list[Side]:
    if blocker.status == BlockerStatus.ANSWERED:
        return [Side(blocker.side)]
    if rung is Rung.LEADS:
        return [Side(blocker.side).other]
    return [] if rung is Rung.COMMITTEE else [Side.GOVERNMENT]


def _holders(ground: Ground, blocker: Blocker, rung: Rung) -> list[str]:
    if blocker.status != BlockerStatus.ANSWERED and rung is not Rung.LEADS:
        return [f"the {rung.label.lower()}"]
    sides = _sides_to_move(blocker, rung)
    return [named(lead) for lead in ground.leads_of(blocker.commitment) if lead.side in sides]
