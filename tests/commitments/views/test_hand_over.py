"""The note that a lead leaves to whoever comes next."""

import pytest

from commitments.actions import appoint_lead, end_lead, write_hand_over
from commitments.models import HandOver
from mailroom.models import OutboxMessage
from network.workflow import RoleKind, Side
from tests.cast import client_for, person
from tests.commitments.views.working import assert_refused, errors_of, send, why

pytestmark = pytest.mark.django_db
NOTE = "The fee is agreed with the Treasury.\nAsk Cyrus before the second reading."


@pytest.fixture
def lead(commitment):
    return commitment.leads.get(side="government")


@pytest.fixture
def url(lead):
    return f"/leads/{lead.pk}/hand-over/"


def test_the_lead_writes_it_while_leading(gail, lead, url):
    assert send(gail, url, note=NOTE, public_line="Named in June")["Location"] == url
    hand_over = HandOver.objects.get()
    assert (hand_over.note, hand_over.public_line) == (NOTE, "Named in June")
    assert (hand_over.lead, hand_over.written_by) == (lead, gail)
    assert why(hand_over) == ("Gail Green", "Hand-over note")


def test_the_form_begins_with_what_is_there(gail, lead, url):
    write_hand_over(by=gail, lead=lead, note=NOTE)
    assert client_for(gail).get(url).context["form"]["note"].value() == NOTE
    send(gail, url)  # the same words again are no change
    assert HandOver.history.count() == 1


def test_the_keeper_writes_it_also_when_the_lead_has_gone(sam, lead, url):
    end_lead(by=sam, lead=lead, reason="Moved on")
    send(sam, url, note=NOTE)
    assert HandOver.objects.get().written_by == sam


def test_who_works_on_the_commitment_reads_it(gail, cyrus, rae, nora, lead, url):
    write_hand_over(by=gail, lead=lead, note=NOTE)
    for reader in (cyrus, rae, nora):
        page = client_for(reader).get(url).content.decode()
        assert "The fee is agreed" in page
        assert 'method="post"' not in page
        assert client_for(reader).post(url, {"note": "Mine"}).status_code == 403
    detail = client_for(cyrus).get(lead.commitment.get_absolute_url()).content.decode()
    assert url in detail


def test_it_says_when_there_is_none(cyrus, url):
    assert "There is no hand-over note yet." in client_for(cyrus).get(url).content.decode()


def test_the_new_lead_is_told_in_the_letter_of_appointment(sam, bis, commitment, lead, url):
    end_lead(by=sam, lead=lead, reason="Moved on", note=NOTE)
    una = person("Una Usher", RoleKind.OFFICIAL, bis)
    appoint_lead(by=sam, commitment=commitment, side=Side.GOVERNMENT, person=una, organisation=bis)
    letter = OutboxMessage.objects.get(recipient=una)
    assert "Gail Green, who led before you, left you a hand-over note:" in letter.body
    assert url in letter.body
    assert "The fee is agreed" not in letter.body


def test_the_first_lead_is_told_of_no_note(sam, nora, bis, commitment, lead):
    write_hand_over(by=nora, lead=commitment.leads.get(side="civil_society"), note=NOTE)
    una = person("Una Usher", RoleKind.OFFICIAL, bis)
    appoint_lead(by=sam, commitment=commitment, side=Side.GOVERNMENT, person=una, organisation=bis)
    assert "hand-over" not in OutboxMessage.objects.get(recipient=una).body


def test_a_second_lead_is_told_of_no_note_while_the_first_one_leads(
    sam, gail, bis, commitment, lead, url
):
    write_hand_over(by=gail, lead=lead, note=NOTE)
    una = person("Una Usher", RoleKind.OFFICIAL, bis)
    appoint_lead(by=sam, commitment=commitment, side=Side.GOVERNMENT, person=una, organisation=bis)
    assert "hand-over" not in OutboxMessage.objects.get(recipient=una).body
    assert url not in client_for(una).get("/your-work/").content.decode()
    end_lead(by=sam, lead=lead, reason="Moved on")
    assert url in client_for(una).get("/your-work/").content.decode()


def test_outsiders_and_readers_may_not(client, gail, lead, url, mia, olga):
    write_hand_over(by=gail, lead=lead, note=NOTE)
    assert_refused(url, mia, olga, data={"note": "Mine"})
    for page in (lead.commitment.get_absolute_url(), "/vacancies/"):
        assert "The fee is agreed" not in client.get(page).content.decode()


def test_rights_end_with_the_appointment(gail, sam, lead, url):
    end_lead(by=sam, lead=lead, reason="Moved on")
    assert_refused(url, gail, data={"note": NOTE})


def test_an_empty_note_is_asked_for(gail, url):
    wrong = errors_of(send(gail, url, note=" "))
    assert wrong == {"note": ["Write what the next lead should know"]}
    assert not HandOver.objects.exists()
