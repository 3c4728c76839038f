"""Saving with a person and a reason, and telling the database both."""

import pytest
from django.db import IntegrityError, connection, transaction

from commitments.actions import add_milestone
from commitments.models import Theme
from ogp_tracker import history
from tests.cast import NO_DATE, action_plan, commitment_of
from tests.records import Watch

pytestmark = pytest.mark.django_db


def named():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('tracker.actor', true), ''),"
            " coalesce(current_setting('tracker.reason', true), '')"
        )
        return cursor.fetchone()


def rename(row, name="Another"):
    type(row).objects.filter(pk=row.pk).update(name=name)


@pytest.fixture
def theme(plan):
    return plan.themes.get()


def new_themes(plan):
    return [Theme(plan=plan, slug=f"t{number}", name=f"Theme {number}") for number in range(3)]


def test_a_name_is_not_borrowed_by_the_next_statement(theme, sam):
    watch = Watch()
    history.save(theme, by=sam, reason="Nothing changed")
    rename(theme)
    assert (watch.only().actor, watch.only().reason) == (None, "")
    assert named() == ("", "")


def test_the_inner_name_gives_way_to_the_outer_one_again(theme, sam, rae):
    watch = Watch()
    with history.acting(rae, "Outer"):
        theme.name = "By Sam"
        history.save(theme, by=sam, reason="Inner")
        assert named() == (str(rae.pk), "Outer")
        rename(theme, "By Rae")
    assert [(record.actor, record.reason) for record in watch.records()] == [
        (sam.pk, "Inner"),
        (rae.pk, "Outer"),
    ]


def test_after_an_error_nobody_is_named(theme, plan, sam):
    twin = Theme(plan=plan, slug=theme.slug, name="Twin")
    with pytest.raises(IntegrityError), transaction.atomic():
        history.save(twin, by=sam, reason="Refused")
    assert named() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_it_makes_one(plan, sam):
    watch = Watch()
    with history.acting(sam, "By itself"):
        rename(plan.themes.get())
    rename(plan.themes.get(), "Later")
    assert [record.actor for record in watch.records()] == [sam.pk, None]


def test_the_system_is_nobody_with_a_reason(theme):
    watch = Watch()
    theme.name = "Another"
    history.save(theme, by=None, reason="Imported")
    assert (watch.only().actor, watch.only().reason) == (None, "Imported")


def test_a_deletion_names_who_deleted_what_went_with_it(today, sam):
    commitment = commitment_of(action_plan(published_on=None), "8", "Police records")
    milestone = add_milestone(by=sam, commitment=commitment, due=NO_DATE, ref="8.01", title="Ask")
    watch = Watch()
    history.delete(milestone, by=sam, reason="Typed by mistake")
    assert {record.table_name for record in watch.records()} == {
        "commitments_milestone",
        "commitments_milestonedate",
    }
    assert {(record.actor, record.operation) for record in watch.records()} == {(sam.pk, "DELETE")}


def test_many_new_rows_leave_what_one_would_leave(plan, sam):
    watch = Watch()
    rows = history.bulk_create(Theme, new_themes(plan), by=sam, reason="Loaded")
    assert [record.row_pk for record in watch.records()] == [str(row.pk) for row in rows]
    assert {(record.actor, record.reason) for record in watch.records()} == {(sam.pk, "Loaded")}
    for row in rows:
        record = row.history.get()
        assert (record.history_user, record.history_change_reason) == (sam, "Loaded")
        assert record.history_type == "+"


def test_many_changed_rows_leave_what_one_would_leave(plan, sam):
    rows = history.bulk_create(Theme, new_themes(plan), by=None)
    watch = Watch()
    for row in rows:
        row.name = row.name.upper()
    assert history.bulk_update(Theme, rows, ["name"], by=sam, reason="In capitals") == 3
    assert [record.after["name"] for record in watch.records()] == ["THEME 0", "THEME 1", "THEME 2"]
    assert {record.actor for record in watch.records()} == {sam.pk}
    assert {row.history.latest().history_change_reason for row in rows} == {"In capitals"}


def test_what_the_system_does_names_who_asked_for_it(theme, sam):
    with history.on_behalf_of(sam):
        history.save(theme, by=None, reason="Imported")
        history.bulk_create(Theme, new_themes(theme.plan), by=None, reason="Imported")
    history.save(theme, by=None, reason="By itself")
    people = Theme.history.order_by("history_id").values_list("history_user", flat=True)
    assert list(people)[1:] == [sam.pk, sam.pk, sam.pk, sam.pk, None]


def test_on_behalf_of_somebody_a_person_is_still_named_themselves(theme, sam, nora):
    with history.on_behalf_of(sam):
        history.save(theme, by=nora, reason="Mended")
    assert theme.history.latest().history_user == nora
