"""Who may do what with blockers once they are raised: the one place that answers."""

from dataclasses import dataclass

from commitments.models import Commitment
from commitments.permissions import can_update_milestones
from network.models import Organisation, Person
from network.permissions import Visitor, is_signed_in
from network.workflow import RoleKind, Side
from progress.blockers.workflow import STEP_OF, Kind, Step, Who
from progress.holders import holders, leads_of
from progress.models import Blocker, BlockerParty, BlockerStatus, BlockerStep, Rung
from progress.permissions import can_see_draft

PARTY_OF = {
    Side.GOVERNMENT: BlockerParty.GOVERNMENT_LEAD,
    Side.CIVIL_SOCIETY: BlockerParty.CIVIL_SOCIETY_LEAD,
}


@dataclass(frozen=True)
class Speaker:
    """As what somebody takes a step."""

    party: BlockerParty
    # None for the tracker itself.
    organisation: Organisation | None


def side_of(party: str) -> Side:
    """The side somebody is on who speaks as this; officials of all sorts are on government's."""
    return Side.CIVIL_SOCIETY if party == BlockerParty.CIVIL_SOCIETY_LEAD else Side.GOVERNMENT


def can_see_detail(person: Visitor, blocker: Blocker) -> bool:
    """Those who see drafts: leads of both sides, the secretariat, the relationship manager."""
    return can_see_draft(person, blocker.commitment)


def speaker(person: Visitor, kind: BlockerStep.Kind, blocker: Blocker) -> Speaker | None:
    """As what this person may take the step, by the table in workflow.py; None if they may not.

    It looks at who they are; whether the blocker is in the right state is for the action to say.
    """
    if not is_signed_in(person):
        return None
    found = (_speaker_as(who, person, blocker) for who in STEP_OF[kind].who)
    return next(filter(None, found), None)


def can_take(person: Visitor, kind: BlockerStep.Kind, blocker: Blocker) -> bool:
    """Whether this person may take the step."""
    return speaker(person, kind, blocker) is not None


def steps_for(person: Visitor, blocker: Blocker) -> list[Step]:
    """The steps this person may take now, for the buttons of its page."""
    return [
        step
        for step in STEP_OF.values()
        if not step.refusal(blocker) and can_take(person, step.kind, blocker)
    ]


def lead_speaker(person: Person, commitment: Commitment) -> Speaker | None:
    """As which lead this person speaks on a commitment, if they are one."""
    leads = commitment.leads.current(commitment.plan.today()).select_related("organisation")
    lead = leads.filter(person=person).first()
    return Speaker(PARTY_OF[Side(lead.side)], lead.organisation) if lead else None


def _speaker_as(who: Who, person: Person, blocker: Blocker) -> Speaker | None:
    if who is Who.RAISER:
        return _raiser(person, blocker)
    if who is Who.HOLDER:
        return _holder(person, blocker)
    if who in (Who.UNCONCERNED_RAISER, Who.UNCONCERNED) and is_concerned(person, blocker):
        return None
    if who is Who.UNCONCERNED_RAISER:
        return _raiser(person, blocker)
    if who is Who.UNCONCERNED:
        return _keeper(person, blocker)
    if who is Who.INVOLVED:
        return _involved(person, blocker)
    return lead_speaker(person, blocker.commitment) if who is Who.LEADS else None


def _raiser(person: Person, blocker: Blocker) -> Speaker | None:
    """The raiser while they lead for that side and may sign in; after that any lead of it."""
    leads = leads_of(blocker, Side(blocker.side), blocker.commitment.plan.today())
    leads = leads.filter(person__is_active=True).select_related("organisation")
    by_person = {lead.person_id: lead for lead in leads}
    lead = by_person.get(blocker.raised_by_id) or by_person.get(person.pk)
    if lead is None or lead.person_id != person.pk:
        return None
    return Speaker(PARTY_OF[Side(blocker.side)], lead.organisation)


def _holder(person: Person, blocker: Blocker) -> Speaker | None:
    """Whoever stands on its rung; the secretariat writes for the committee."""
    day = blocker.commitment.plan.today()
    if not Blocker.objects.waiting_for(person, day).filter(pk=blocker.pk).exists():
        return None
    if blocker.rung == Rung.LEADS:
        return lead_speaker(person, blocker.commitment)
    if blocker.rung == Rung.RELATIONSHIP_MANAGER:
        return _as_manager(person, blocker)
    is_top = Rung(blocker.rung).is_top
    return _as_secretariat(person, BlockerParty.COMMITTEE if is_top else BlockerParty.SECRETARIAT)


def _keeper(person: Person, blocker: Blocker) -> Speaker | None:
    """Who keeps the plans, unless they lead on this commitment as well."""
    return None if lead_speaker(person, blocker.commitment) else _as_secretariat(person)


def is_concerned(person: Person, blocker: Blocker) -> bool:
    """Whether it waits for this person, in any role, or the answer that stands is theirs.

    While the clock is stopped it concerns those on its rung as before. The trigger
    `progress_refuse_closing` says the same.
    """
    if blocker.status == BlockerStatus.ANSWERED:
        last = blocker.steps.filter(kind=Kind.ANSWER).last()
        return last is not None and last.by_id == person.pk
    if blocker.status == BlockerStatus.CLOSED:
        return False
    day = blocker.commitment.plan.today()
    return holders(blocker, Rung(blocker.rung), day).filter(pk=person.pk).exists()


def _involved(person: Person, blocker: Blocker) -> Speaker | None:
    """Whoever reads the private detail, too."""
    lead = lead_speaker(person, blocker.commitment)
    if lead or not can_update_milestones(person, blocker.commitment):
        return lead
    return _as_secretariat(person) or _as_manager(person, blocker)


def _as_secretariat(
    person: Person, party: BlockerParty = BlockerParty.SECRETARIAT
) -> Speaker | None:
    roles = (role for role in person.current_roles if role.kind == RoleKind.SECRETARIAT)
    role = next(roles, None)
    return Speaker(party, role.organisation) if role else None


def _as_manager(person: Person, blocker: Blocker) -> Speaker | None:
    """For the department that leads the commitment, of those they look after."""
    leading = blocker.commitment.participations.filter(side=Side.GOVERNMENT, capacity="lead")
    homes = set(leading.values_list("organisation", flat=True))
    for role in person.current_roles:
        if role.kind == RoleKind.RELATIONSHIP_MANAGER and role.organisation_id in homes:
            return Speaker(BlockerParty.RELATIONSHIP_MANAGER, role.organisation)
    return None
