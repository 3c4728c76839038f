"""Removing one's own note, while it is among the leads."""

import pytest
from django.urls import reverse

from progress.diary.actions import publish_note
from progress.models import DiaryNote
from tests.cast import client_for
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(gail, commitment):
    return note_of(gail, commitment)


@pytest.fixture
def url(commitment, note):
    return reverse("progress:note_remove", args=[commitment.slug, note.pk])


def test_its_author_does_it(gail, url):
    response = client_for(gail).post(url, follow=True)
    assert not DiaryNote.objects.exists()
    assert "Your note is removed." in response.content.decode()


def test_it_asks_first(gail, url):
    page = client_for(gail).get(url).content.decode()
    assert "Remove your note" in page
    assert "<strong>fee</strong>" in page
    assert DiaryNote.objects.exists()


def test_it_requires_signing_in(url):
    assert client_for().post(url)["Location"].startswith("/account/login/?next=")
    assert DiaryNote.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"), [("cyrus", 403), ("sam", 403), ("rae", 403), ("mia", 404), ("olga", 404)]
)
def test_it_is_nobody_elses(request, name, status, url):
    client = client_for(request.getfixturevalue(name))
    assert client.get(url).status_code == status
    assert client.post(url).status_code == status
    assert DiaryNote.objects.exists()


def test_a_public_note_says_so(gail, note, url):
    publish_note(by=gail, note=note)
    page = client_for(gail).get(url).content.decode()
    assert "This note is public: it can be changed, but not removed." in page
    assert '<form method="post"' not in page
    page = client_for(gail).post(url, follow=True).content.decode()
    assert "This note is public: it can be changed, but not removed." in page
    assert DiaryNote.objects.get().is_public


def test_a_note_that_is_not_there_is_not_found(gail, commitment, note):
    url = reverse("progress:note_remove", args=[commitment.slug, note.pk + 1])
    assert client_for(gail).post(url).status_code == 404
