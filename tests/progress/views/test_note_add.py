"""Adding a note to the diary."""

import pytest
from django.test import Client
from django.urls import reverse

from progress.models import DiaryNote
from tests.cast import client_for
from tests.progress.views.pages import noted
from tests.sessions import form_of, sign_in, sign_out_behind_their_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return reverse("progress:note_add", args=[commitment.slug])


@pytest.mark.parametrize("audience", ["leads", "everybody"])
@pytest.mark.parametrize("name", ["gail", "cyrus"])
def test_a_lead_writes_and_chooses_who_reads(request, name, commitment, url, audience):
    person = request.getfixturevalue(name)
    response = client_for(person).post(url, noted(audience=audience), follow=True)
    note = DiaryNote.objects.get()
    assert (note.author, note.is_public) == (person, audience == "everybody")
    assert (str(note.happened_on), note.text) == ("2014-04-02", "Met at the department.")
    assert "Your note is in the diary." in response.content.decode()


@pytest.mark.parametrize("name", ["mia", "rae", "sam"])
def test_what_others_write_is_public_whatever_they_send(request, name, url):
    page = client_for(request.getfixturevalue(name)).get(url).content.decode()
    assert "Everybody can read your note at once." in page
    assert 'name="audience"' not in page
    client_for(request.getfixturevalue(name)).post(url, noted(audience="leads"))
    assert DiaryNote.objects.get().is_public


def test_it_opens_with_today_and_among_the_leads(gail, url):
    form = client_for(gail).get(url).context["form"]
    assert str(form["happened_on"].value()) == "2014-04-14"
    assert form["audience"].value() == "leads"
    assert not DiaryNote.objects.exists()


def test_it_requires_signing_in(url):
    response = client_for().post(url, noted())
    assert response["Location"].startswith("/account/login/?next=")
    assert not DiaryNote.objects.exists()


def test_what_was_typed_outlives_the_session(gail, url):
    browser = sign_in(Client(), gail, url)
    form = form_of(browser, url)
    sign_out_behind_their_back()
    browser.post(url, form | noted(audience="everybody"))
    response = sign_in(browser, gail, url).get(url)
    page = response.content.decode()
    assert response.status_code == 200
    assert "You had been signed out." in page
    assert "Met at the department." in page
    assert response.context["form"]["audience"].value() == "everybody"
    assert not DiaryNote.objects.exists()
    browser.post(url, form_of(browser, url) | noted())
    assert DiaryNote.objects.get().text == "Met at the department."
    assert "You had been signed out." not in browser.get(url).content.decode()


@pytest.mark.parametrize("name", ["nora", "olga"])
def test_who_has_no_place_in_the_diary_may_not(request, name, url):
    client = client_for(request.getfixturevalue(name))
    assert client.get(url).status_code == 403
    assert client.post(url, noted()).status_code == 403
    assert not DiaryNote.objects.exists()


def test_a_hidden_commitment_is_not_found(gail, plan, url):
    plan.published_on = None
    plan.save()
    assert client_for(gail).post(url, noted()).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (noted(happened_on_day="15"), "The day must be today or in the past"),
        (noted(happened_on_month="13"), "The day must be a real date"),
        (noted(text=" "), "Enter the note"),
        (noted(audience=""), "Select who can read it"),
        (noted(audience="friends"), "Select who can read it from the list"),
        (noted(text="x\x0by"), "must not contain hidden characters"),
    ],
)
def test_nonsense_is_named_and_the_text_stays(gail, url, data, said):
    response = client_for(gail).post(url, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    if data["text"] == noted()["text"]:
        assert "Met at the department." in page
    assert not DiaryNote.objects.exists()
