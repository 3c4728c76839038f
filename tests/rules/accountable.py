"""The tables whose every change is recorded, and the few that need no record, with the reason."""

from typing import Any

from django.apps import apps
from django.db import connection

APPS = ("mailroom", "network", "commitments", "progress", "opendata")
UNRECORDED = {
    "progress_privatedraft": "what one person typed and has not saved: nobody else may read it",
    "progress_blockerreminder": "a ledger of letters, as below",
    "progress_reminder": "a ledger of letters: the system alone adds to it, each row says when",
    "progress_reviewreminder": "a ledger of letters, like the other",
    "mailroom_outboxmessage": "a queue; each letter says itself what became of it",
    "mailroom_announcement": "tells of changes that are on record",
    "mailroom_follower": "followers are no part of the record: leaving erases them",
    "mailroom_subscription": "as their follower",
    "mailroom_requestcount": "a count that limits requests, deleted after some days",
    "mailroom_digestround": "the memory of the planner of digests",
    "opendata_datapackage": "made anew each night of what is recorded",
    "opendata_searchtext": "words of other tables, which are on record; it can be made afresh",
    "mailroom_planningpass": "the memory of the planner, which may forget it",
}


def accountable() -> list[Any]:
    """The models whose tables are recorded, those between the two sides of a relation included."""
    return [model for model in all_tables() if model._meta.db_table not in UNRECORDED]


def all_tables() -> list[Any]:
    """Every model with a table of our apps, but for simple-history's own."""
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not is_historical(model)
    ]


def historical() -> list[Any]:
    """The models of simple-history's rows."""
    models_ = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in models_ if is_historical(model)]


def is_historical(model: Any) -> bool:
    """Whether simple-history made it."""
    return hasattr(model, "history_change_reason")


def tables_with(trigger: str) -> set[str]:
    """The tables that have this trigger, enabled or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = %s",
            [trigger],
        )
        return {name for (name,) in cursor.fetchall()}
