"""The table of what can be found, made afresh."""

from django.db import connection, transaction

from opendata.models import DOORS, SearchKind, SearchText

# So many things at a time.
BATCH = 5000


def rebuild() -> int:
    """Make every row what the triggers would have made it; returns how many there are.

    Each batch is a transaction of its own, so that nobody waits for long.
    """
    for kind in SearchKind:
        things = DOORS[kind]().model._default_manager.order_by("pk").values_list("pk", flat=True)
        batch: list[int] = []
        for thing in things.iterator(chunk_size=BATCH):
            batch.append(thing)
            if len(batch) == BATCH:
                _make(kind, batch)
                batch = []
        _make(kind, batch)
        _forget_what_is_gone(kind)
    return SearchText.objects.count()


def _make(kind: SearchKind, things: list[int]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT opendata_search_{kind.value}s(%s)", [things])


def _forget_what_is_gone(kind: SearchKind) -> None:
    there = DOORS[kind]().model._default_manager.values("pk")
    gone = SearchText.objects.filter(kind=kind).exclude(thing__in=there)
    _make(kind, list(gone.values_list("thing", flat=True)))
