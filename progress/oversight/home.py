"""What waits for one person, over all that the tracker knows, most urgent first."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse

from commitments.models import HandOver
from mailroom.models import OutboxMessage
from mailroom.owing import OwedLine, everything_owed
from mailroom.permissions import can_read_mailroom
from network.models import Circulation, Invitation, Person
from network.permissions import can_edit_circulations
from network.workflow import Side
from ogp_tracker import clock
from ogp_tracker.templatetags.tracker import day
from progress.oversight.gathering import START_WITH
from progress.oversight.ground import page_step
from progress.oversight.matters import Matter, Rank, Step, days_in_words, named
from progress.reminding import updates
from progress.reminding.duties import Duty, State
from progress.reminding.rungs import LEADS

# As many days ahead the first reminder of an update comes.
FAR_AHEAD = LEADS.steps[0]
# A letter that failed longer ago is no news.
FAILED_DAYS = dt.timedelta(days=14)


@dataclass(frozen=True)
class WorkLine:
    """One thing that waits for somebody: what it is about, how it stands, and what to do."""

    heading: str
    detail: str
    step: Step
    # Days until the due day, negative after it; none: it has no day.
    days_left: int | None = None
    other_steps: Sequence[Step] = ()

    @property
    def is_late(self) -> bool:
        """Whether the due day is over."""
        return self.days_left is not None and self.days_left < 0

    @property
    def is_far_ahead(self) -> bool:
        """Whether it is due so late that it need not be done now."""
        return self.days_left is not None and self.days_left > FAR_AHEAD

    @property
    def is_due_today(self) -> bool:
        """Whether today is the last day on which it is on time."""
        return self.days_left == 0


def lines_for(
    person: Person, duties: Sequence[Duty], matters: Sequence[Matter] = ()
) -> list[WorkLine]:
    """All that waits for `person`: the latest first, then by day, then what has no day.

    `duties` are their updates, as `owed_by` gives them; `matters` are what waits in their
    portfolio, of which the page counts all and shows the first.
    """
    today = clock.today()
    lines = [_of_duty(duty) for duty in duties if not duty.is_done]
    # Updates are among the duties, where there is more to choose from, and in the portfolio.
    owed = everything_owed(person, today, without=updates.__name__)
    told = set(_told_by(matters))
    lines += [_of_owed(line) for line in owed if line.path not in told]
    dated = sorted(lines, key=lambda line: line.days_left or 0)
    return [*dated, *_without_day(person, today)]


def _told_by(matters: Sequence[Matter]) -> Iterator[str]:
    """Where the portfolio sends them already, to do what waits for them alone."""
    for matter in matters[:START_WITH]:
        # Other steps are taken by many, or lead to pages where nothing is done.
        if matter.next_step and matter.rank in (Rank.YOURS.place, Rank.REVIEW.place):
            yield matter.next_step.path


def _of_owed(line: OwedLine) -> WorkLine:
    detail = f"{line.when} {line.detail}"
    return WorkLine(line.heading, detail, Step(line.action, line.path), line.days_left)


def _of_duty(duty: Duty) -> WorkLine:
    commitment, due_on = duty.commitment, duty.period.due_on.isoformat()
    if duty.version:
        step = page_step("Read and sign", "progress:update_sign", commitment.slug, due_on)
        other = [page_step("Change the text", "progress:update_edit", commitment.slug, due_on)]
    else:
        step = Step("Write the update", _path_of(duty))
        name = "progress:update_unchanged"
        other = [page_step("Nothing new", name, commitment.slug, due_on)]
        other = other if duty.has_earlier else []
    return WorkLine(str(commitment), _how_it_stands(duty), step, duty.days_left, other)


def _path_of(duty: Duty) -> str:
    due_on = duty.period.due_on.isoformat()
    return reverse("progress:update_edit", args=[duty.commitment.slug, due_on])


def _how_it_stands(duty: Duty) -> str:
    other = Side(duty.lead.side).other
    states = {
        State.NOT_STARTED: "Nothing has been written yet.",
        State.DRAFT: "There is a draft to review.",
        State.YOUR_SIGNATURE: f"{other.label} has signed the draft. It waits for you.",
        State.OTHER_SIDE: f"You have signed the draft. It waits for {other.label.lower()}.",
    }
    extended = ""
    if duty.deadline.is_extended:
        extended = f"Extended from {day(duty.period.due_on)}."
    partners = f"With {' and '.join(map(named, duty.others))}."
    if not duty.others:
        partners = "Nobody leads for the other side yet."
    parts = (_when(duty), extended, states[duty.state], partners)
    return " ".join(filter(None, parts))


def _when(duty: Duty) -> str:
    due_on = day(duty.due_on)
    if duty.is_late:
        return f"The update was due on {due_on}, {days_in_words(-duty.days_left)} ago."
    if duty.days_left == 0:
        return f"The update is due today, {due_on}, by midnight."
    return f"The update is due by the end of {due_on}, in {days_in_words(duty.days_left)}."


def _without_day(person: Person, today: dt.date) -> Iterator[WorkLine]:
    yield from _hand_overs(person, today)
    if can_read_mailroom(person) and (failed := _failed_letters()):
        letters = "1 letter" if failed == 1 else f"{failed} letters"
        path = f"{reverse('mailroom:message_list')}?status=failed"
        yield WorkLine(
            f"{letters} could not be delivered",
            "See why, and whether the addresses are right.",
            Step("Look at them", path),
        )
    yield from _circulations(person)
    yield from _expired_invitations(person)


def _failed_letters() -> int:
    """How many failed in the last two weeks of which no copy has been sent."""
    status = OutboxMessage.Status
    since = clock.now() - FAILED_DAYS
    failed = OutboxMessage.objects.filter(status=status.FAILED, planned_at__gte=since)
    sent = OutboxMessage.objects.filter(status=status.SENT)
    first = Coalesce("resend_of", "pk")
    copies = sent.annotate(first=first).filter(first=OuterRef("first"))
    return failed.annotate(first=first).filter(~Exists(copies)).count()


def _circulations(person: Person) -> Iterator[WorkLine]:
    if not can_edit_circulations(person):
        return
    for draft in Circulation.objects.filter(sent_at=None):
        yield WorkLine(
            f"The circulation of {draft.month:%B %Y} waits to be checked and sent",
            "The tracker drafted it from what was published. Nobody gets it until you send it.",
            page_step("Check and send it", "network:circulation_detail", draft.name),
        )


def _hand_overs(person: Person, today: dt.date) -> Iterator[WorkLine]:
    notes = HandOver.objects.for_new_lead(person, today).exclude(note="")
    for hand_over in notes.select_related("lead__person", "lead__commitment"):
        lead = hand_over.lead
        yield WorkLine(
            str(lead.commitment),
            f"{lead.person.name}, who led before you, left you a hand-over note.",
            page_step("Read the note", "commitments:hand_over", lead.pk),
        )


def _expired_invitations(person: Person) -> Iterator[WorkLine]:
    mine = Invitation.objects.open().filter(invited_by=person, expires_at__lte=clock.now())
    for invitation in mine.select_related("person"):
        yield WorkLine(
            f"Your invitation to {invitation.person.name} has expired",
            "They can no longer join with the link in it.",
            page_step("Send it again", "network:person_detail", invitation.person_id),
        )
