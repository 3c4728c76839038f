"""Measures the search: a usual word, a rare one, a number and a typing mistake.

    .venv/bin/python -m ogp_tracker.local.services sh -e -c \
      '.venv/bin/python manage.py migrate -v 0; .venv/bin/python benchmarks/search.py'

It fills the real tables past their triggers and makes the search's table afresh, so it wants
servers to throw away. In turns within one run it asks what the page asks for a page of results, and
the bare SQL for the same words with neither doors nor ranks nor limits. What counts is the ratio,
and that no usual word reads the whole table. COMMITMENTS=100000 tries it in full.
"""

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

from django.db import connection  # noqa: E402 - Django comes first
from django.http import QueryDict  # noqa: E402

from opendata.exploring.filters import SearchFilters  # noqa: E402
from opendata.exploring.results import results_of  # noqa: E402
from opendata.models import SearchText  # noqa: E402
from opendata.searching import rebuild  # noqa: E402

COMMITMENTS = int(os.environ.get("COMMITMENTS", 5000))
MILESTONES, ROUNDS, ROWS = 3, 15, 20
# One commitment in 500 has the usual word, one the rare one; every title has the common one.
ASKED = {
    "usual": "badger",
    "rare": "weasel",
    "two words": "badger register",
    "number": "UK0142",
    "common": "register",
    "mistyped": "weaasel",
}
FILL = """
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
SELECT theme.plan_id, theme.id, n, n, 'commitment-' || theme.id || '-' || n,
    'UK' || lpad((theme.id * 100 + n)::text, 4, '0'),
    'A register of ' || md5((theme.id * 1000 + n)::text), '',
    (SELECT string_agg(md5((theme.id * 1000 + n + word)::text), ' ')
        FROM generate_series(1, 40) AS word)
    || CASE WHEN (theme.id * 100 + n) % 500 = 0 THEN ' badgers' ELSE '' END
    || CASE WHEN theme.id * 100 + n = 4242 THEN ' weasels' ELSE '' END,
    '', '', false, false, false, false, '{{}}', '{{}}', '{{}}', 'in_plan', '', '', '{{}}', '',
    'none'
FROM commitments_theme AS theme, generate_series(1, 100) AS n;
INSERT INTO commitments_milestone (commitment_id, ref, "order", title, is_explicit, status,
    evidence, evidence_url, due_text, due_precision)
SELECT id, number || '.' || n, n, 'Step ' || md5((id * 10 + n)::text), true, 'not_reported', '', '',
    '', 'none'
FROM commitments_commitment, generate_series(1, {milestones}) AS n;
"""


def fill() -> None:
    """Fill the tables past their triggers, and make the search's own."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(FILL.format(plans=COMMITMENTS // 100, milestones=MILESTONES))
        cursor.execute("SET session_replication_role = DEFAULT")
    start = time.perf_counter()
    rows = rebuild()
    print(f"{rows} things made searchable in {time.perf_counter() - start:.1f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def page(words: str) -> int:
    """A page of results as the site asks for it, without counts; how many it shows."""
    query = QueryDict(mutable=True)
    query["q"] = words
    filters = SearchFilters(query)
    return len(results_of(list(filters.sorted()[:ROWS]), filters.words))


def counted(words: str) -> None:
    """The counts beside every choice."""
    query = QueryDict(mutable=True)
    query["q"] = words
    SearchFilters(query).show_counts()


def bare(words: str) -> int:
    """The bare query: which rows fit, nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, thing, title, body FROM opendata_searchtext"
            " WHERE vector @@ websearch_to_tsquery('opendata_english', %s) LIMIT %s",
            [words, ROWS],
        )
        return len(cursor.fetchall())


def milliseconds(act: Callable[[], object]) -> float:
    """How long `act` takes."""
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


def plan_of(words: str) -> str:
    """How the database goes about finding the rows."""
    query = QueryDict(mutable=True)
    query["q"] = words
    return SearchFilters(query).sorted()[:ROWS].explain()


def main() -> None:
    """Print the medians, and whether a usual word reads the whole table."""
    fill()
    for name, words in ASKED.items():
        ours, counts, theirs = [], [], []
        for _ in range(ROUNDS):
            ours.append(milliseconds(lambda: page(words)))  # noqa: B023 - called at once
            counts.append(milliseconds(lambda: counted(words)))  # noqa: B023
            theirs.append(milliseconds(lambda: bare(words)))  # noqa: B023
        medians = [statistics.median(times) for times in (ours, counts, theirs)]
        ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
        reads_all = f"Seq Scan on {SearchText._meta.db_table}" in plan_of(words)
        print(
            f"  {name}: page {medians[0]:.1f} ms ({page(words)} shown), counts {medians[1]:.1f} ms,"
            f" bare {medians[2]:.2f} ms, ratio {ratio:.0f}{', reads everything' * reads_all}",
            flush=True,
        )


if __name__ == "__main__":
    main()
