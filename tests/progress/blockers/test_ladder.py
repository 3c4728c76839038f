"""Whatever happens in whichever order, a blocker does what a small model of the ladder says."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from progress.blockers import actions
from progress.blockers.rising import raise_silent_blockers
from progress.models import Blocker
from tests import cast
from tests.progress.blocking import blocker_of

DAYS = (10, 10, 14, None)
NAMES = ("leads", "relationship_manager", "secretariat", "committee")
HOLDERS = ("gail", "rae", "sam", "sam")
MOVES = ("wait", "answer", "pass_by_raiser", "pass_by_holder", "close", "reopen", "close_by_sam")


@dataclass
class Ladder:
    """The rules in their shortest form: days are counted from the day of raising."""

    day: int = 0
    rung: int = 0
    status: str = "waiting"
    came: int = 0
    opened: int = 0
    open_before: int = 0
    answered_by: str = ""
    log: list[str] = field(default_factory=lambda: ["raise"])

    def wait(self, days: int) -> None:
        self.day += days
        limit = DAYS[self.rung]
        if self.status == "waiting" and limit is not None and self.day >= self.came + limit:
            self._go("rise", self.rung + 1)

    def answer(self) -> None:
        if self.status == "waiting":
            self.status, self.answered_by = "answered", HOLDERS[self.rung]
            self.log.append("answer")

    def pass_by_raiser(self) -> None:
        if self.status == "answered":
            self._go("not_solved", min(self.rung + 1, 3))
        elif self.status == "waiting" and self.rung < 3:
            self._go("pass_up", self.rung + 1)

    def pass_by_holder(self) -> None:
        if self.status == "waiting" and self.rung < 3:
            self._go("pass_up", self.rung + 1)

    def close(self) -> None:
        if self.status != "closed":
            self.status = "closed"
            self.open_before += self.day - self.opened
            self.log.append("close")

    def close_by_sam(self) -> None:
        is_theirs = self.status == "waiting" and self.rung >= 2
        if not is_theirs and not (self.status == "answered" and self.answered_by == "sam"):
            self.close()

    def reopen(self) -> None:
        if self.status == "closed":
            self.opened = self.day
            self._go("reopen", self.rung)

    def _go(self, kind: str, rung: int) -> None:
        self.rung, self.status, self.came = rung, "waiting", self.day
        self.log.append(kind)

    @property
    def rises_in(self) -> int | None:
        limit = DAYS[self.rung]
        return None if limit is None or self.status != "waiting" else self.came + limit

    @property
    def days_open(self) -> int:
        running = 0 if self.status == "closed" else self.day - self.opened
        return self.open_before + running


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 16)), max_size=12))
def test_it_does_what_the_model_says(settings_of, people, commitment, moves):
    model = Ladder()
    with transaction.atomic():
        settings_of.TRACKER_TODAY = cast.TODAY
        blocker = blocker_of(people["cyrus"], commitment)
        for number, (move, days) in enumerate(moves):
            _move(settings_of, people, blocker, move, days, number)
            if move == "wait":
                model.wait(days)
            else:
                getattr(model, move)()
            _same(Blocker.objects.get(pk=blocker.pk), model)
        transaction.set_rollback(True)


@pytest.fixture
def settings_of(request):
    """The settings, under a name that is not Hypothesis's."""
    return request.getfixturevalue("settings")


@pytest.fixture
def people(gail, cyrus, rae, sam):
    return {"gail": gail, "cyrus": cyrus, "rae": rae, "sam": sam}


def _move(settings, people, blocker, move, days, number):
    blocker = Blocker.objects.get(pk=blocker.pk)
    if move == "wait":
        settings.TRACKER_TODAY += dt.timedelta(days=days)
        raise_silent_blockers()
        return
    act, who = {
        "answer": (actions.answer_blocker, HOLDERS[NAMES.index(blocker.rung)]),
        "pass_by_raiser": (actions.pass_blocker_up, "cyrus"),
        "pass_by_holder": (actions.pass_blocker_up, HOLDERS[NAMES.index(blocker.rung)]),
        "close": (actions.close_blocker, "cyrus"),
        "close_by_sam": (actions.close_blocker, "sam"),
        "reopen": (actions.reopen_blocker, "cyrus"),
    }[move]
    with suppress(actions.BlockerRefusedError):
        act(by=people[who], blocker=blocker, words=f"Move {number}")


def _same(blocker: Blocker, model: Ladder) -> None:
    day = cast.TODAY + dt.timedelta(days=model.day)
    rises = None if model.rises_in is None else cast.TODAY + dt.timedelta(days=model.rises_in)
    assert (blocker.status, blocker.rung) == (model.status, NAMES[model.rung])
    assert blocker.rises_on == rises
    assert blocker.days_open(day) == model.days_open
    assert list(blocker.steps.values_list("kind", flat=True)) == model.log
