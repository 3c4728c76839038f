"""Who closes a blocker: never the one it concerns, in whichever role, clock stopped or not."""

import pytest
from django.db import DatabaseError, transaction

from commitments.actions import end_lead
from commitments.actions.life import take_step
from network.models import Person
from network.workflow import RoleKind, Side
from progress.blockers.actions import BlockerRefusedError, close_blocker, pass_blocker_up
from progress.blockers.permissions import Speaker
from progress.blockers.rising import raise_silent_blockers
from progress.blockers.steps import take
from progress.blockers.workflow import Kind
from progress.models import Blocker, BlockerParty
from tests import cast
from tests.progress.blocking import answered, blocker_of

pytestmark = pytest.mark.django_db


def fresh(person: Person) -> Person:
    """As the next request reads them, with their roles of now."""
    return Person.objects.get(pk=person.pk)


def refuses(by: Person, blocker: Blocker, party: BlockerParty) -> None:
    """Neither the action nor the database lets them close it."""
    by = fresh(by)
    with pytest.raises(BlockerRefusedError):
        close_blocker(by=by, blocker=blocker, words="Nothing to see.")
    blocker = Blocker.objects.select_related("commitment__plan").get(pk=blocker.pk)
    today = blocker.commitment.plan.today()
    blocker.closed_at, blocker.closed_by = blocker.raised_at, by
    blocker.closed_on, blocker.closing_words = today, "Nothing to see."
    as_whom = Speaker(party, blocker.organisation)
    with pytest.raises(DatabaseError, match="closed_by_the_one"), transaction.atomic():
        take(blocker, Kind.CLOSE, by, as_whom, "Nothing to see.", today)


def test_a_keeper_who_is_relationship_manager_does_not_close_what_waits_for_them(
    cyrus, sam, rae, bis, commitment
):
    cast.role(sam, RoleKind.RELATIONSHIP_MANAGER, bis)
    blocker = pass_blocker_up(by=cyrus, blocker=blocker_of(cyrus, commitment), words="Up.")
    refuses(sam, blocker, BlockerParty.SECRETARIAT)


def test_stopping_the_clock_opens_no_door(cyrus, sam, commitment):
    blocker = blocker_of(cyrus, commitment)
    for _rung in range(2):
        blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Up.")
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="It is dropped.")
    raise_silent_blockers()
    refuses(sam, blocker, BlockerParty.SECRETARIAT)
    assert close_blocker(by=fresh(cyrus), blocker=blocker, words="Dropped.").status == "closed"


@pytest.fixture
def standing_in(gail, rae, sam, bis, commitment):
    """A blocker of government's with its relationship manager, who leads for government now."""
    blocker = pass_blocker_up(by=gail, blocker=blocker_of(gail, commitment), words="Up.")
    cast.lead(commitment, Side.GOVERNMENT, rae, bis)
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Left.")
    return blocker


def test_a_stand_in_does_not_close_what_waits_for_them(rae, standing_in):
    refuses(rae, standing_in, BlockerParty.GOVERNMENT_LEAD)


def test_a_stand_in_does_not_close_what_they_answered(rae, standing_in):
    refuses(rae, answered(fresh(rae), standing_in), BlockerParty.GOVERNMENT_LEAD)


def test_a_stand_in_closes_what_others_answered(gail, sam, rae, bis, commitment):
    pia = cast.person("Pia New", RoleKind.OFFICIAL, bis)
    blocker = answered(
        rae, pass_blocker_up(by=gail, blocker=blocker_of(gail, commitment), words="Up.")
    )
    cast.lead(commitment, Side.GOVERNMENT, pia, bis)
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Left.")
    assert close_blocker(by=fresh(pia), blocker=blocker, words="Solved.").status == "closed"


def test_who_may_not_sign_in_any_more_counts_as_gone(cyrus, gail, mia, global_witness, commitment):
    blocker = answered(gail, blocker_of(cyrus, commitment))
    cast.lead(commitment, Side.CIVIL_SOCIETY, mia, global_witness)
    assert not Blocker.objects.answered_for(mia, cast.TODAY).exists()
    Person.objects.filter(pk=cyrus.pk).update(is_active=False)
    assert Blocker.objects.answered_for(mia, cast.TODAY).get() == blocker
    assert close_blocker(by=fresh(mia), blocker=blocker, words="Solved.").status == "closed"
