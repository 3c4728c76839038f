"""Measures what recording every change costs: the same writes with the audit and without it.

    .venv/bin/python -m ogp_tracker.local.services sh -e -c \
      '.venv/bin/python manage.py migrate -v 0; .venv/bin/python benchmarks/history_cost.py'

It writes rows that can never be taken out, so it wants servers to throw away. Both ways are
measured in turns within one run, so what counts is the ratio.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogp_tracker.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - Django comes first
from simple_history.utils import bulk_create_with_history  # noqa: E402

from commitments.models import ActionPlan, Theme  # noqa: E402
from network.models import Person  # noqa: E402
from ogp_tracker import history  # noqa: E402

ROUNDS, ROWS = 15, 200
numbers = count()


@contextmanager
def without_audit() -> Iterator[None]:
    """Switch the trigger of themes off for a while."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE commitments_theme DISABLE TRIGGER changes_are_recorded")
        yield
        cursor.execute("ALTER TABLE commitments_theme ENABLE TRIGGER changes_are_recorded")


def new(plan: ActionPlan) -> list[Theme]:
    """Themes with slugs of their own, not saved yet."""
    return [Theme(plan=plan, slug=f"t{next(numbers)}", name="Open data") for _ in range(ROWS)]


def seconds(write: Callable[..., object], *given: object) -> float:
    """How long `write` takes."""
    start = time.perf_counter()
    write(*given)
    return time.perf_counter() - start


def with_reason(rows: list[Theme], by: Person) -> None:
    """Insert each in a transaction of its own, as the actions do."""
    for row in rows:
        with transaction.atomic():
            history.save(row, by=by, reason="Measured")


def bare(rows: list[Theme]) -> None:
    """The same, with simple-history alone."""
    for row in rows:
        with transaction.atomic():
            row.save()


def in_bulk(rows: list[Theme], by: Person) -> None:
    """Insert all of them at once."""
    history.bulk_create(Theme, rows, by=by, reason="Measured")


def bare_in_bulk(rows: list[Theme]) -> None:
    """The same, with simple-history alone."""
    bulk_create_with_history(rows, Theme)


def update(rows: list[Theme]) -> None:
    """Change all of them in one statement."""
    slugs = [row.slug for row in rows]
    Theme.objects.filter(slug__in=slugs).update(name=f"Open data {next(numbers)}")


def main() -> None:
    """Print the median of the ratios, pair by pair."""
    by = Person.objects.create_user("measure@example.org", "Mae Measure")
    plan = ActionPlan(slug="measured", title="Measured", country="UK", country_code="GBR", number=1)
    history.save(plan, by=by, reason="Measured")
    one, many, changed = [], [], []
    for _ in range(ROUNDS):
        with without_audit():
            rows = new(plan)
            before = seconds(bare, rows), seconds(bare_in_bulk, new(plan)), seconds(update, rows)
        rows = new(plan)
        one.append(seconds(with_reason, rows, by) / before[0])
        many.append(seconds(in_bulk, new(plan), by) / before[1])
        changed.append(seconds(update, rows) / before[2])
    print(f"{ROUNDS} rounds of {ROWS} rows; how many times as long with the audit:")
    for name, ratios in (("save", one), ("bulk_create", many), ("UPDATE", changed)):
        print(f"  {name:12} {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")


if __name__ == "__main__":
    main()
