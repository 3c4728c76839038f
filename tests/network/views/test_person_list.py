"""The list of people."""

from django.urls import reverse

from network.actions import invite_person
from network.workflow import RoleKind
from tests import cast

URL = reverse("network:person_list")


def text(response):
    return response.content.decode()


def test_it_shows_people_with_their_roles_and_standing(nora, gail, olga, involve):
    invite_person(
        by=nora,
        email="ned@example.org",
        name="Ned New",
        kind=RoleKind.NETWORK_MEMBER,
        organisation=involve,
    )
    page = text(cast.client_for(nora).get(URL))
    assert "4 people" in page
    assert "Gail Green" in page
    assert "Department official, BIS" in page
    assert "No role today" in page  # Olga
    assert page.count("Invited, not yet accepted</strong>") == 1


def test_an_invitation_that_ran_out_is_marked(nora, involve, settings, today):
    invite_person(
        by=nora,
        email="ned@example.org",
        name="Ned New",
        kind=RoleKind.NETWORK_MEMBER,
        organisation=involve,
    )
    settings.TRACKER_TODAY = today.replace(day=29)
    assert "Invitation expired</strong>" in text(cast.client_for(nora).get(URL))


def test_the_buttons_are_those_the_person_may_press(nora, sam, gail, today, involve):
    page = text(cast.client_for(nora).get(URL))
    assert reverse("network:person_invite") in page
    assert reverse("network:organisation_add") in page
    ada = cast.person("Ada Ash", RoleKind.ADMINISTRATOR, involve)
    page = text(cast.client_for(ada).get(URL))
    assert reverse("network:person_invite") in page
    assert reverse("network:organisation_add") not in page


def test_twenty_five_to_a_page(nora):
    for number in range(26):
        cast.person(f"Member{number:02} Last")
    client = cast.client_for(nora)
    assert text(client.get(URL)).count('govuk-!-font-weight-bold" href="/people/') == 25
    assert text(client.get(URL, {"page": 2})).count('govuk-!-font-weight-bold" href="/people/') == 2


def test_the_filter_finds_and_says_how_many(nora, gail, rae):
    page = text(cast.client_for(nora).get(URL, {"q": "gail", "side": "government"}))
    assert "1 person found" in page
    assert "Rae Reed" not in page


def test_as_many_queries_with_three_people_as_with_one(nora, involve):
    cast.assert_same_queries(
        cast.client_for(nora),
        URL,
        lambda number: cast.person(f"P{number} Last", RoleKind.NETWORK_MEMBER, involve),
    )


def test_it_requires_signing_in(client, db):
    assert client.get(URL).url == f"{reverse('account_login')}?next={URL}"


def test_only_those_who_keep_people_see_it(gail, cyrus, rae, mia, olga, sam):
    for person in (gail, cyrus, rae, mia, olga):
        response = cast.client_for(person).get(URL)
        assert response.status_code == 403
        assert "@example.org" not in text(response)
    assert cast.client_for(sam).get(URL).status_code == 200


def test_a_value_that_makes_no_sense_is_named_and_filters_nothing(nora, gail):
    page = text(cast.client_for(nora).get(URL, {"side": "sideways", "role": "%00"}))
    assert "Select the side from the list" in page
    assert "Gail Green" in page


def test_nobody_found_says_so(nora):
    page = text(cast.client_for(nora).get(URL, {"q": "nobody at all"}))
    assert "0 people found" in page
    assert "Show everybody" in page
