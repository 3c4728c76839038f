"""Keeping what a lead typed and has not saved, for that lead alone."""

from commitments.models import Commitment
from network.models import Person
from ogp_tracker import clock
from progress.models import PrivateDraft, ReportingPeriod

# Characters; a long update has a fiftieth of it.
LONGEST = 500_000


class TextTooLongError(Exception):
    """More was typed than is kept; it can still be saved."""


def keep_typed(
    *,
    by: Person,
    commitment: Commitment,
    period: ReportingPeriod,
    base: int,
    fields: dict[str, str],
) -> PrivateDraft:
    """Keep `fields`, as `by` typed them on top of version `base`, in place of what was kept before.

    Raises TextTooLongError. No history: see the model.
    """
    if sum(len(name) + len(value) for name, value in fields.items()) > LONGEST:
        raise TextTooLongError("This text is too long to be kept while you write. Save it.")
    # PostgreSQL stores no NUL in JSON; the form refuses it when it is saved.
    plain = {name: value.replace("\x00", "") for name, value in fields.items()}
    kept = PrivateDraft(
        person=by,
        commitment=commitment,
        period=period,
        base=base,
        fields=plain,
        kept_at=clock.now(),
    )
    # In one statement: another window of theirs may keep or forget it at the same moment.
    PrivateDraft.objects.bulk_create(
        [kept],
        update_conflicts=True,
        unique_fields=("person", "commitment", "period"),
        update_fields=("base", "fields", "kept_at"),
    )
    return kept


def forget_typed(*, by: Person, commitment: Commitment, period: ReportingPeriod) -> None:
    """Forget what `by` typed: they saved it, or threw it away."""
    PrivateDraft.objects.filter(person=by, commitment=commitment, period=period).delete()
