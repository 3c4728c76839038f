"""Every table of the record is watched by the database; a new one must say which kind it is."""

import pytest

from tests.rules.accountable import (
    UNRECORDED,
    accountable,
    all_tables,
    historical,
    tables_with,
)

pytestmark = pytest.mark.django_db


def names(models):
    return {model._meta.db_table for model in models}


def test_every_table_is_recorded_or_says_why_not():
    """`audited(...)` in a migration, or a line with the reason in UNRECORDED."""
    assert names(accountable()) == tables_with("changes_are_recorded")


def test_the_list_of_the_others_is_short_and_names_what_exists():
    assert UNRECORDED.keys() <= names(all_tables())
    assert len(UNRECORDED) < 15
    assert all(UNRECORDED.values())


def test_the_rows_of_history_and_of_the_audit_are_permanent():
    wanted = names(historical()) | {"ogp_tracker_auditrecord"}
    assert wanted <= tables_with("rows_are_permanent")


def test_none_of_them_is_emptied_at_one_stroke():
    wanted = names(accountable()) | names(historical()) | {"ogp_tracker_auditrecord"}
    assert wanted == tables_with("table_is_not_emptied")


def test_relations_of_many_to_many_are_among_them():
    assert {"network_person_groups", "network_person_user_permissions"} <= names(accountable())


def test_every_one_has_the_key_that_the_trigger_reads():
    assert {model._meta.pk.column for model in accountable()} == {"id"}
