"""Changing one's own note."""

import pytest
from django.test import Client
from django.urls import reverse

from progress.diary.actions import publish_note
from tests.cast import client_for, commitment_of
from tests.progress.notes import TEXT, note_of
from tests.progress.views.pages import noted
from tests.sessions import form_of, sign_in, sign_out_behind_their_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(gail, commitment):
    return note_of(gail, commitment)


@pytest.fixture
def url(commitment, note):
    return reverse("progress:note_edit", args=[commitment.slug, note.pk])


def test_its_author_changes_it(gail, note, url):
    response = client_for(gail).post(url, noted(), follow=True)
    note.refresh_from_db()
    assert (note.text, str(note.happened_on)) == ("Met at the department.", "2014-04-02")
    assert "Your note is changed." in response.content.decode()
    assert not note.is_public


def test_it_opens_with_what_it_says(gail, url):
    page = client_for(gail).get(url).content.decode()
    assert TEXT in page
    assert "Why do you change it?" not in page


def test_a_public_note_wants_a_reason(gail, note, url):
    publish_note(by=gail, note=note)
    response = client_for(gail).post(url, noted())
    assert response.status_code == 422
    assert "Say why you change it: readers have seen it" in response.content.decode()
    client_for(gail).post(url, noted(reason="A wrong day"))
    note.refresh_from_db()
    assert note.text == "Met at the department."
    assert note.history.first().history_change_reason == "A wrong day"


def test_saving_it_as_it_is_changes_nothing(gail, note, url):
    data = noted(text=TEXT, happened_on_day="14")
    response = client_for(gail).post(url, data, follow=True)
    assert "Nothing had changed." in response.content.decode()
    assert note.history.count() == 1


def test_it_requires_signing_in(url):
    assert client_for().post(url, noted())["Location"].startswith("/account/login/?next=")


def test_what_was_typed_outlives_the_session(gail, note, url):
    browser = sign_in(Client(), gail, url)
    form = form_of(browser, url)
    sign_out_behind_their_back()
    browser.post(url, form | noted())
    page = sign_in(browser, gail, url).get(url).content.decode()
    assert "You had been signed out." in page
    assert "Met at the department." in page
    note.refresh_from_db()
    assert note.text == TEXT
    assert "You had been signed out." not in browser.get(url).content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("cyrus", 403), ("sam", 403), ("rae", 403), ("mia", 404), ("olga", 404)]
)
def test_it_is_nobody_elses(request, name, status, note, url):
    client = client_for(request.getfixturevalue(name))
    assert client.get(url).status_code == status
    assert client.post(url, noted()).status_code == status
    note.refresh_from_db()
    assert note.text == TEXT


def test_a_public_note_is_visible_but_forbidden(mia, gail, note, url):
    publish_note(by=gail, note=note)
    assert client_for(mia).post(url, noted(reason="Mine now")).status_code == 403


def test_another_commitments_address_is_not_its_own(gail, plan, bis, note):
    other = commitment_of(plan, "8", "Another", bis)
    wrong = reverse("progress:note_edit", args=[other.slug, note.pk])
    assert client_for(gail).get(wrong).status_code == 404


def test_nonsense_is_named_and_the_text_stays(gail, note, url):
    response = client_for(gail).post(url, noted(happened_on_year="2015"))
    assert response.status_code == 422
    assert "The day must be today or in the past" in response.content.decode()
    assert "Met at the department." in response.content.decode()
    note.refresh_from_db()
    assert note.text == TEXT
