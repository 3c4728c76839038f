"""Writing down what a lead leaves to whoever comes."""

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.models import HandOver, Lead
from network.models import Person
from ogp_tracker import clock, history


@transaction.atomic
def write_hand_over(*, by: Person, lead: Lead, note: str, public_line: str = "") -> HandOver:
    """Keep the hand-over note of `lead`; a later one takes the place of the one before.

    `note` is for those who work on the commitment, `public_line` for everybody. The same words
    again change nothing. Raises ValidationError when both are empty.
    """
    note, public_line = note.strip(), public_line.strip()
    if not note and not public_line:
        raise ValidationError({"note": "Write what the next lead should know"})
    lead = Lead.objects.select_for_update(of=("self",), no_key=True).get(pk=lead.pk)
    hand_over = HandOver.objects.filter(lead=lead).first() or HandOver(lead=lead)
    if (hand_over.note, hand_over.public_line) == (note, public_line):
        return hand_over
    hand_over.note, hand_over.public_line = note, public_line
    hand_over.written_by, hand_over.written_at = by, clock.now()
    history.save(hand_over, by=by, reason="Hand-over note")
    return hand_over
