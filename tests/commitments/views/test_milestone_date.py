"""Moving a milestone's date in the open."""

import datetime as dt

import pytest

from commitments.actions import change_milestone_date
from commitments.models import Precision, PrintedDate
from tests.cast import assert_same_queries, client_for
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    filled,
    opened,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db
NEW = {
    "due_text": "March 2015",
    "due_precision": "month",
    "due_on": dt.date(2015, 3, 31),
    "asked_by": "Gail Green, BIS",
    "agreement": "both",
    "reason": WHY,
}


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.get(ref="7.02")


@pytest.fixture
def url(milestone):
    return f"/milestones/{milestone.pk}/date/"


def move(somebody, url, **changes):
    """Send the form, read what readers will see, and send it again."""
    told = send(somebody, url, **NEW | changes)
    return client_for(somebody).post(url, filled(told.context["form"]))


def test_the_date_moves_and_the_old_one_stays(sam, milestone, url):
    response = move(sam, url)
    assert response["Location"] == milestone.commitment.get_absolute_url()
    first, second = milestone.dates.order_by("number")
    assert (first.is_published_date, first.due.wording) == (True, "2014")
    assert (second.due.wording, second.asked_by, second.reason, second.recorded_by) == (
        "March 2015",
        "Gail Green, BIS",
        WHY,
        sam,
    )
    assert second.agreement == "both"
    milestone.refresh_from_db()
    assert milestone.due == second.due
    assert why(milestone) == ("Sam Shah", WHY)


def test_the_page_shows_every_date(sam, url):
    move(sam, url)
    page = client_for(sam).get(url).content.decode()
    assert "In the plan" in page
    assert "March 2015" in page
    assert "Agreed by both sides" in page
    assert "Asked for by: Gail Green, BIS" in page


def test_the_number_of_queries_stays(sam, milestone, url):
    def add_row(number):
        day = dt.date(2015, number, 1)
        due = PrintedDate(f"{day:%B}", Precision.DAY, day, day)
        change_milestone_date(by=sam, milestone=milestone, due=due, reason=WHY)

    assert_same_queries(client_for(sam), url, add_row)


def test_the_same_date_is_not_recorded(sam, url):
    same = {"due_text": "2014", "due_precision": "year", "due_on": dt.date(2014, 12, 31)}
    errors = errors_of(send(sam, url, **NEW | same))
    assert errors == {"__all__": ["This is already the milestone’s date."]}


def test_a_second_click_moves_it_once(sam, milestone, url):
    client = client_for(sam)
    sent = filled(client.post(url, filled(opened(client, url), **NEW)).context["form"])
    client.post(url, sent)
    before = recorded()
    assert client.post(url, sent).status_code == 200
    assert recorded() == before
    assert milestone.dates.count() == 2


def test_somebody_else_moved_it_meanwhile(sam, milestone, url):
    slow = client_for(sam)
    sent = filled(opened(slow, url), **NEW)
    move(sam, url, due_text="June 2015", due_on=dt.date(2015, 6, 30))
    response = slow.post(url, sent)
    assert "Sam Shah moved this date to “June 2015”" in errors_of(response)["__all__"][0]
    assert milestone.dates.count() == 2
    again = filled(response.context["form"])
    assert again["due_text"] == "March 2015"
    assert slow.post(url, again).status_code == 302
    assert milestone.dates.count() == 3


def test_it_says_first_what_readers_will_see(sam, milestone, url):
    before = recorded()
    response = send(sam, url, **NEW)
    page = response.content.decode()
    assert "Readers will see: Moved once, 90 days later than first published." in page
    assert "Date in the plan: 2014. Date now: March 2015." in page
    assert "Agreed by both sides. Asked for by Gail Green, BIS. Recorded by Sam Shah." in page
    assert recorded() == before


def test_another_date_after_that_is_told_again(sam, milestone, url):
    told = send(sam, url, **NEW).context["form"]
    june = filled(told, due_text="June 2015", due_on=dt.date(2015, 6, 30))
    response = client_for(sam).post(url, june)
    assert "Moved once, 181 days later than first published." in response.content.decode()
    assert milestone.dates.count() == 1
    assert client_for(sam).post(url, filled(response.context["form"])).status_code == 302


def test_before_publication_it_is_corrected_at_once(sam, hidden_plan, milestone, url):
    form = opened(client_for(sam), url)
    assert not {"asked_by", "agreement"} & set(form.fields)
    assert "Correct the date" in client_for(sam).get(url).content.decode()
    assert send(sam, url, **NEW).status_code == 302
    assert milestone.dates.get().due.wording == "March 2015"


def test_before_publication_nobody_is_overwritten(sam, hidden_plan, milestone, url):
    slow = client_for(sam)
    sent = filled(opened(slow, url), **NEW)
    send(sam, url, **NEW | {"due_text": "June 2015", "due_on": dt.date(2015, 6, 30)})
    assert "Sam Shah moved this date" in errors_of(slow.post(url, sent))["__all__"][0]


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"due_text": "2020", "reason": WHY})


def test_a_hidden_milestone_is_not_found_by_others(hidden_plan, url, gail):
    assert client_for(gail).post(url, {"due_text": "2020"}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"asked_by": ""}, "asked_by"),
        ({"agreement": "unknown"}, "agreement"),
        ({"due_precision": "day", "due_on": None}, "due_on"),
        ({"due_precision": "ongoing"}, "due_on"),
        ({"due_on": dt.date(2015, 3, 30)}, "due_on"),
    ],
)
def test_nonsense_is_named(sam, milestone, url, changes, field):
    assert list(errors_of(send(sam, url, **NEW | changes))) == [field]
    assert milestone.dates.count() == 1
