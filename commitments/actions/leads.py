"""Appointing leads and standing them down."""

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments import emails, news
from commitments.actions.hand_overs import write_hand_over
from commitments.models import Commitment, Lead
from commitments.vacancies import vacancies_of
from network.models import Organisation, Person
from network.permissions import is_on_side
from network.workflow import Side
from ogp_tracker import clock, history


@transaction.atomic
def appoint_lead(
    *,
    by: Person | None,
    commitment: Commitment,
    side: Side,
    person: Person,
    organisation: Organisation,
    reason: str = "",
) -> Lead:
    """Give `person` the key of `side` for `commitment` from today, and tell them by e-mail.

    Raises ValidationError when readers do not see it, they are not on that side, or they lead this
    commitment already: one person never holds both sides of one commitment.
    """
    # The commitment's row is the lock: two appointments of one person come one after the other.
    commitment = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("plan")
        .get(pk=commitment.pk)
    )
    if not commitment.is_public:
        raise ValidationError("Publish the plan first: a lead could not open the commitment yet.")
    if by is not None and by.pk == person.pk:
        raise ValidationError("Nobody appoints themselves: ask another keeper of your side.")
    _refuse_wrong_key(commitment, side, person)
    lead = history.create(
        Lead,
        by=by,
        reason=reason,
        commitment=commitment,
        side=side,
        person=person,
        organisation=organisation,
        starts_on=commitment.plan.today(),
        appointed_at=clock.now(),
    )
    emails.lead_appointed(lead)
    return lead


@transaction.atomic
def end_lead(*, by: Person, lead: Lead, reason: str, note: str = "", public_line: str = "") -> Lead:
    """End an appointment today: the key stops working at once.

    `note` and `public_line` are the hand-over note, where there is one to keep. Who follows the
    commitment hears of it when nobody else leads for that side.

    Raises ValidationError when it has already ended.
    """
    lead = (
        Lead.objects.select_for_update(of=("self",))
        .select_related("commitment__plan")
        .get(pk=lead.pk)
    )
    if lead.ends_on is not None:
        raise ValidationError(f"{lead.person.name} no longer leads this commitment.")
    lead.ends_on = lead.commitment.plan.today()
    lead.ended_at = clock.now()
    history.save(lead, by=by, reason=reason)
    if note.strip() or public_line.strip():
        write_hand_over(by=by, lead=lead, note=note, public_line=public_line)
    vacancies = vacancies_of([lead.commitment], lead.ends_on)
    if lead.side in {vacancy.side for vacancy in vacancies}:
        news.tell_of_vacancy(lead)
    return lead


def _refuse_wrong_key(commitment: Commitment, side: Side, person: Person) -> None:
    if not is_on_side(person, side):
        raise ValidationError(
            f"{person.name} has no role on the {side.label.lower()} side: give one first."
        )
    held = commitment.leads.filter(person=person, ends_on__isnull=True).first()
    if held is None:
        return
    if held.side == side:
        raise ValidationError(f"{person.name} already leads this commitment.")
    raise ValidationError(
        f"{person.name} already leads this commitment for {held.get_side_display().lower()}: "
        "one person cannot hold both sides."
    )
