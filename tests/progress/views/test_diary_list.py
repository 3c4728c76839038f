"""The diary of a commitment."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from progress.diary.actions import edit_note, publish_note
from tests.cast import TODAY, assert_same_queries, client_for
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return reverse("progress:diary_list", args=[commitment.slug])


def test_readers_see_who_noted_what_for_which_side_and_when(client, gail, mia, commitment, url):
    note_of(gail, commitment, "The **fee** is settled.", dt.date(2014, 4, 2), is_public=True)
    note_of(mia, commitment, "The network met.", is_public=True)
    response = client.get(url)
    page = response.content.decode()
    assert "<strong>fee</strong>" in page
    words = " ".join(strip_tags(page).split())
    assert "2 April 2014 Government Gail Green, BIS. Written 14 April 2014" in words
    assert "14 April 2014 Civil society Mia Moss, Involve. Written 14 April 2014" in words
    assert page.index("The network met.") < page.index("is settled.")  # newest first
    assert not response.cookies


def test_notes_among_leads_are_for_those_who_see_drafts(
    client, gail, cyrus, rae, sam, mia, nora, olga, commitment, url
):
    note_of(gail, commitment, "In confidence")
    for reader in (gail, cyrus, rae, sam):
        page = client_for(reader).get(url).content.decode()
        assert "In confidence" in page
        assert "Leads only" in page
    for reader in (client, *map(client_for, (mia, nora, olga))):
        assert "In confidence" not in reader.get(url).content.decode()


def test_one_sides_notes(client, gail, cyrus, commitment, url):
    note_of(gail, commitment, "By government", is_public=True)
    note_of(cyrus, commitment, "By civil society", is_public=True)
    page = client.get(url, {"side": "government"}).content.decode()
    assert "By government" in page
    assert "By civil society" not in page
    both = client.get(url, {"side": "nonsense"}).content.decode()
    assert "By government" in both
    assert "By civil society" in both


def test_a_changed_note_shows_what_it_said_since_it_was_public(client, gail, commitment, url):
    note = note_of(gail, commitment, "A first try")
    edit_note(by=gail, note=note, happened_on=TODAY, text="The fee is £10.")
    publish_note(by=gail, note=note)
    edit_note(
        by=gail, note=note, happened_on=TODAY, text="The fee is £12.", reason="A slip of the pen"
    )
    page = client.get(url).content.decode()
    assert "Changed 14 April 2014" in page
    assert "<del>The fee is £10.</del>" in page
    assert "<ins>The fee is £12.</ins>" in page
    assert "A slip of the pen" in page
    assert "A first try" not in page


def test_authors_change_their_own_notes_only(gail, cyrus, commitment, url):
    note = note_of(gail, commitment)
    edit = reverse("progress:note_edit", args=[commitment.slug, note.pk])
    assert edit in client_for(gail).get(url).content.decode()
    assert edit not in client_for(cyrus).get(url).content.decode()


def test_nobody_has_written_yet(client, mia, commitment, url):
    page = client.get(url).content.decode()
    assert "Nobody has written a note that you can read yet." in page
    assert "Add a note" not in page
    assert "Add a note" in client_for(mia).get(url).content.decode()
    page = client.get(url, {"side": "government"}).content.decode()
    assert "This side has written no note that you can read." in page


@pytest.mark.parametrize(
    "tab",
    [
        "commitments:commitment_detail",
        "commitments:commitment_history",
        "progress:commitment_progress",
    ],
)
def test_every_page_of_a_commitment_leads_there(client, commitment, url, tab):
    assert f'href="{url}"' in client.get(reverse(tab, args=[commitment.slug])).content.decode()


def test_the_diary_of_an_unpublished_plan_is_not_found(client, gail, plan, commitment, url):
    note_of(gail, commitment, is_public=True)
    plan.published_on = None
    plan.save()
    assert client.get(url).status_code == 404


def test_hostile_text_stays_text(client, mia, commitment, url):
    note_of(mia, commitment, "<script>alert(1)</script> [x](javascript:alert(2))", is_public=True)
    page = client.get(url).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_one_note_or_three_take_the_same_queries(client, gail, commitment, url):
    def add(number):
        note = note_of(gail, commitment, f"Note {number}", is_public=True)
        edit_note(by=gail, note=note, happened_on=TODAY, text=f"Changed {number}", reason="Why")

    assert assert_same_queries(client, url, add) < 8
