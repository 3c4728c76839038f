"""The timeline of a person and of an organisation."""

from django.contrib.auth import user_logged_in

from network import actions
from network.changes import Change, history_of_organisation, history_of_person
from tests import cast
from tests.network.letters import invite


def titles(events):
    return [event.title for event in events]


def test_a_persons_life_latest_first(nora, involve, today, settings):
    settings.TRACKER_TODAY = today.replace(day=1)
    invitation = invite(nora, involve)
    settings.TRACKER_TODAY = today.replace(day=2)
    invitation = actions.resend_invitation(by=nora, invitation=invitation, times_sent=1)
    settings.TRACKER_TODAY = today.replace(day=3)
    person = actions.accept_invitation(invitation=invitation)
    settings.TRACKER_TODAY = today.replace(day=4)
    actions.end_role(by=nora, role=person.roles.get(), reason="Left")
    events = history_of_person(person)
    assert titles(events)[:2] == ["Role ended: Network member, Involve", "Person changed"]
    assert titles(events)[2:4] == ["Invitation accepted", "Invitation sent again"]
    assert set(titles(events)[4:]) == {
        "Invitation sent",
        "Role given: Network member, Involve",
        "Person added",
    }
    assert (events[0].by, events[0].reason) == ("Nora Nash", "Left")


def test_signing_in_is_not_a_change_to_a_person(gail, rf):
    user_logged_in.send(sender=type(gail), request=rf.get("/"), user=gail)
    gail.refresh_from_db()
    assert gail.last_login is not None
    assert gail.history.count() == 1


def test_what_nobody_signed_for_is_the_trackers(bis):
    assert history_of_organisation(bis)[0].by == "The tracker"


def test_a_yes_or_no_is_told_in_words(nora, involve):
    person = actions.accept_invitation(invitation=invite(nora, involve))
    changes = [change for event in history_of_person(person) for change in event.changes]
    assert changes == [Change("May sign in", "No", "Yes")]


def test_the_number_of_queries_does_not_grow_with_the_roles(olga, django_assert_num_queries):
    for number in range(3):
        cast.role(olga, "network_member", cast.organisation(f"Organisation {number}"))
    with django_assert_num_queries(4):
        assert len(history_of_person(olga)) == 4
