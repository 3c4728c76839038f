"""The letters about blockers: one function and one text file each.

They go to those who may read the private detail, and name it nowhere: a letter travels further
than a page. Each goes once: the key names the step it tells of, and its reader.
"""

import datetime as dt
from collections.abc import Iterable

from mailroom import actions as mailroom
from mailroom.letters import absolute, write_letter
from network.models import Person
from progress.models import BlockerStep


def waits_for_you(step: BlockerStep, people: Iterable[Person], last_day: dt.date | None) -> None:
    """Tell those on the rung that it came to them, and until when an answer is in time."""
    _post("blocker_waits", step, people, last_day=last_day)


def answered(step: BlockerStep, people: Iterable[Person]) -> None:
    """Tell those who raised it that it was answered, and that it waits for their word."""
    _post("blocker_answered", step, people)


def commented(step: BlockerStep, people: Iterable[Person]) -> None:
    """Tell those who raised it, and those it is with, that somebody added something."""
    _post("blocker_comment", step, people)


def closed(step: BlockerStep, people: Iterable[Person]) -> None:
    """Tell both sides that it was closed, by whom and why."""
    _post("blocker_closed", step, people)


def _post(name: str, step: BlockerStep, people: Iterable[Person], **facts: object) -> None:
    blocker = step.blocker
    for person in people:
        letter = write_letter(
            f"progress/emails/{name}.txt",
            {
                "person": person,
                "blocker": blocker,
                "commitment": blocker.commitment,
                "step": step,
                "link": absolute(blocker.get_absolute_url()),
                **facts,
            },
        )
        mailroom.post(
            key=f"blocker:{step.pk}:{person.pk}",
            kind=name.replace("_", " "),
            to=person,
            letter=letter,
        )
