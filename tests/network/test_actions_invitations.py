"""Inviting, sending again, mending, accepting."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from mailroom.models import OutboxMessage
from network import actions
from network.models import Invitation, Person
from network.workflow import RoleKind
from tests.network.letters import invite, latest_link


def token_in_the_post():
    return latest_link().split("/")[2]


def at_once(work, times=2):
    """Run `work` in so many threads; what each returned or raised."""

    def run(_):
        try:
            return work()
        except ValidationError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_somebody_invited_has_a_role_but_cannot_sign_in_yet(nora, involve):
    invitation = invite(nora, involve, email=" Ned@Example.org ")
    person = invitation.person
    assert person.email == "ned@example.org"
    assert not person.is_active
    assert not person.has_usable_password()
    assert person.has_role(RoleKind.NETWORK_MEMBER)
    assert person.history.first().history_user == nora


def test_the_letter_holds_the_only_copy_of_the_secret(nora, involve):
    invitation = invite(nora, involve)
    letter = OutboxMessage.objects.get()
    assert letter.to_email == "ned@example.org"
    assert letter.is_private
    assert "Nora Nash invites you" in letter.subject
    token = token_in_the_post()
    assert invitation.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert actions.find_invitation(token) == invitation
    assert actions.find_invitation(token[:-1]) is None


@pytest.mark.parametrize("email", ["gail@example.org", "GAIL@example.org"])
def test_an_address_that_is_taken_gets_an_error_on_the_field(nora, gail, involve, email):
    with pytest.raises(ValidationError) as refused:
        invite(nora, involve, email=email)
    assert "already belongs to somebody" in refused.value.message_dict["email"][0]
    assert Person.objects.filter(email__iexact=email).count() == 1
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_race_leaves_one_person_and_one_letter(nora, involve):
    results = at_once(lambda: invite(nora, involve), times=4)
    assert sum(isinstance(result, Invitation) for result in results) == 1
    assert Person.objects.filter(email="ned@example.org").count() == 1
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_race_to_accept_lets_in_once(nora, involve):
    invitation = invite(nora, involve)
    results = at_once(lambda: actions.accept_invitation(invitation=invitation), times=4)
    assert sum(isinstance(result, Person) for result in results) == 1


def test_accepting_lets_in(nora, involve):
    invitation = invite(nora, involve)
    person = actions.accept_invitation(invitation=invitation)
    person.refresh_from_db()
    assert person.is_active
    assert person.open_invitation is None
    assert person.history.first().history_change_reason == "Accepted the invitation"


def test_an_invitation_is_good_once(nora, involve):
    invitation = invite(nora, involve)
    actions.accept_invitation(invitation=invitation)
    with pytest.raises(ValidationError, match="already accepted"):
        actions.accept_invitation(invitation=invitation)


def test_it_runs_out_after_fourteen_days(nora, involve, settings, today):
    invitation = invite(nora, involve)
    settings.TRACKER_TODAY = today.replace(day=27)
    assert invitation.state is Invitation.State.OPEN
    settings.TRACKER_TODAY = today.replace(day=29)
    assert invitation.state is Invitation.State.EXPIRED
    with pytest.raises(ValidationError, match="expired"):
        actions.accept_invitation(invitation=invitation)
    assert not Person.objects.get(pk=invitation.person_id).is_active


def test_ending_every_role_withdraws_it(nora, involve):
    invitation = invite(nora, involve)
    actions.end_role(by=nora, role=invitation.person.roles.get(), reason="Wrong person")
    with pytest.raises(ValidationError, match="withdrawn"):
        actions.accept_invitation(invitation=invitation)


def test_sending_again_makes_the_old_link_useless(nora, sam, involve, settings, today):
    invitation = invite(nora, involve)
    old = token_in_the_post()
    settings.TRACKER_TODAY = today.replace(day=30)
    actions.resend_invitation(by=sam, invitation=invitation, times_sent=1)
    new = token_in_the_post()
    assert actions.find_invitation(old) is None
    found = actions.find_invitation(new)
    assert found is not None
    assert found.state is Invitation.State.OPEN
    assert found.invited_by == sam


def test_a_button_pressed_twice_sends_one_letter(nora, involve):
    invitation = invite(nora, involve)
    for _ in range(2):
        actions.resend_invitation(by=nora, invitation=invitation, times_sent=1)
    assert OutboxMessage.objects.count() == 2
    assert Invitation.objects.get().times_sent == 2


def test_what_was_accepted_is_not_sent_again(nora, involve):
    invitation = invite(nora, involve)
    actions.accept_invitation(invitation=invitation)
    with pytest.raises(ValidationError, match="already accepted"):
        actions.resend_invitation(by=nora, invitation=invitation, times_sent=1)


def test_a_mended_address_gets_a_new_letter_and_kills_the_old_link(nora, involve):
    invitation = invite(nora, involve)
    old = token_in_the_post()
    actions.mend_invited_person(
        by=nora, person=invitation.person, name="Ned Noble", email="Noble@example.org"
    )
    person = Person.objects.get(pk=invitation.person_id)
    assert (person.name, person.email) == ("Ned Noble", "noble@example.org")
    assert OutboxMessage.objects.latest("pk").to_email == "noble@example.org"
    assert actions.find_invitation(old) is None


def test_a_mended_name_alone_sends_nothing(nora, involve):
    person = invite(nora, involve).person
    actions.mend_invited_person(by=nora, person=person, name="Ned Noble", email=person.email)
    assert OutboxMessage.objects.count() == 1


def test_nobody_moves_the_address_of_somebody_who_has_accepted(nora, involve):
    invitation = invite(nora, involve)
    person = actions.accept_invitation(invitation=invitation)
    with pytest.raises(ValidationError, match="already accepted"):
        actions.mend_invited_person(by=nora, person=person, name="N", email="thief@example.org")


def test_a_mended_address_may_not_be_somebody_elses(nora, gail, involve):
    person = invite(nora, involve).person
    with pytest.raises(ValidationError, match="already belongs to somebody"):
        actions.mend_invited_person(by=nora, person=person, name="Ned", email=gail.email)


def test_nobody_owns_a_second_name_in_a_header(nora, involve):
    """A line break in a name must not split the letter's first line."""
    nora.name = "Nora\nBcc: all@example.org"
    invite(nora, involve)
    assert "\n" not in OutboxMessage.objects.get().subject
