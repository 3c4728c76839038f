"""What the database refuses, whoever writes."""

import pytest
from django.db import DatabaseError, connection, transaction

from commitments.actions import add_milestone
from progress.blockers.actions import close_blocker, pass_blocker_up
from tests import cast
from tests.progress.blocking import answered, blocker_of

pytestmark = pytest.mark.django_db
NEW = (
    "INSERT INTO progress_blockerstep (blocker_id, kind, status, rung, words, by_id, party,"
    " organisation_id, taken_at, taken_on, rises_on)"
)
COPY = (
    f"{NEW} SELECT blocker_id, %s, %s, %s, 'By hand', %s, %s, organisation_id, now(), taken_on,"
    " rises_on"
)
COPY += " FROM progress_blockerstep ORDER BY id LIMIT 1"


@transaction.atomic
def by_hand(sql: str, *values: str | int) -> None:
    """Run the statement and end its transaction."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(why: str, sql: str, *values: str | int) -> None:
    with pytest.raises(DatabaseError, match=why):
        by_hand(sql, *values)


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("blocker_keeps_its_words", "summary = 'Nothing'"),
        ("blocker_keeps_its_words", "detail = ''"),
        ("blocker_keeps_its_words", "raised_on = raised_on - 10"),
        ("blocker_stands_where_its_last_step", "rung = 'secretariat'"),
        ("blocker_stands_where_its_last_step", "status = 'paused', rises_on = NULL"),
        ("blocker_has_the_days_of_its_steps", "rises_on = rises_on + 300"),
        ("blocker_has_the_days_of_its_steps", "came_on = came_on + 1"),
        ("blocker_has_the_days_of_its_steps", "days_closed = 99"),
        ("waiting_blocker_has_its_day", "rises_on = NULL"),
        ("blocker_days_come_in_order", "rises_on = came_on"),
        ("closed_blocker_has_its_moment", "status = 'closed', rises_on = NULL"),
        ("closed_blocker_has_its_moment", "closed_at = now()"),
        ("answered_blocker_has_its_day", "status = 'answered', rises_on = NULL"),
    ],
)
def test_a_blocker_changes_by_its_steps_alone(cyrus, commitment, why, change):
    blocker_of(cyrus, commitment)
    refused(why, f"UPDATE progress_blocker SET {change}")  # noqa: S608 - written above


def test_nothing_is_deleted(cyrus, commitment):
    blocker_of(cyrus, commitment)
    refused("progress_blockerstep is permanent", "DELETE FROM progress_blockerstep")
    refused("blocker_stays_on_record", "DELETE FROM progress_blocker")
    refused("permanent", "UPDATE progress_blockerstep SET words = 'Other words'")


def test_it_only_rises(cyrus, rae, commitment):
    pass_blocker_up(by=cyrus, blocker=blocker_of(cyrus, commitment), words="Up.")
    refused("blocker_only_rises", "UPDATE progress_blocker SET rung = 'leads'")
    args = ("pass_up", "waiting", "leads", cyrus.pk, "civil_society_lead")
    refused("step_follows_the_one_before", COPY, *args)


def test_its_milestone_is_its_commitments(cyrus, bis, plan, commitment):
    other = cast.commitment_of(plan, "8", "Another", bis)
    foreign = add_milestone(by=None, commitment=other, due=cast.NO_DATE, ref="8.1", title="Other")
    with pytest.raises(DatabaseError, match="milestone_of_its_commitment"):
        blocker_of(cyrus, commitment, milestone=foreign)


@pytest.mark.parametrize(
    ("why", "step"),
    [
        ("nobody_answers_their_own", ("answer", "answered", "leads", "civil_society_lead")),
        ("step_follows", ("raise", "waiting", "leads", "civil_society_lead")),
        ("step_follows", ("reopen", "waiting", "leads", "civil_society_lead")),
        ("step_follows", ("not_solved", "waiting", "secretariat", "civil_society_lead")),
        ("step_follows", ("rise", "waiting", "secretariat", "civil_society_lead")),
        ("step_follows", ("comment", "answered", "leads", "civil_society_lead")),
        ("closed_by_the_one", ("close", "closed", "leads", "government_lead")),
        ("closed_by_the_one", ("close", "closed", "leads", "relationship_manager")),
        ("blocker_stands_where", ("pass_up", "waiting", "secretariat", "civil_society_lead")),
        ("step_names_a_person", ("comment", "waiting", "leads", "calendar")),
    ],
)
def test_a_step_follows_the_one_before(cyrus, commitment, why, step):
    blocker_of(cyrus, commitment)
    kind, status, rung, party = step
    refused(why, COPY, kind, status, rung, cyrus.pk, party)


def test_the_one_who_answered_does_not_close_it(cyrus, sam, commitment):
    blocker = blocker_of(cyrus, commitment)
    for _rung in range(2):
        blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Up.")
    close = ("close", "closed", blocker.rung, sam.pk, "secretariat")
    refused("closed_by_the_one_it_concerns", COPY, *close)
    answered(sam, blocker)
    refused("closed_by_the_one_it_concerns", COPY, *close)


def test_the_clock_is_not_moved_by_an_invented_comment(cyrus, commitment):
    blocker_of(cyrus, commitment)
    later = COPY.replace(" rises_on FROM", " rises_on + 300 FROM")
    refused("step_follows", later, "comment", "waiting", "leads", cyrus.pk, "civil_society_lead")


def test_the_day_of_an_answer_is_that_of_its_step(cyrus, gail, commitment):
    answered(gail, blocker_of(cyrus, commitment))
    later = "UPDATE progress_blocker SET answered_on = answered_on + 1"
    refused("blocker_has_the_days_of_its_steps", later)


def test_the_label_of_a_step_is_not_trusted(cyrus, gail, rae, commitment):
    blocker_of(cyrus, commitment)
    for who, party in ((gail, "civil_society_lead"), (rae, "secretariat")):
        refused("closed_by_the_one|what_one_is", COPY, "close", "closed", "leads", who.pk, party)
    comment = ("comment", "waiting", "leads", rae.pk)
    refused("step_is_taken_as_what_one_is", COPY, *comment, "secretariat")
    refused("step_is_taken_as_what_one_is", COPY, *comment, "committee")


def test_nothing_follows_a_closing_but_a_reopening(cyrus, commitment):
    close_blocker(by=cyrus, blocker=blocker_of(cyrus, commitment), words="Solved.")
    refused("step_follows", COPY, "comment", "closed", "leads", cyrus.pk, "civil_society_lead")
    refused("step_follows", COPY, "close", "closed", "leads", cyrus.pk, "civil_society_lead")
