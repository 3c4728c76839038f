"""Reminding leads by hand."""

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.models import Commitment
from mailroom.models import UndeliverableAddress
from network.models import Person
from ogp_tracker import clock, history
from progress.models import ReminderByHand, ReportingPeriod
from progress.oversight import emails
from progress.reminding.duties import Duty, owed_by


def duties_in(commitment: Commitment, period: ReportingPeriod) -> list[Duty]:
    """What the leads still owe of this update: those whose side has signed have done their part."""
    return [
        duty
        for duty in owed_by(commitments=[commitment])
        if not duty.is_done and duty.period == period
    ]


def unreached(duties: list[Duty]) -> list[Duty]:
    """Those whose lead gets no mail, because nothing reaches the address."""
    dead = UndeliverableAddress.objects.standing().among(duty.person.email for duty in duties)
    addresses = set(dead.values_list("address", flat=True))
    return [duty for duty in duties if duty.person.email.lower() in addresses]


@transaction.atomic
def remind_by_hand(
    *, by: Person, commitment: Commitment, period: ReportingPeriod, reason: str
) -> list[ReminderByHand]:
    """Send each lead who still owes the update a letter with the `reason`, at most one a day.

    Who gets no mail is left out. Raises ValidationError when nobody owes it, everybody who does was
    reminded by hand today, or no letter reaches any of them.
    """
    today = commitment.plan.today()
    # The lock: of two people at once, one sends.
    Commitment.objects.select_for_update(of=("self",), no_key=True).get(pk=commitment.pk)
    owed = duties_in(commitment, period)
    if not owed:
        raise ValidationError("No lead owes this update any more, so nobody was reminded.")
    known = ReminderByHand.objects.filter(commitment=commitment, period=period, sent_on=today)
    reminded = set(known.values_list("person", flat=True))
    fresh = [duty for duty in owed if duty.person.pk not in reminded]
    if not fresh:
        raise ValidationError(
            "They were reminded by hand today. You can remind them again tomorrow."
        )
    lost = unreached(fresh)
    if len(lost) == len(fresh):
        raise ValidationError(f"Nobody was reminded. {words_of(lost)}")
    return [_send(duty, by, reason) for duty in fresh if duty not in lost]


def words_of(lost: list[Duty]) -> str:
    """Who cannot be reminded, in sentences."""
    return " ".join(
        f"Mail to {duty.person.email} does not arrive, so {duty.person.name} gets no letter."
        for duty in lost
    )


def _send(duty: Duty, by: Person, reason: str) -> ReminderByHand:
    today = duty.commitment.plan.today()
    row = ReminderByHand(
        person=duty.person,
        commitment=duty.commitment,
        period=duty.period,
        reason=reason,
        sent_by=by,
        sent_on=today,
        sent_at=clock.now(),
        message=emails.reminder_by_hand(duty, by, today),
    )
    history.save(row, by=by, reason=reason)
    return row
