"""One person's page."""

from django.urls import reverse

from network import actions
from network.workflow import RoleKind
from tests import cast
from tests.network.letters import invite


def url(person):
    return reverse("network:person_detail", args=[person.pk])


def page_of(person, by):
    response = cast.client_for(by).get(url(person))
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_roles_now_and_before_and_who_changed_them(nora, mia, global_witness):
    actions.end_role(by=nora, role=mia.roles.get(), reason="Moved to another organisation")
    actions.give_role(
        by=nora,
        person=mia,
        kind=RoleKind.NETWORK_MEMBER,
        organisation=global_witness,
        reason="New job",
    )
    page = page_of(mia, nora)
    now, before = page.split("Roles before")
    assert "Network member, Global Witness" in now
    assert "Network member, Involve: 31 October 2013 to 14 April 2014" in before
    assert "Role ended: Network member, Involve" in before
    assert "Moved to another organisation" in before
    assert "Nora Nash" in before


def test_it_tells_where_the_invitation_stands(nora, involve, settings, today):
    invitation = invite(nora, involve)
    page = page_of(invitation.person, nora)
    assert "Invited, not yet accepted</strong>" in page
    assert "its link works until 28 April 2014" in page
    settings.TRACKER_TODAY = today.replace(day=29)
    assert "its link ran out on 28 April 2014" in page_of(invitation.person, nora)


def test_an_accepted_invitation_is_told_without_buttons(nora, involve):
    invitation = invite(nora, involve)
    person = actions.accept_invitation(invitation=invitation)
    page = page_of(person, nora)
    assert "Accepted on 14 April 2014" in page
    assert reverse("network:invitation_resend", args=[person.pk]) not in page
    assert reverse("network:person_edit", args=[person.pk]) not in page


def test_only_buttons_that_work_are_shown(nora, gail, mia):
    assert reverse("network:role_end", args=[mia.roles.get().pk]) in page_of(mia, nora)
    assert reverse("network:role_end", args=[gail.roles.get().pk]) not in page_of(gail, nora)
    own = page_of(nora, nora)
    assert reverse("network:role_give", args=[nora.pk]) not in own
    assert reverse("network:role_end", args=[nora.roles.get().pk]) not in own


def test_before_and_after_of_a_mended_name(nora, involve):
    person = invite(nora, involve).person
    actions.mend_invited_person(by=nora, person=person, name="Ned Noble", email=person.email)
    page = page_of(person, nora)
    assert "<del>Ned New</del>" in page
    assert "<ins>Ned Noble</ins>" in page


def test_as_many_queries_with_three_roles_as_with_one(nora, olga):
    def add_role(number):
        cast.role(olga, RoleKind.NETWORK_MEMBER, cast.organisation(f"Organisation {number}"))

    cast.assert_same_queries(cast.client_for(nora), url(olga), add_role)


def test_hostile_text_stays_text(nora, involve):
    person = invite(nora, involve, name="<script>alert(1)</script>").person
    page = page_of(person, nora)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_it_requires_signing_in(client, gail):
    assert reverse("account_login") in client.get(url(gail)).url


def test_only_those_who_keep_people_see_it_and_nobody_learns_who_exists(gail, mia, olga):
    for person in (gail, mia, olga):
        assert cast.client_for(person).get(url(gail)).status_code == 403
        assert (
            cast.client_for(person).get(url(gail).replace(str(gail.pk), "999")).status_code == 403
        )


def test_nobody_there_is_not_found(nora):
    assert cast.client_for(nora).get("/people/999999/").status_code == 404
