"""The page a person lands on: everything that waits for them."""

import datetime as dt

import pytest
from django.utils import timezone

from commitments.actions import end_lead
from mailroom.models import OutboxMessage
from network.circulation.actions import draft_circulation
from network.workflow import RoleKind, Side
from ogp_tracker import clock
from progress.blockers.actions import pass_blocker_up
from progress.models import ScheduleDecision
from progress.models.periods import Frequency
from progress.schedule.actions import grant_extension
from tests.cast import (
    assert_same_queries,
    client_for,
    commitment_of,
    lead,
    person,
    queries_of,
    role,
)
from tests.network.letters import invite
from tests.progress.blocking import answered, blocker_of
from tests.progress.drafts import draft, key, published, whole_draft

pytestmark = pytest.mark.django_db
URL = "/your-work/"


def page_of(person):
    return client_for(person).get(URL).content.decode()


def test_a_lead_sees_what_is_owed_and_when(gail, commitment, period):
    page = page_of(gail)
    assert "1 thing waits for you." in page
    assert "The update is due by the end of 30 April 2014, in 16 days." in page
    assert "With Cyrus Cole (Global Witness)." in page
    assert "Write the update" in page


def test_a_draft_waits_to_be_read(gail, cyrus, commitment, period):
    draft(gail, Side.GOVERNMENT, commitment, period)
    assert "Read and sign" in page_of(cyrus)


def test_after_signing_it_waits_for_the_other_side(gail, cyrus, commitment, period):
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    page = page_of(gail)
    assert "You have signed; the other side has not" in page
    assert "Nothing waits for you today." in page
    page = page_of(cyrus)
    assert "1 thing waits for you." in page
    assert "Government has signed the draft. It waits for you." in page


def test_after_publication_nothing_is_owed(gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    assert "Nothing waits for you today." in page_of(gail)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2014, 4, 29), "in 1 day."),
        (dt.date(2014, 4, 30), "Due today"),
        (dt.date(2014, 5, 1), "The update was due on 30 April 2014, 1 day ago."),
    ],
)
def test_every_day_has_its_words(settings, gail, commitment, period, day, words):
    settings.TRACKER_TODAY = day
    assert words in page_of(gail)


def test_what_is_late_is_counted_and_comes_first(settings, gail, plan, bis, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 4, 2)
    extended = commitment_of(plan, "8", "Open policing", bis)
    lead(extended, Side.GOVERNMENT, gail, bis)
    facts = {"asked_by": "BIS", "reason": "Holidays", "due_on": dt.date(2014, 5, 9)}
    grant_extension(by=gail, period=period, commitment=extended, **facts)
    settings.TRACKER_TODAY = dt.date(2014, 5, 5)
    page = page_of(gail)
    assert "2 things wait for you; 1 is late." in page
    assert "Extended from 30 April 2014." in page
    assert page.index("7. Company") < page.index("8. Open policing")


def test_a_new_lead_finds_the_hand_over_note_for_a_month(settings, sam, bis, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 5, 5)
    gone = commitment.leads.get(side="government")
    end_lead(by=sam, lead=gone, reason="Moved on", note="Ask Cyrus first.")
    una = person("Una Usher", RoleKind.OFFICIAL, bis)
    newcomer = lead(commitment, Side.GOVERNMENT, una, bis)
    newcomer.starts_on = dt.date(2014, 5, 5)
    newcomer.save()
    page = page_of(una)
    assert "Gail Green, who led before you, left you a hand-over note." in page
    assert f"/leads/{gone.pk}/hand-over/" in page
    # What was due before they came is none of theirs.
    assert "1 thing waits for you." in page
    settings.TRACKER_TODAY = dt.date(2014, 6, 4)
    assert "Nothing waits for you today." in page_of(una)


def test_what_is_due_in_more_than_four_weeks_waits_for_later(settings, gail, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 4, 1)
    page = page_of(gail)
    assert "Nothing waits for you today." in page
    assert page.index(">Later<") < page.index("in 29 days.")
    settings.TRACKER_TODAY = dt.date(2014, 4, 2)
    page = page_of(gail)
    assert ">Later<" not in page
    assert "1 thing waits for you." in page


def test_a_drafted_circulation_waits_for_its_coordinator(nora, sam):
    drafted = draft_circulation()
    page = page_of(nora)
    assert "The circulation of April 2014 waits to be checked and sent" in page
    assert f'href="{drafted.get_absolute_url()}"' in page
    assert 'href="/circulations/"' in page
    assert "waits to be checked" not in page_of(sam)


@pytest.mark.parametrize("facts", [{"status": "sent", "sent_at": timezone.now()}, {}])
def test_a_failed_letter_is_told_until_a_copy_was_sent(sam, gail, commitment, facts):
    first = failed_letter("first", gail)
    copy = failed_letter("copy", gail, resend_of=first)
    assert "2 letters could not be delivered" in page_of(sam)
    if facts:
        OutboxMessage.objects.filter(pk=copy.pk).update(**facts, is_written=True)
    assert ("could not be delivered" in page_of(sam)) is not bool(facts)


