"""Writing the joint update."""

from dataclasses import replace

import pytest
from django.utils.html import strip_tags

from network.workflow import Side
from progress.content import MilestoneLine
from progress.models import ProgressUpdate, UpdateVersion
from progress.updates.forms import UpdateForm
from tests.cast import client_for, reporting_period
from tests.progress.drafts import TEXT, draft, key, published, whole_draft
from tests.progress.views.pages import address, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment, period):
    return address("update_edit", commitment)


def test_a_lead_writes_and_saves(gail, commitment, url):
    first, second = commitment.milestones.all()
    data = typed(
        completion="limited",
        **{f"milestone_{first.pk}_status": "on_track", f"milestone_{first.pk}_note": "In May"},
        **{f"milestone_{second.pk}_forecast_on_day": "30"},
        **{f"milestone_{second.pk}_forecast_on_month": "9"},
        **{f"milestone_{second.pk}_forecast_on_year": "2014"},
    )
    response = client_for(gail).post(url, data, follow=True)
    content = UpdateVersion.objects.get().content
    assert content.done == "The draft law was shared."
    assert content.government_completion == "limited"
    assert content.milestones[str(first.pk)].status == "on_track"
    assert content.milestones[str(second.pk)].forecast_on == "2014-09-30"
    assert "Saved as version 1." in response.content.decode()


def test_the_civil_society_lead_can_do_the_same(cyrus, url):
    client_for(cyrus).post(url, typed(completion="limited"))
    version = UpdateVersion.objects.get()
    assert (version.author, version.side) == (cyrus, Side.CIVIL_SOCIETY)
    assert version.content.civil_society_completion == "limited"


def test_the_form_opens_with_the_text_in_force(gail, cyrus, commitment, period, url):
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, replace(TEXT, next_steps="Meet & agree"))
    page = client_for(gail).get(url).content.decode()
    assert "Meet &amp; agree" in page
    assert 'name="base" value="1"' in page
    assert "Version 1 was saved by Cyrus Cole" in page


def test_a_milestone_with_a_new_reference_keeps_what_was_written(gail, commitment, url):
    first = commitment.milestones.first()
    client_for(gail).post(url, typed(**{f"milestone_{first.pk}_note": "In May"}))
    first.ref = "7.1"
    first.save()
    form = client_for(gail).get(url).context["form"]
    assert form.initial[f"milestone_{first.pk}_note"] == "In May"


def test_it_warns_that_an_edit_voids_a_signature(gail, cyrus, commitment, period, url):
    version = whole_draft(gail, cyrus, commitment, period)
    key(gail, Side.GOVERNMENT, version)
    page = client_for(cyrus).get(url).content.decode()
    assert "Gail Green has signed version 2" in page
    data = typed(2, done="Another word.", challenges="None.", completion="limited")
    page = client_for(cyrus).post(url, data, follow=True).content.decode()
    assert "Gail Green had signed version 2" in page
    assert "no longer counts" in page


def test_a_stale_save_shows_both_texts_and_loses_nothing(gail, cyrus, commitment, period, url):
    draft(gail, Side.GOVERNMENT, commitment, period)
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, replace(TEXT, done="Cyrus’s words"))
    response = client_for(gail).post(url, typed(1, done="Gail’s words", next_steps="Hers too"))
    page = strip_tags(response.content.decode())
    assert response.status_code == 409
    assert "Cyrus Cole saved version 2 while you were writing" in page
    assert "Cyrus’s words" in page
    assert page.count("Gail’s words") == 2  # beside the other text, and still in the form
    assert "Hers too" in page
    assert response.context["form"]["base"].value() == 2
    assert [row.name for row in response.context["together"].touching] == ["done"]
    assert UpdateVersion.objects.count() == 2


