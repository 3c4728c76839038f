"""Entering what is due in a ledger of reminders, and planning the letters of it: one statement.

Who may owe something is a query of the ledger's own app; here it meets the steps of the day, the
pace each person chose, and what the ledger knows already.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from mailroom.ladders import Ladder
from mailroom.models import MailChoice, OutboxMessage, Pace, ReminderLedger
from mailroom.planning import IS_REACHED, columns_of_unwritten
from mailroom.wake import wake_delivery

Row = TypeVar("Row", bound=ReminderLedger)

KIND = "reminder"
# What stands in the mailroom until the letter is written.
SUBJECT = "What you owe"


@dataclass(frozen=True)
class Candidates:
    """A query for who may owe what: it may find too many, for the letter looks again.

    Its columns: person_id, due_on, country_code, and those of `subject`, what the duty is about.
    """

    sql: str
    params: Sequence[Any]
    subject: tuple[str, ...]


# Country, due day, pace, step, and whether the step is the most urgent one.
Step = tuple[str, dt.date, str, int, bool]


def steps_reached(
    ladder: Ladder, day: dt.date, due_days: Iterable[tuple[str, dt.date]]
) -> list[Step]:
    """The steps reached by `day` for each country and due day, at each pace."""
    return [
        (country, due_on, pace, step, step == reached[-1])
        for country, due_on in sorted(set(due_days))
        for pace in Pace.values
        if (reached := ladder.reached(day, due_on, country, pace))
        for step in reached
    ]


def enter(
    ledger: type[ReminderLedger], candidates: Candidates, steps: Sequence[Step], day: dt.date
) -> int:
    """Enter what is fresh in `ledger` and plan one letter a person; returns how much was entered.

    `day` is the site's, and the letter's; the steps are those of the plans' own days.
    Fresh is what was never reminded of at its most urgent step, or whose letter missed its day or
    failed, or was needless then and is not now; but nothing where no letter reaches the person. It
    joins the letter of `day` while that waits; once that is on its way, it waits for tomorrow.
    Several planners at once enter everything once: they insert in one order, and each waits for the
    other's rows where the unique keys meet.
    """
    if not steps:
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Nobody can foretell how many are due: a plan for a few takes hours for many, while one
            # for many (hash joins) takes a few hardly longer.
            cursor.execute("SET LOCAL enable_nestloop = off")
            cursor.execute(*_statement(ledger, candidates, steps, day))
            entered, needless = cursor.fetchone()
            cursor.execute("SET LOCAL enable_nestloop = on")
        # Another day's planner was faster in the ledger: nobody needs this day's letter.
        OutboxMessage.objects.filter(pk__in=needless).delete()
        if entered:
            transaction.on_commit(wake_delivery)
    return int(entered)


def settle(message: OutboxMessage, owed: Iterable[ReminderLedger], day: dt.date) -> None:
    """Say in every ledger which rows of `message` it tells of (`owed`), and why not of others.

    One more copy may tell of less than the first did: what that told of stays told of.
    """
    told = {(type(row), row.pk) for row in owed}
    for ledger in ledgers():
        for row in rows_for(ledger, message):
            is_told = (ledger, row.pk) in told
            if message.resend_of_id and not is_told:
                continue
            state = ledger.State.PLANNED if is_told else ledger.State.SKIPPED
            if row.state != state:
                row.state, row.why = state, "" if is_told else row.why_needless(day)
                row.save(update_fields=("state", "why"))


def rows_for(ledger: type[Row], message: OutboxMessage | None) -> Iterable[Row]:
    """The rows of `ledger` for which `message`, or the first of its copies, was planned."""
    if message is None:
        return []
    first = message.resend_of_id or message.pk
    return ledger.objects.filter(message=first)  # type: ignore[attr-defined,no-any-return]


def ledgers() -> list[type[ReminderLedger]]:
    """Every ledger there is."""
    return [model for model in apps.get_models() if issubclass(model, ReminderLedger)]


def _statement(
    ledger: type[ReminderLedger], candidates: Candidates, steps: Sequence[Step], day: dt.date
) -> tuple[str, list[Any]]:
    """The statement that enters and plans, and its parameters.

    The database does everything in one go, from the query of the candidates to the rows of two
    tables. A letter that exists already is only touched to learn whether it still waits: a claim
    holds its row, so this waits for the claim.
    """
    key = ("person_id", *candidates.subject, "due_on", "days_ahead")
    names = {
        "owed": candidates.sql,
        "ledger": ledger._meta.db_table,
        "outbox": OutboxMessage._meta.db_table,
        "choice": MailChoice._meta.db_table,
        "person": get_user_model()._meta.db_table,
        "key": ", ".join(key),
        "same": " AND ".join(f"known.{column} = owed.{column}" for column in key[:-1]),
        "of_owed": ", ".join(f"owed.{column}" for column in key[:-1]),
        "of_fresh": ", ".join(f"fresh.{column}" for column in key[:-1]),
    }
    columns, values, constants = _letter(day)
    names |= {"columns": columns, "values": values}
    # Days and the words of our own choices go in as they are; nothing else does.
    names |= {"day": f"'{day.isoformat()}'::date", "at_once": Pace.AT_ONCE.value}
    names["missed"] = MISSED.format(**names)
    names["is_reached"] = IS_REACHED.format(email="person.email")
    return ENTER.format(**names), [
        *map(list, zip(*steps, strict=True)), *candidates.params, *constants
    ]  # fmt: skip


# A row whose letter never left on its day, or was needless on an earlier day. What failed after two
# copies were sent may have arrived.
MISSED = """(
    known.state = 'skipped' AND known.planned_on < {day}
    OR known.state = 'planned' AND EXISTS (
        SELECT 1 FROM {outbox} AS missed
        WHERE missed.id = known.message_id AND missed.useful_until < {day}
            AND (missed.status IN ('planned', 'held', 'skipped')
                OR missed.status = 'failed' AND NOT missed.maybe_duplicate)
    )
)"""

ENTER = """
WITH step AS MATERIALIZED (
    SELECT * FROM unnest(%s::text[], %s::date[], %s::text[], %s::int[], %s::bool[])
        AS step (country_code, due_on, pace, days_ahead, is_urgent)
), fresh AS MATERIALIZED (
    SELECT DISTINCT {of_owed}, step.country_code, step.pace
    FROM ({owed}) AS owed
    JOIN {person} AS person ON person.id = owed.person_id AND person.is_active
    LEFT JOIN {choice} AS choice ON choice.person_id = owed.person_id
    JOIN step ON step.is_urgent AND step.country_code = owed.country_code
        AND step.due_on = owed.due_on AND step.pace = coalesce(choice.pace, '{at_once}')
    WHERE {is_reached} AND NOT EXISTS (
        SELECT 1 FROM {ledger} AS known
        WHERE {same} AND known.days_ahead = step.days_ahead AND NOT {missed}
    )
), letter AS (
    INSERT INTO {outbox} ({columns})
    SELECT {values} FROM {person} AS person
    WHERE person.id IN (SELECT person_id FROM fresh) ORDER BY person.id
    ON CONFLICT (key) DO UPDATE SET planned_at = {outbox}.planned_at
        WHERE {outbox}.status = 'planned'
    -- A row that this very statement inserted has no xmax.
    RETURNING id, recipient_id, xmax = 0 AS is_new
), entered AS (
    INSERT INTO {ledger} AS known ({key}, state, why, planned_on, message_id)
    SELECT {of_fresh}, step.days_ahead,
        CASE WHEN step.is_urgent THEN 'planned' ELSE 'superseded' END, '', {day},
        CASE WHEN step.is_urgent THEN letter.id END
    FROM fresh JOIN letter ON letter.recipient_id = fresh.person_id
    JOIN step ON step.country_code = fresh.country_code AND step.due_on = fresh.due_on
        AND step.pace = fresh.pace
    ORDER BY {of_fresh}, step.days_ahead
    ON CONFLICT ({key}) DO UPDATE
        SET state = 'planned', why = '', planned_on = {day}, message_id = EXCLUDED.message_id
        WHERE EXCLUDED.state = 'planned' AND {missed}
    RETURNING message_id
)
SELECT (SELECT count(*) FROM entered WHERE message_id IS NOT NULL), ARRAY(
    SELECT id FROM letter WHERE is_new AND id NOT IN (
        SELECT message_id FROM entered WHERE message_id IS NOT NULL))
"""


def _letter(day: dt.date) -> tuple[str, str, list[Any]]:
    """The columns of a planned letter, what each is of `person`, and the parameters among them."""
    of_person = {
        "key": f"'reminders:' || person.id || ':{day.isoformat()}'",
        "recipient_id": "person.id",
        "to_name": "person.name",
        "to_email": "person.email",
    }
    same = columns_of_unwritten(of_person, kind=KIND, subject=SUBJECT, useful_until=day)
    values = [*of_person.values(), *("%s" for _ in same)]
    return ", ".join((*of_person, *same)), ", ".join(values), list(same.values())