def test_a_letter_that_failed_two_weeks_ago_is_no_news(sam, gail, commitment):
    failed_letter("old", gail, planned_at=clock.now() - dt.timedelta(days=15))
    assert "could not be delivered" not in page_of(sam)


def failed_letter(key, to, **facts):
    """A letter that could not be delivered."""
    about = {"kind": "test", "recipient": to, "to_name": to.name, "to_email": to.email}
    about |= {"subject": "S", "body": "B", "planned_at": clock.now()}
    return OutboxMessage.objects.create(
        key=key, status="failed", failure="No such address", **about | facts
    )


def test_the_secretariat_sees_letters_that_failed(sam, gail, commitment):
    failed_letter("x", gail)
    page = page_of(sam)
    assert "1 letter could not be delivered" in page
    assert "?status=failed" in page


def test_whoever_invited_somebody_sees_that_it_expired(settings, nora, involve):
    invite(nora, involve, "una@example.org", "Una Usher")
    assert "has expired" not in page_of(nora)
    settings.TRACKER_TODAY = dt.date(2014, 12, 1)
    assert "Your invitation to Una Usher has expired" in page_of(nora)


def test_those_who_keep_track_see_how_much_waits_where(settings, rae, sam, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    page = page_of(rae)
    assert "In your portfolio" in page
    assert '/oversight/?kind=update">Updates: 1</a>, 1 late' in page
    assert "In all open commitments" in page_of(sam)


def test_a_coordinator_who_manages_too_reads_where_it_waits(nora, bis, commitment, period):
    assert "On civil society’s side" in page_of(nora)
    role(nora, RoleKind.RELATIONSHIP_MANAGER, bis)
    for url in (URL, "/oversight/"):
        page = client_for(nora).get(url).content.decode()
        assert "In all open commitments, " in page
        assert "In your portfolio" not in page


def test_what_the_portfolio_shows_is_not_told_twice(settings, rae, gail, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)  # late enough for the manager's own reminder
    page = page_of(rae)
    assert "In your portfolio, 2 things wait." in page
    assert page.count("Update 12 days late") == 1
    assert page_of(gail).count("was due on 30 April 2014") == 1


def test_what_the_portfolio_only_counts_is_told(cyrus, rae, commitment):
    for number in range(5):
        pass_blocker_up(
            by=cyrus, blocker=blocker_of(cyrus, commitment, title=f"B {number}"), words="Up."
        )
    page = page_of(rae)
    assert "2 things wait for you." in page
    assert page.count(">Answer the blocker<") == 5


def test_a_review_that_others_outrank_is_told(settings, sam, plan, bis, commitment, period):
    ScheduleDecision.objects.create(
        plan=plan, number=1, frequency=Frequency.QUARTERLY, first_due_on=dt.date(2014, 6, 30),
        decided_on=dt.date(2013, 11, 1), decided_by="Both sides", reason="Agreed",
        review_on=dt.date(2014, 4, 30), recorded_at=clock.now(), recorded_by=sam,
    )  # fmt: skip
    decide = f"/plans/{plan.slug}/reporting-dates/decide/"
    assert page_of(sam).count(decide) == 1
    for number in range(3):
        commitment_of(plan, str(20 + number), f"Promise {number}", bis)
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    page = page_of(sam)
    assert "1 thing waits for you; 1 is late." in page
    assert page.count(decide) == 1


def test_a_lead_who_keeps_track_hears_that_their_blocker_was_answered(
    gail, rae, cyrus, bis, commitment
):
    lead(commitment, Side.GOVERNMENT, rae, bis)
    answered(cyrus, blocker_of(rae, commitment))
    page = page_of(rae)
    assert "Your blocker was answered" in page
    assert "Read the answer, and close the blocker or send it up" in page


def test_it_requires_signing_in(client):
    assert client.get(URL)["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("name", "sees", "sees_not"),
    [
        ("sam", ["Action plans", "People", "Mailroom", "Oversight"], ["Your portfolio"]),
        ("nora", ["People", "Oversight"], ["Mailroom", "Action plans"]),
        ("rae", ["Your portfolio", "Oversight"], ["People", "Mailroom"]),
        ("olga", ["Nothing waits for you"], ["What you look after", "Oversight"]),
        ("gail", ["Commitments you lead", "Write a hand-over note"], ["Oversight"]),
    ],
)
def test_each_role_finds_its_doors(request, commitment, name, sees, sees_not):
    page = page_of(request.getfixturevalue(name)).split("<h1", 1)[1]
    assert all(words in page for words in sees)
    assert not any(words in page for words in sees_not)


def test_what_is_owed_is_worked_out_once(gail, commitment, period):
    asked = queries_of(client_for(gail), URL)
    assert sum('FROM "progress_updateversion"' in sql for sql in asked) == 1


def test_one_duty_or_three_take_the_same_queries(gail, cyrus, bis, plan, period):
    def add(number):
        more = commitment_of(plan, str(number), f"Promise {number}", bis)
        lead(more, Side.GOVERNMENT, gail, bis)

    assert_same_queries(client_for(gail), URL, add)