def test_changes_that_do_not_touch_are_put_together(gail, cyrus, commitment, period, url):
    first = draft(gail, Side.GOVERNMENT, commitment, period, replace(TEXT, done="One.\nTwo."))
    theirs = replace(first.content, done="One, in May.\nTwo.", next_steps="Theirs")
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, theirs)
    response = client_for(gail).post(url, typed_again(1) | {"done": "One.\nTwo.\nThree."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "do not touch" in page
    assert "Save the text with both changes" in page
    form = response.context["form"]
    assert form["done"].value() == "One, in May.\nTwo.\nThree."
    assert form["next_steps"].value() == "Theirs"
    client_for(gail).post(url, sent_again(form))
    content = UpdateVersion.objects.get(number=3).content
    assert content == replace(theirs, done="One, in May.\nTwo.\nThree.")


def test_who_saved_in_another_window_is_told_so(gail, commitment, period, url):
    draft(gail, Side.GOVERNMENT, commitment, period, replace(TEXT, done="From one window"))
    response = client_for(gail).post(url, typed(0, done="From the other"))
    page = strip_tags(response.content.decode())
    assert "You saved version 1 in another window" in page
    assert "Gail Green saved" not in page


def test_an_old_page_that_says_nothing_new_has_nothing_left_to_save(
    gail, cyrus, commitment, period, url
):
    draft(gail, Side.GOVERNMENT, commitment, period)
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, replace(TEXT, next_steps="Theirs"))
    response = client_for(gail).post(url, typed_again(1))
    assert response.status_code == 409
    assert "There is nothing left to save." in response.content.decode()
    assert response.context["form"]["next_steps"].value() == "Theirs"


def test_a_second_save_does_not_undo_in_passing_what_the_other_wrote(
    gail, cyrus, commitment, period, url
):
    first = str(commitment.milestones.first().pk)
    line = {first: MilestoneLine(status="on_track", note="In May")}
    theirs = replace(TEXT, next_steps="Theirs", milestones=line)
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, theirs)
    shown = client_for(gail).post(url, typed(0, done="Mine")).context["form"]
    client_for(gail).post(url, sent_again(shown))
    content = UpdateVersion.objects.get(number=2).content
    assert (content.done, content.next_steps) == (f"{TEXT.done}\nMine", "Theirs")
    assert content.milestones[first].note == "In May"


def typed_again(base: int) -> dict[str, str]:
    """What a browser sends when nothing of TEXT was changed."""
    names = ("done", "next_steps", "challenges", "help_wanted")
    return typed(base, **{name: getattr(TEXT, name) for name in names})


def sent_again(form: UpdateForm) -> dict[str, str]:
    """What a browser sends when the shown form is saved as it is (no day is expected)."""
    values = {field.html_name: field.value() for field in form}
    values = {name: "" if value is None else value for name, value in values.items()}
    return values | {name: "" for name in values if "forecast_on" in name}


def test_after_both_texts_were_seen_the_save_goes_through(gail, cyrus, commitment, period, url):
    draft(gail, Side.GOVERNMENT, commitment, period)
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, replace(TEXT, done="Cyrus’s words"))
    response = client_for(gail).post(url, typed(2, done="Cyrus’s words and Gail’s"))
    assert response.status_code == 302
    assert UpdateVersion.objects.get(number=3).content.done == "Cyrus’s words and Gail’s"


def test_an_invisible_draft_is_not_found(olga, url):
    assert client_for(olga).get(url).status_code == 404
    assert client_for(olga).post(url, typed()).status_code == 404
    assert not ProgressUpdate.objects.exists()


def test_it_requires_signing_in(url):
    response = client_for().post(url, typed())
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=")


@pytest.mark.parametrize("name", ["rae", "sam"])
def test_who_only_reads_drafts_may_not_write(request, name, url):
    reader = client_for(request.getfixturevalue(name))
    assert reader.get(url).status_code == 403
    assert reader.post(url, typed()).status_code == 403
    assert not ProgressUpdate.objects.exists()


def test_a_post_of_the_other_sides_assessment_is_not_taken(gail, url):
    client_for(gail).post(url, typed(completion="limited", civil_society_completion="complete"))
    assert UpdateVersion.objects.get().content.civil_society_completion == ""


