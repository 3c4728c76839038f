"""What people do with a file on its way in: hand it in, match its columns, confirm it."""

import datetime as dt
import hashlib
from collections import Counter
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from mailroom.wake import wake
from network.models import Person
from ogp_tracker import clock, history
from opendata.intake.readers import READERS, IntakeRefusedError, Line, Upload, recognise
from opendata.models import Intake, IntakeKind
from opendata.models.intakes import MOST_BYTES
from opendata.workflow import CONFIRM, READ, IntakeStatus

# A file that nobody confirmed is deleted after so long.
KEPT_FOR = dt.timedelta(days=14)


def upload_of(intake: Intake) -> Upload:
    """The file as its reader wants it."""
    return Upload(
        name=intake.name,
        content=bytes(intake.content),
        mapping=intake.mapping,
        published_on=intake.published_on,
        leaves_out_unreadable=intake.leaves_out_unreadable,
    )


def hand_in(*, by: Person, name: str, content: bytes) -> Intake:
    """Keep a file; where its columns are those that are known, look through it at once.

    Raises ValidationError with a sentence when it is of no kind that is taken in, or is so broken
    that there is nothing to look through.
    """
    if not content:
        raise ValidationError(gettext("The selected file is empty"))
    if len(content) > MOST_BYTES:
        raise ValidationError(gettext("The selected file must be 10 MB or smaller"))
    kind = recognise(name, content)
    if kind is None:
        raise ValidationError(
            gettext("The selected file must be XLSX, CSV, a zip of CSV files, or JSON")
        )
    intake = Intake(
        kind=kind,
        name=name,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    is_waiting = needs_columns(intake)
    with transaction.atomic():
        history.save(intake, by=by, reason=f"Handed in {name}", force_insert=True)
        return intake if is_waiting else look_through(by=by, intake=intake)


def needs_columns(intake: Intake) -> bool:
    """Whether a column is missing that the file has to have, and a heading could stand for it.

    Raises ValidationError when the file cannot be opened.
    """
    try:
        sections = READERS[IntakeKind(intake.kind)].sections(upload_of(intake))
    except IntakeRefusedError as refused:
        raise ValidationError(refused.errors) from None
    return any(
        any(column.is_required for column in section.missing(intake.mapping.get(section.name, {})))
        and section.unknown(intake.mapping.get(section.name, {}))
        for section in sections
    )


@transaction.atomic
def match_columns(*, by: Person, intake: Intake, mapping: dict[str, dict[str, str]]) -> Intake:
    """Keep which heading stands for which column, and look through the file again.

    Raises ValidationError when the import has begun meanwhile.
    """
    intake = _locked(intake)
    intake.mapping = mapping
    return look_through(by=by, intake=intake)


@transaction.atomic
def look_through(*, by: Person, intake: Intake) -> Intake:
    """Find out what would become of each row, and keep that. Nothing else is written.

    Raises ValidationError when the import has begun meanwhile.
    """
    mapping = intake.mapping
    intake = _locked(intake)
    if not intake.may_take(READ):
        raise ValidationError(gettext("This file is being imported, or was imported already."))
    intake.mapping = mapping
    lines = READERS[IntakeKind(intake.kind)].check(upload_of(intake))
    intake.status, intake.ended_at, intake.failure = READ.to, None, ""
    intake.lines = [line.as_json() for line in _worst_first(lines)]
    intake.counts = dict(Counter(line.outcome.value for line in lines))
    history.save(intake, by=by, reason="Looked through")
    return intake


def _worst_first(lines: list[Line]) -> list[Line]:
    order = list(type(lines[0].outcome)) if lines else []
    return sorted(lines, key=lambda line: order.index(line.outcome))


@transaction.atomic
def confirm(
    *,
    by: Person,
    intake: Intake,
    leaves_out_unreadable: bool = False,
    published_on: dt.date | None = None,
) -> Intake:
    """Let a worker import the file; it is asked for as soon as this is committed.

    Confirmed twice, or by two people, it is imported once: the second finds it under way.

    Raises ValidationError when rows have to be mended first.
    """
    intake = _locked(intake)
    if not intake.may_take(CONFIRM):
        return intake
    if intake.errors and not (leaves_out_unreadable and intake.may_leave_out_rows):
        raise ValidationError(gettext("Mend the rows that cannot be read first."))
    if published_on is not None and published_on > clock.today("UTC"):
        raise ValidationError(gettext("The day of publication must not be in the future."))
    intake.status, intake.ended_at, intake.failure = CONFIRM.to, None, ""
    intake.confirmed_by, intake.confirmed_at = by, clock.now()
    intake.leaves_out_unreadable = leaves_out_unreadable
    intake.published_on = published_on
    intake.attempts = intake.done = intake.total = 0
    history.save(intake, by=by, reason="Confirmed")
    transaction.on_commit(partial(wake, "opendata.run_intakes"))
    return intake


def forget_abandoned() -> int:
    """Delete the files that nobody confirmed for a fortnight; returns how many."""
    old = Intake.objects.abandoned(clock.now() - KEPT_FOR).light()
    with transaction.atomic():
        rows = list(old.select_for_update(skip_locked=True))
        for row in rows:
            history.delete(row, by=None, reason="Nobody confirmed it")
    return len(rows)


def _locked(intake: Intake) -> Intake:
    return Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)


__all__ = (
    "IntakeStatus",
    "confirm",
    "forget_abandoned",
    "hand_in",
    "look_through",
    "match_columns",
    "needs_columns",
    "upload_of",
)
