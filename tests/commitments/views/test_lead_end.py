"""Standing a lead down."""

import pytest

from commitments.permissions import side_led_by
from mailroom.models import Announcement
from network.models import Person
from network.workflow import RoleKind, Side
from tests import cast
from tests.cast import TODAY, client_for, person
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    recorded,
    send,
    why,
)

OFFICIAL = RoleKind.OFFICIAL
pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(commitment):
    return commitment.leads.get(side="government")


@pytest.fixture
def url(lead):
    return f"/leads/{lead.pk}/end/"


def test_the_key_stops_working_at_once(sam, gail, commitment, lead, url):
    assert side_led_by(gail, commitment) == "government"
    assert send(sam, url, reason=WHY)["Location"] == commitment.get_absolute_url()
    lead.refresh_from_db()
    assert lead.ends_on == TODAY
    assert side_led_by(gail, commitment) is None
    assert why(lead) == ("Sam Shah", WHY)


def test_the_coordinator_stands_down_civil_society(nora, commitment):
    lead = commitment.leads.get(side="civil_society")
    send(nora, f"/leads/{lead.pk}/end/", reason=WHY)
    lead.refresh_from_db()
    assert lead.ends_on == TODAY


def test_it_asks_first(sam, lead, url):
    page = client_for(sam).get(url).content.decode()
    assert "Stand down Gail Green" in page
    assert "stops counting at once" in page
    lead.refresh_from_db()
    assert lead.ends_on is None


def test_the_other_side_and_everybody_else_may_not(url, nora, rae, gail, cyrus, mia, olga):
    assert_refused(url, nora, rae, gail, cyrus, mia, olga, data={"reason": WHY})


def test_the_secretariat_does_not_stand_down_civil_society(sam, commitment):
    lead = commitment.leads.get(side="civil_society")
    assert_refused(f"/leads/{lead.pk}/end/", sam, data={"reason": WHY})


def test_a_hidden_commitment_is_not_found_by_others(hidden_plan, url, gail):
    assert client_for(gail).get(url).status_code == 404


def test_it_ends_once(sam, url):
    send(sam, url, reason=WHY)
    before = recorded()
    client = client_for(sam)
    assert "was a lead until 14 April 2014" in client.get(url).content.decode()
    page = client.post(url, {"reason": WHY}).content.decode()
    assert "Gail Green no longer leads this commitment." in page
    assert recorded() == before


def test_the_hand_over_note_is_written_with_it(client, sam, commitment, lead, url):
    line = "A new lead will be named in June"
    send(sam, url, reason=WHY, note="Ask Cyrus about the fee.", public_line=line)
    lead.refresh_from_db()
    assert lead.hand_over.note == "Ask Cyrus about the fee."
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "vacant since 14 April 2014" in page
    assert line in page
    assert "Ask Cyrus" not in page


def test_followers_hear_of_a_vacancy_once(sam, commitment, lead, url, bis):
    second = cast.lead(commitment, Side.GOVERNMENT, person("Una Usher", OFFICIAL, bis), bis)
    send(sam, url, reason=WHY)
    assert not Announcement.objects.exists()  # Una still leads for government
    send(sam, f"/leads/{second.pk}/end/", reason=WHY)
    news = Announcement.objects.get()
    assert news.headline == (
        "Commitment 7, Company beneficial ownership information: nobody leads for government"
    )
    assert f"commitment:{commitment.slug}" in news.topics


def test_one_who_may_not_sign_in_does_not_lead_on(sam, commitment, url, bis):
    una = person("Una Usher", OFFICIAL, bis)
    cast.lead(commitment, Side.GOVERNMENT, una, bis)
    Person.objects.filter(pk=una.pk).update(is_active=False)
    send(sam, url, reason=WHY)
    assert Announcement.objects.get().headline.endswith(": nobody leads for government")


def test_a_reason_is_asked_for(sam, lead, url):
    assert errors_of(send(sam, url)) == {"reason": ["Say why"]}
    lead.refresh_from_db()
    assert lead.ends_on is None
