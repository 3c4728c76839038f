"""Recorded rows change through ogp_tracker.history, which names a person and a reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("ogp_tracker", "mailroom", "network", "commitments", "progress", "steering", "opendata")
# What writes rows without saying who and why, wherever it is called.
WRITES = {
    "save", "create", "update", "delete", "raw", "execute", "executemany", "callproc",
    "get_or_create", "update_or_create", "bulk_create", "bulk_update",
    "asave", "acreate", "aupdate", "adelete", "abulk_create", "abulk_update",
    "aget_or_create", "aupdate_or_create", "save_base", "save_without_historical_record",
    "update_change_reason", "bulk_create_with_history", "bulk_update_with_history",
}  # fmt: skip
# The two sides of the only relations of many to many: a person's groups and permissions.
RELATIONS = {"groups", "user_permissions", "user_set"}
# Relations are written by these; on anything else they are methods of sets and lists.
RELATES = {"add", "set", "remove", "clear", "create", "aadd", "aset", "aremove", "aclear"}

QUEUE = "the outbox is a queue, not a record; each letter says itself what became of it"
FOLLOWERS = "followers are no part of the record: leaving erases them"
UNSAVED = "what one person typed and has not saved is no part of the record"
ITSELF = "an undeliverable address keeps who forgot it, when and why, in its own row"
PACKAGE = "made anew each night of what is recorded"
NO_ROWS = "a dictionary, a counter or a hash"
ALLOWED = {
    ("ogp_tracker/history.py", "save"): "this is the way",
    ("ogp_tracker/history.py", "row.save"): "this is the way",
    ("ogp_tracker/history.py", "row.delete"): "this is the way",
    ("ogp_tracker/history.py", "cursor.execute"): "this is the way",
    ("ogp_tracker/history.py", "model._default_manager.bulk_create"): "this is the way",
    ("ogp_tracker/history.py", "model._default_manager.bulk_update"): "this is the way",
    ("ogp_tracker/history.py", "bulk_create_with_history"): "this is the way",
    ("ogp_tracker/history.py", "bulk_update_with_history"): "this is the way",
    ("ogp_tracker/views.py", "cursor.execute"): "asks whether the database is there",
    ("ogp_tracker/outages/readiness.py", "cursor.execute"): "only reads",
    ("ogp_tracker/outages/pulse.py", "Heartbeat.objects.bulk_create"): "the pulse of machines",
    ("commitments/importing/loading.py", "cursor.execute"): "takes a lock",
    ("opendata/ogp_database/loading.py", "cursor.execute"): "takes a lock",
    ("commitments/actions/ancestry.py", "cursor.execute"): "takes a lock",
    ("mailroom/actions.py", "OutboxMessage.objects.get_or_create"): QUEUE,
    ("mailroom/actions.py", "Announcement.objects.get_or_create"): "news tells of recorded changes",
    ("mailroom/desk/actions.py", "OutboxMessage.objects.create"): QUEUE,
    ("mailroom/desk/actions.py", "rows.update"): QUEUE,
    (
        "mailroom/delivery/claiming.py",
        "waiting.filter(useful_until__lt=clock.today()).update",
    ): QUEUE,
    ("mailroom/delivery/claiming.py", "OutboxMessage.objects.filter(pk__in=keys).update"): QUEUE,
    ("mailroom/delivery/writing.py", "message.save"): QUEUE,
    ("mailroom/delivery/writing.py", "cursor.execute"): QUEUE,
    ("mailroom/delivery/recording.py", "cursor.execute"): QUEUE,
    ("mailroom/delivery/recording.py", "mine.update"): QUEUE,
    ("mailroom/delivery/recovery.py", "expired.update"): QUEUE,
    ("mailroom/delivery/recovery.py", "message.save"): QUEUE,
    ("mailroom/delivery/round.py", "self.counts.update"): NO_ROWS,
    ("mailroom/delivery/addresses.py", "UndeliverableAddress.objects.get_or_create"): ITSELF,
    ("mailroom/delivery/actions.py", "standing.update"): ITSELF,
    ("mailroom/ledgers.py", "cursor.execute"): "the ledger of letters",
    ("mailroom/ledgers.py", "OutboxMessage.objects.filter(pk__in=needless).delete"): QUEUE,
    ("mailroom/ledgers.py", "row.save"): "the ledger of letters",
    ("mailroom/reminding/planning.py", "cursor.execute"): "asks where the record stands",
    (
        "mailroom/reminding/planning.py",
        "PlanningPass.objects.bulk_create",
    ): "a memory, not a record",
    ("mailroom/models/following.py", "self.raw"): "takes a lock",
    ("mailroom/planning.py", "cursor.execute"): QUEUE,
    ("opendata/searching.py", "cursor.execute"): "words of other tables, which are on record",
    ("opendata/exploring/spelling.py", "cursor.execute"): "sets how alike words must be",
    ("mailroom/following/limits.py", "cursor.execute"): FOLLOWERS,
    (
        "mailroom/following/limits.py",
        "RequestCount.objects.filter(hour__lt=before).delete",
    ): FOLLOWERS,
    ("mailroom/following/actions.py", "Follower.objects.filter(pk=follower.pk).delete"): FOLLOWERS,
    ("mailroom/following/actions.py", "Subscription.objects.get_or_create"): FOLLOWERS,
    ("mailroom/following/actions.py", "old.filter(follower=follower).delete"): FOLLOWERS,
    ("mailroom/following/actions.py", "waiting.update"): FOLLOWERS,
    ("mailroom/following/actions.py", "asked.update"): FOLLOWERS,
    ("mailroom/following/actions.py", "mine.update"): FOLLOWERS,
    ("mailroom/following/actions.py", "mine.delete"): FOLLOWERS,
    ("mailroom/following/actions.py", "OutboxMessage.objects.bulk_update"): QUEUE,
    ("mailroom/following/actions.py", "Follower.objects.get_or_create"): FOLLOWERS,
    (
        "mailroom/following/actions.py",
        "UndeliverableAddress.objects.among([email]).delete",
    ): FOLLOWERS,
    ("mailroom/following/pauses.py", "OutboxMessage.objects.bulk_update"): QUEUE,
    ("mailroom/following/planning.py", "rounds.get_or_create"): "the ledger of letters",
    (
        "mailroom/following/planning.py",
        "Announcement.objects.filter(pk__in=taken).update",
    ): "the ledger of letters",
    ("progress/updates/actions/keeping.py", "PrivateDraft.objects.bulk_create"): UNSAVED,
    (
        "progress/updates/actions/keeping.py",
        "PrivateDraft.objects.filter(person=by, commitment=commitment, period=period).delete",
    ): UNSAVED,
    ("opendata/catalogue/archive.py", "cursor.execute"): "only reads",
    ("opendata/catalogue/keeping.py", "cursor.execute"): "takes a lock",
    ("opendata/catalogue/keeping.py", "DataPackage.objects.bulk_create"): PACKAGE,
    (
        "opendata/catalogue/keeping.py",
        "DataPackage.objects.exclude(made_on=package.made_on).delete",
    ): PACKAGE,
    ("progress/updates/presence.py", "cache.delete"): NO_ROWS,
    ("opendata/spreadsheets/writing.py", "book.save"): "a spreadsheet",
    ("opendata/intake/heartbeat.py", "mine.update"): "how far a running import is: no record",
    ("ogp_tracker/assets.py", "digest.update"): NO_ROWS,
    ("ogp_tracker/settings.py", "vars().update"): NO_ROWS,
    ("ogp_tracker/local/demonstration.py", "digest.update"): NO_ROWS,
    ("ogp_tracker/local/runner.py", "os.environ.update"): NO_ROWS,
    ("commitments/importing/loading.py", "self.report.added.update"): NO_ROWS,
}


def ways_round(source: str) -> Iterator[str]:
    """Each call in `source` that writes rows, but for those of ogp_tracker.history."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _writes(node.func):
            yield ast.unparse(node.func)


