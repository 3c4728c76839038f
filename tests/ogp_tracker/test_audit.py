"""The audit: what the triggers write down, what they keep out, and that nothing changes it."""

import pytest
from django.db import DatabaseError, connection, transaction

from ogp_tracker import history
from tests.records import Watch

pytestmark = pytest.mark.django_db


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql):
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        run(sql)
    return str(error.value)


def test_a_change_is_written_down_whole(plan, sam):
    watch = Watch()
    plan.title = "Another title"
    history.save(plan, by=sam, reason="The plan was renamed")
    record = watch.only()
    assert (record.table_name, record.row_pk) == ("commitments_actionplan", str(plan.pk))
    assert record.operation == "UPDATE"
    assert (record.actor, record.reason) == (sam.pk, "The plan was renamed")
    assert record.before["title"] == "UK National Action Plan 2013 to 2015"
    assert record.after["title"] == "Another title"
    assert record.before["slug"] == record.after["slug"] == plan.slug
    assert str(record) == f"Changed in commitments_actionplan: {plan.pk}"


def test_what_comes_past_the_application_names_nobody_but_the_role(plan):
    watch = Watch()
    run("UPDATE commitments_theme SET name = 'Integrity'")
    record = watch.only()
    assert (record.actor, record.reason) == (None, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        assert record.database_role == cursor.fetchone()[0]


def test_an_added_and_a_deleted_row(plan, sam):
    watch = Watch()
    run("INSERT INTO commitments_theme (plan_id, slug, name, \"order\") VALUES (%s, 'x', 'X', 2)",
        plan.pk)  # fmt: skip
    run("DELETE FROM commitments_theme WHERE slug = 'x'")
    added, deleted = watch.records()
    assert (added.operation, added.before, added.after["name"]) == ("INSERT", None, "X")
    assert (deleted.operation, deleted.before, deleted.after) == ("DELETE", added.after, None)
    assert added.transaction == deleted.transaction
    assert added.recorded_at < deleted.recorded_at


def test_a_change_that_changes_nothing_is_not_recorded(plan, gail):
    watch = Watch()
    run("UPDATE commitments_theme SET name = name")
    run("UPDATE network_person SET last_login = now()")
    assert watch.records() == []


def test_secrets_stay_out_but_not_that_they_changed(gail):
    watch = Watch()
    run("UPDATE network_person SET password = 'hunter2' WHERE id = %s", gail.pk)
    record = watch.only()
    assert record.after["password"] == "changed"
    assert "password" not in record.before
    assert "hunter2" not in f"{record.before} {record.after}"
    run("UPDATE network_person SET name = 'G' WHERE id = %s", gail.pk)
    assert "password" not in watch.records()[-1].after


def test_what_is_worked_out_stays_out(commitment):
    watch = Watch()
    run("UPDATE commitments_commitment SET government_title = 'Another'")
    assert "search" not in watch.only().after


def test_a_temporary_table_catches_no_records(plan):
    watch = Watch()
    run("CREATE TEMPORARY TABLE ogp_tracker_auditrecord (LIKE public.ogp_tracker_auditrecord)")
    run("UPDATE commitments_theme SET name = 'Integrity'")
    run("DROP TABLE pg_temp.ogp_tracker_auditrecord")
    assert watch.only().after["name"] == "Integrity"


@pytest.mark.parametrize("table", ["ogp_tracker_auditrecord", "commitments_historicaltheme"])
def test_what_was_recorded_is_permanent(plan, table):
    column = "reason" if table == "ogp_tracker_auditrecord" else "name"
    for sql in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        assert f"{table} is permanent" in refused(sql)


@pytest.mark.parametrize(
    "table", ["ogp_tracker_auditrecord", "commitments_historicaltheme", "commitments_theme"]
)
def test_no_table_is_emptied_at_one_stroke(db, table):
    run(f"ALTER TABLE {table} ENABLE TRIGGER table_is_not_emptied")
    assert f"{table} is permanent: TRUNCATE refused" in refused(f"TRUNCATE {table} CASCADE")
