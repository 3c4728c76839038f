"""Pulling a note of the diary into the draft."""

import datetime as dt

import pytest

from progress.models import EvidenceFile, UpdateVersion
from tests.cast import client_for, commitment_of, reporting_period
from tests.progress.drafts import published
from tests.progress.files import upload
from tests.progress.notes import note_of
from tests.progress.views.pages import address, handed_in, typed

pytestmark = pytest.mark.django_db
EARLY = dt.date(2014, 4, 2)


@pytest.fixture
def url(commitment, period):
    return address("update_edit", commitment)


@pytest.fixture
def note(cyrus, commitment):
    return note_of(cyrus, commitment, "Met at the department.\n\n- Agreed on the fee", EARLY)


def test_the_page_offers_notes_of_both_sides(gail, cyrus, commitment, note, url):
    note_of(gail, commitment, "The minister agreed.", is_public=True)
    page = client_for(gail).get(url).content.decode()
    assert "2 notes since the last update" in page
    assert page.index("Met at the department.") < page.index("The minister agreed.")
    assert page.count('name="pull"') == 2


def test_the_note_is_added_and_everything_typed_stays_unsaved(gail, commitment, note, url):
    milestone = commitment.milestones.first()
    data = typed(
        next_steps="A second reading.",
        completion="limited",
        pull=str(note.pk),
        **{f"milestone_{milestone.pk}_note": "In May"},
        **{f"milestone_{milestone.pk}_forecast_on_day": "31"},
    )
    response = client_for(gail).post(url, data)
    form = response.context["form"]
    assert response.status_code == 200
    assert form["done"].value() == (
        "The draft law was shared.\n- 2 April 2014: Met at the department.\n\n  - Agreed on the fee"
    )
    assert form["next_steps"].value() == "A second reading."
    assert form["completion"].value() == "limited"
    assert form[f"milestone_{milestone.pk}_note"].value() == "In May"
    page = response.content.decode()
    assert "Nothing has been saved yet." in page
    assert 'value="31"' in page
    assert "must include" not in page  # half a date is not called wrong yet
    assert not UpdateVersion.objects.exists()


def test_a_chosen_file_stays_as_well(gail, commitment, note, url):
    milestone = commitment.milestones.first()
    data = handed_in(milestone, upload(), pull=str(note.pk))
    response = client_for(gail).post(url, data)
    assert "minutes.pdf" in response.content.decode()
    sha256 = EvidenceFile.objects.get().sha256
    form = response.context["form"]
    assert form[f"milestone_{milestone.pk}_evidence_file"].value() == sha256


def test_what_was_pulled_is_saved_with_the_next_save(gail, note, url):
    client = client_for(gail)
    form = client.post(url, typed(pull=str(note.pk))).context["form"]
    client.post(url, typed(done=form["done"].value()))
    assert "- 2 April 2014: Met at the department." in UpdateVersion.objects.get().content.done


def test_only_notes_since_the_last_published_update(
    gail, cyrus, plan, commitment, period, note, settings
):
    published(gail, cyrus, commitment, period)
    later = reporting_period(plan, period.due_on.replace(month=9))
    settings.TRACKER_TODAY = dt.date(2014, 5, 20)
    note_of(cyrus, commitment, "On the due day", period.due_on)
    note_of(cyrus, commitment, "Since then", dt.date(2014, 5, 2))
    url = address("update_edit", commitment).replace("2014-04-30", later.due_on.isoformat())
    page = client_for(gail).get(url).content.decode()
    assert "Since then" in page
    assert "On the due day" not in page
    assert "Met at the department." not in page


def test_there_are_none(gail, url):
    page = client_for(gail).get(url).content.decode()
    assert "Notes since the last update" in page
    assert "There are none." in page


@pytest.mark.parametrize("number", ["x", "", "999999"])
def test_a_note_that_is_not_there_is_not_found(gail, note, url, number):
    assert client_for(gail).post(url, typed(pull=number)).status_code == 404


def test_another_commitments_note_is_not_found(gail, cyrus, plan, bis, mia, note, url):
    other = note_of(mia, commitment_of(plan, "8", "Another", bis), is_public=True)
    assert client_for(gail).post(url, typed(pull=str(other.pk))).status_code == 404


def test_who_only_reads_drafts_pulls_nothing(rae, note, url):
    assert client_for(rae).post(url, typed(pull=str(note.pk))).status_code == 403
