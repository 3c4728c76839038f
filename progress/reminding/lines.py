"""What a letter says of one update."""

from collections.abc import Sequence

from django.urls import reverse

from commitments.models import Lead
from mailroom.due_words import when_due
from mailroom.owing import OwedLine
from network.workflow import Side
from progress.models import Reminder
from progress.reminding.duties import Duty, State
from progress.reminding.watching import Watched

THINGS = "progress updates"
ENDS = (
    "We stop writing to you about a progress update once you, or another lead of your side, have "
    "signed it. If the text is changed after that, the signature no longer counts and we write "
    "again."
)


def of_duty(duty: Duty, rows: Sequence[Reminder]) -> OwedLine:
    """An update that a lead has to bring about."""
    commitment, other = duty.commitment, Side(duty.lead.side).other
    standing = {
        State.NOT_STARTED: "Nothing has been written yet.",
        State.DRAFT: "There is a draft. Neither side has signed it.",
        State.YOUR_SIGNATURE: f"{other.label} has signed the draft. It waits for your signature.",
    }
    if duty.others:
        others = f"You write it together with {named(duty.others)}, for {other.label.lower()}."
    else:
        others = f"{other.label} has no lead for it at the moment."
    # Not "Sign": somebody may have changed the text by the time the letter is read.
    address = [commitment.slug, duty.period.due_on.isoformat()]
    return OwedLine(
        heading=f"Commitment {commitment.number}, {commitment.title}",
        when=when_due(duty.due_on, duty.days_left),
        detail=f"{standing[duty.state]}\n{others}",
        path=reverse("progress:update_edit", args=address),
        action="Read it, write it and sign it here",
        due_on=duty.due_on,
        days_left=duty.days_left,
        rows=rows,
        subject=f"Progress update for commitment {commitment.number}",
        things=THINGS,
        ends=ENDS,
    )


def of_watched(watched: Watched, rows: Sequence[Reminder]) -> OwedLine:
    """A late update, for those who keep track of it."""
    commitment = watched.commitment
    return OwedLine(
        heading=f"Commitment {commitment.number}, {commitment.title}",
        when=when_due(watched.due_on, watched.days_left),
        detail=f"{_what_is_missing(watched)}\n{_who_owes(watched)}",
        path=reverse("progress:commitment_progress", args=[commitment.slug]),
        action="See how it stands",
        due_on=watched.due_on,
        days_left=watched.days_left,
        rows=rows,
        subject=f"Progress update for commitment {commitment.number}",
        things=THINGS,
    )


def named(leads: Sequence[Lead]) -> str:
    """Their names, each with their organisation."""
    return " and ".join(f"{lead.person.name} ({lead.organisation.name})" for lead in leads)


def _what_is_missing(watched: Watched) -> str:
    if not watched.has_text:
        return "Nothing has been written yet."
    if len(watched.missing) == len(Side):
        return "There is a draft. Neither side has signed it."
    (side,) = watched.missing
    signed = f"{side.other.label} has signed the draft."
    return f"{signed} The signature of {side.label.lower()} is missing."


def _who_owes(watched: Watched) -> str:
    """Those who owe it, by side; or that a side has nobody."""
    sentences = []
    for side in watched.missing:
        leads = [lead for lead in watched.owing if lead.side == side]
        if leads:
            sentences.append(f"For {side.label.lower()} it is owed by {named(leads)}.")
        else:
            sentences.append(f"{side.label} has no lead for it at the moment.")
    return " ".join(sentences)
