"""A lead who was stood down while they wrote gets their text back."""

import pytest

from commitments.actions import appoint_lead, end_lead
from network.actions import end_role, give_role
from network.workflow import RoleKind, Side
from progress.models import PrivateDraft, UpdateVersion
from tests.cast import client_for
from tests.progress.drafts import TEXT, draft
from tests.progress.views.pages import address, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment, period):
    return address("update_edit", commitment)


def stood_down(gail, commitment, sam):
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Moved on")
    return client_for(gail)


def test_what_was_typed_comes_back_and_nothing_is_saved(gail, sam, commitment, url):
    first = commitment.milestones.first()
    data = typed(done="Two hours of work", **{f"milestone_{first.pk}_note": "In <May>"})
    response = stood_down(gail, commitment, sam).post(url, data)
    page = response.content.decode()
    assert response.status_code == 403
    assert "You no longer write this update" in page
    assert "Two hours of work" in page
    assert f"Milestone {first.ref}: Note" in page
    assert "In &lt;May&gt;" in page
    assert "<form method=" not in page.partition("<main")[2].partition("</main")[0]
    assert not UpdateVersion.objects.exists()
    assert not PrivateDraft.objects.exists()


def test_so_it_does_when_their_role_ended(gail, sam, url):
    end_role(by=sam, role=gail.roles.get(), reason="Left")
    response = client_for(gail).post(url, typed(done="Two hours of work"))
    assert response.status_code == 403
    assert "Two hours of work" in response.content.decode()


def test_so_it_does_when_they_may_still_read_the_draft(gail, sam, cabinet_office, commitment, url):
    browser = stood_down(gail, commitment, sam)
    give_role(by=sam, person=gail, kind=RoleKind.SECRETARIAT, organisation=cabinet_office)
    response = browser.post(url, typed(done="Two hours of work"))
    assert response.status_code == 403
    assert "Two hours of work" in response.content.decode()


def test_the_draft_itself_is_theirs_no_longer(gail, cyrus, sam, commitment, period, url):
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, TEXT)
    browser = stood_down(gail, commitment, sam)
    assert browser.get(url).status_code == 404
    assert TEXT.done not in browser.post(url, typed(done="Mine")).content.decode()


def test_whoever_never_led_is_told_nothing(olga, url):
    assert client_for(olga).post(url, typed()).status_code == 404


def test_a_hidden_commitment_is_not_found(gail, sam, plan, commitment, url):
    plan.published_on = None
    plan.save()
    end_role(by=sam, role=gail.roles.get(), reason="Left")
    assert client_for(gail).post(url, typed()).status_code == 404


def test_whoever_leads_again_saves(gail, bis, sam, commitment, url):
    browser = stood_down(gail, commitment, sam)
    appoint_lead(by=sam, commitment=commitment, side=Side.GOVERNMENT, person=gail, organisation=bis)
    assert browser.post(url, typed()).status_code == 302
    assert UpdateVersion.objects.exists()
    assert browser.post(url, typed() | {"pull": "0"}).status_code == 404