def test_a_published_update_is_corrected_with_a_reason(gail, cyrus, commitment, period, url):
    update = published(gail, cyrus, commitment, period)
    page = client_for(gail).get(url)
    assert "Readers go on seeing the published text" in page.content.decode()
    assert "no longer counts" not in page.content.decode()
    sent = sent_again(page.context["form"]) | {"done": "Corrected.", "reason": "A wrong day."}
    response = client_for(gail).post(url, sent)
    version = update.latest_version()
    assert response["Location"] == version.get_absolute_url()
    assert (version.number, version.reason) == (3, "A wrong day.")
    assert version.content.done == "Corrected."


def test_what_was_typed_when_the_update_was_published_is_not_lost(
    gail, cyrus, commitment, period, url
):
    published(gail, cyrus, commitment, period)
    response = client_for(gail).post(url, typed(2, done="Softer"))
    page = strip_tags(response.content.decode())
    assert response.status_code == 422
    assert "This update has been published." in page
    assert "Say why the update is corrected" in page
    assert response.context["form"]["done"].value() == "Softer"
    assert UpdateVersion.objects.count() == 2


def test_a_new_period_begins_with_what_was_published(gail, cyrus, plan, commitment, period, url):
    published(gail, cyrus, commitment, period)
    later = reporting_period(plan, period.due_on.replace(month=7))
    url = url.replace("2014-04-30", later.due_on.isoformat())
    page = client_for(gail).get(url)
    assert "what was published for 30 April 2014" in page.content.decode()
    assert page.context["form"]["done"].value() == TEXT.done


def test_two_first_saves_of_a_new_period_both_count(
    gail, cyrus, plan, commitment, period, url, settings
):
    published(gail, cyrus, commitment, period)
    later = reporting_period(plan, period.due_on.replace(month=7))
    settings.TRACKER_TODAY = later.opens_on
    url = url.replace("2014-04-30", later.due_on.isoformat())
    hers, his = (client_for(person).get(url).context["form"] for person in (gail, cyrus))
    client_for(gail).post(url, sent_again(hers) | {"done": f"{TEXT.done}\nHers."})
    response = client_for(cyrus).post(url, sent_again(his) | {"next_steps": "His."})
    form = response.context["form"]
    assert response.status_code == 409
    assert response.context["together"].touching == []
    assert form["done"].value() == f"{TEXT.done}\nHers."
    assert form["next_steps"].value() == "His."


def test_a_period_that_opens_later_says_so(gail, plan, commitment, period):
    later = reporting_period(plan, period.due_on.replace(month=9))
    url = address("update_edit", commitment).replace("2014-04-30", later.due_on.isoformat())
    response = client_for(gail).post(url, typed(done="Too early"))
    assert response.status_code == 422
    assert "This period opens on 1 May 2014." in response.content.decode()
    assert "Too early" in response.content.decode()


@pytest.mark.parametrize("base", ["-1", "x", "2147483648", "99999999999"])
def test_a_base_that_is_no_version_is_refused_and_the_text_stays(gail, url, base):
    response = client_for(gail).post(url, typed(done="Kept") | {"base": base})
    assert response.status_code == 422
    assert "Kept" in response.content.decode()
    assert not UpdateVersion.objects.exists()


def test_nonsense_is_named_and_the_text_stays(gail, commitment, url):
    first = commitment.milestones.first()
    data = typed(
        done="Kept",
        completion="splendid",
        **{f"milestone_{first.pk}_evidence_url": "not a link"},
        **{f"milestone_{first.pk}_forecast_on_day": "31"},
        **{f"milestone_{first.pk}_forecast_on_month": "2"},
        **{f"milestone_{first.pk}_forecast_on_year": "2014"},
    )
    response = client_for(gail).post(url, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Enter a web address that starts with https://" in page
    assert "Expected on must be a real date" in page
    assert "Kept" in page
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("day", ["2014-02-30", "2014-05-01"])
def test_a_day_without_a_period_is_not_found(gail, commitment, period, day):
    url = f"/commitments/{commitment.slug}/updates/{day}/write/"
    assert client_for(gail).get(url).status_code == 404
