"""Measures planning: of 1,000,000 people who lead something, 190,000 are due to be reminded today.

    .venv/bin/python -m ogp_tracker.local.services sh -e -c \
      '.venv/bin/python manage.py migrate -v 0; .venv/bin/python benchmarks/planning.py'

It fills the real tables past their triggers, so it wants servers to throw away. In turns within one
run it plans, and then copies what was planned, row by row the same, into tables with the same
columns, indexes, constraints and foreign keys: the bare INSERT ... SELECT. What counts is the
ratio. Then it measures a tick with nothing due. PEOPLE=10000 tries it in small.
"""

import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogp_tracker.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django comes first
from django.db import connection, transaction  # noqa: E402

from mailroom.models import OutboxMessage, PlanningPass  # noqa: E402
from mailroom.reminding import planning  # noqa: E402
from progress.models import Reminder  # noqa: E402

PEOPLE, ROUNDS, TICKS = int(os.environ.get("PEOPLE", 1_000_000)), 5, 200
PLANS, PLANS_DUE, COMMITMENTS = 100, 19, 100
DAY = dt.date(2014, 4, 2)
TABLES = [model._meta.db_table for model in (OutboxMessage, Reminder)]

# Rows of each table from numbers: the columns named, the others by what the model holds by default.
FILL = """
INSERT INTO network_organisation (slug, name, abbreviation, kind, printed_kind)
VALUES ('measured', 'Measured', '', 'other', '');
INSERT INTO commitments_actionplan (slug, title, country, country_code, number, ogp_id, period_text,
    published_on, time_zone, licence, notes)
SELECT 'plan-' || n, 'Plan ' || n, 'Nowhere', 'ZZZ', n, '', '', '2013-10-31', 'Europe/London', '',
    '{{}}'
FROM generate_series(1, {plans}) AS n;
INSERT INTO commitments_theme (plan_id, slug, name, "order")
SELECT id, 'theme', 'Theme', 1 FROM commitments_actionplan;
INSERT INTO commitments_commitment (plan_id, theme_id, number, "order", slug, ogp_id, title,
    government_title, summary, problem, how_it_helps, access_to_information, civic_participation,
    public_accountability, technology, policy_areas, notes, sources, stage,
    government_completion, civil_society_completion, latest_report, due_text, due_precision)
SELECT plan_id, id, n, n, 'commitment-' || id || '-' || n, '', 'Promise', '', '', '', '', false,
    false, false, false, '{{}}', '{{}}', '{{}}', 'in_plan', '', '', '{{}}', '', 'none'
FROM commitments_theme, generate_series(1, {commitments}) AS n;
INSERT INTO progress_reportingperiod (plan_id, number, opens_on, due_on, silence_days, closes_on)
SELECT id, 1, '2013-11-01', due_on, 14, due_on + 60 FROM (
    SELECT id, date '{day}' + CASE WHEN number <= {plans_due} THEN 28 ELSE 60 END AS due_on
    FROM commitments_actionplan
) AS plan;
INSERT INTO network_person (password, is_superuser, email, name, is_active, is_staff, joined_at)
SELECT '!', false, 'person-' || n || '@example.org', 'Person ' || n, true, false, now()
FROM generate_series(1, {people}) AS n;
INSERT INTO network_role (person_id, kind, organisation_id, starts_on)
SELECT person.id, CASE WHEN person.id % 2 = 0 THEN 'official' ELSE 'network_member' END,
    organisation.id, '2013-10-31'
FROM network_person AS person, network_organisation AS organisation;
INSERT INTO commitments_lead (commitment_id, side, person_id, organisation_id, starts_on)
SELECT commitment.id, CASE WHEN role.kind = 'official' THEN 'government' ELSE 'civil_society' END,
    role.person_id, role.organisation_id, role.starts_on
FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM network_role) AS role
JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n FROM commitments_commitment) AS commitment
    ON commitment.n = role.n % ({plans} * {commitments}) + 1;
"""


def fill() -> None:
    """Fill the tables, past triggers and foreign keys."""
    facts = {"plans": PLANS, "plans_due": PLANS_DUE, "commitments": COMMITMENTS, "people": PEOPLE}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(FILL.format(day=DAY, **facts))
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def make_equal_tables() -> None:
    """Tables as those that planning fills, with the same foreign keys."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"CREATE TABLE equal_{table} (LIKE {table} INCLUDING ALL)")
            cursor.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE contype = 'f' AND conrelid = %s::regclass",
                [table],
            )
            for (definition,) in cursor.fetchall():
                definition = definition.replace(TABLES[0], f"equal_{TABLES[0]}")
                cursor.execute(f"ALTER TABLE equal_{table} ADD {definition}")


def copy() -> None:
    """The bare way: the same rows, found already, into the equal tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"INSERT INTO equal_{table} SELECT * FROM {table}")  # noqa: S608


def empty() -> None:
    """Throw away what was planned and copied, past triggers, and let the database tidy up."""
    tables = [name for table in TABLES for name in (table, f"equal_{table}")]
    tables.append(PlanningPass._meta.db_table)  # else it remembers having looked
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("CHECKPOINT")


def seconds(act: Callable[[], object]) -> float:
    """How long `act` takes, its commit included."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratio, and what a tick with nothing due takes."""
    settings.TRACKER_TODAY = DAY
    fill()
    make_equal_tables()
    planned, copied = [], []
    for number in range(ROUNDS):
        empty()
        planned.append(seconds(planning.plan))
        copied.append(seconds(copy))
        print(f"  round {number + 1}: {planned[-1]:.2f} s, bare {copied[-1]:.2f} s", flush=True)
    rows = [model.objects.count() for model in (OutboxMessage, Reminder)]
    ratio = statistics.median(a / b for a, b in zip(planned, copied, strict=True))
    print(f"{PEOPLE} people, {rows[0]} letters and {rows[1]} steps planned:")
    print(f"  planning {statistics.median(planned):.2f} s, bare {statistics.median(copied):.2f} s")
    print(f"  ratio {ratio:.2f}")
    look = seconds(lambda: planning.plan(DAY))
    ticks = [seconds(planning.plan) for _ in range(TICKS)]
    print(f"  a look that finds nothing fresh {look:.2f} s")
    print(f"  idle tick {1000 * statistics.median(ticks):.1f} ms, worst {1000 * max(ticks):.1f} ms")


if __name__ == "__main__":
    main()
