"""The letters about blockers: one function and one text file each.

They go to those who may read the private detail, and name it nowhere: a letter travels further
than a page. Each goes once: the key names the step it tells of, and its reader. Those that ask for
something, or say where a blocker is, are written when they leave (writing.py), so that they are
true.
"""

from collections.abc import Iterable

from mailroom import actions as mailroom
from mailroom.letters import Letter, absolute, write_letter
from network.models import Person
from progress.models import BlockerStep


def waits_for_you(step: BlockerStep, people: Iterable[Person]) -> None:
    """Tell those on the rung that it came to them, and until when an answer is in time."""
    _plan("blocker waits", "a blocker waits for your answer", step, people)


def went_up(step: BlockerStep, people: Iterable[Person]) -> None:
    """Tell those who raised it where it is now."""
    _plan("blocker went up", "your blocker went up", step, people)


def answered(step: BlockerStep, people: Iterable[Person]) -> None:
    """Tell those who raised it that it was answered, and that it waits for their word."""
    _plan("blocker answered", "your blocker was answered", step, people)


def commented(step: BlockerStep, people: Iterable[Person]) -> None:
    """Tell those who raised it, and those it is with, that somebody added something."""
    _post("blocker_comment", step, people)


def closed(step: BlockerStep, people: Iterable[Person]) -> None:
    """Tell both sides that it was closed, by whom and why."""
    _post("blocker_closed", step, people)


def letter_of(name: str, step: BlockerStep, person: Person, **facts: object) -> Letter:
    """One letter about a step."""
    blocker = step.blocker
    context = {
        "person": person,
        "blocker": blocker,
        "commitment": blocker.commitment,
        "step": step,
        "link": absolute(blocker.get_absolute_url()),
        **facts,
    }
    return write_letter(f"progress/emails/{name}.txt", context)


def _plan(kind: str, what: str, step: BlockerStep, people: Iterable[Person]) -> None:
    for person in people:
        mailroom.plan_letter(
            key=f"blocker:{step.pk}:{person.pk}",
            kind=kind,
            to=person,
            subject=f"Commitment {step.blocker.commitment.number}: {what}",
            about={"step": step.pk},
        )


def _post(name: str, step: BlockerStep, people: Iterable[Person]) -> None:
    for person in people:
        mailroom.post(
            key=f"blocker:{step.pk}:{person.pk}",
            kind=name.replace("_", " "),
            to=person,
            letter=letter_of(name, step, person),
        )