def _writes(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in WRITES
    if not isinstance(called, ast.Attribute) or ast.unparse(called.value) == "history":
        return False
    on_relation = called.attr in RELATES and _last_name(called.value) in RELATIONS
    return called.attr in WRITES or on_relation


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""


def modules() -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def found_in(module: Path) -> set[tuple[str, str]]:
    return {(str(module.relative_to(ROOT)), call) for call in ways_round(module.read_text())}


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_goes_round_history(module):
    """Use history.save, create, delete, bulk_create, bulk_update or acting."""
    assert found_in(module) - ALLOWED.keys() == set()


def test_the_list_names_only_what_exists():
    assert ALLOWED.keys() <= set().union(*map(found_in, modules()))


@pytest.mark.parametrize(
    "call",
    [
        "person.save()",
        "super().save(commit=False)",
        "Theme.objects.create(name='x')",
        "Theme.objects.filter(pk=1).update(name='x')",
        "plan.themes.all().delete()",
        "Theme.objects.bulk_create(rows)",
        "Theme.objects.bulk_update(rows, ['name'])",
        "Theme.objects.raw('DELETE FROM x')",
        "cursor.execute('DELETE FROM x')",
        "bulk_create_with_history(rows, Theme)",
        "person.groups.add(group)",
        "group.user_set.clear()",
    ],
)
def test_the_rule_sees_what_it_forbids(call):
    assert list(ways_round(call)) == [call[: call.rindex("(")]]


@pytest.mark.parametrize(
    "call", ["history.save(row, by=by)", "history.bulk_create(Theme, rows)", "asked.add(key)"]
)
def test_the_rule_lets_the_right_way_through(call):
    assert list(ways_round(call)) == []
