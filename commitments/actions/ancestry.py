"""Saying which commitment came of which, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from commitments.actions.editing import write
from commitments.models import Ancestry, Commitment
from network.models import Person
from ogp_tracker import history

LOCK = 2011_13  # any number, as long as every addition takes the same


@transaction.atomic
def add_ancestry(
    *,
    by: Person | None,
    earlier: Commitment,
    later: Commitment,
    kind: str,
    reason: str = "",
    **fields: object,
) -> Ancestry:
    """Say that `later` came of `earlier`; `fields` are further columns of Ancestry.

    Raises ValidationError when the two are related already, are one and the same, or when the
    earlier one came of the later one: nobody is their own ancestor.
    """
    with connection.cursor() as cursor:
        # Two additions at once could close a circle that neither sees.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if earlier.pk == later.pk:
        raise ValidationError({"other": "Choose another commitment than this one"})
    if earlier.pk in descendants_of(later):
        raise ValidationError(
            {"other": f"“{earlier.title}” came of “{later.title}”: it cannot be the other way, too"}
        )
    row = Ancestry(earlier=earlier, later=later, kind=kind, **fields)
    if row.is_verified and not row.source:
        raise ValidationError({"source": "Say which source it was checked against"})
    write(row, by=by, reason=reason, force_insert=True)
    return row


@transaction.atomic
def remove_ancestry(*, by: Person, ancestry: Ancestry, reason: str) -> None:
    """Say that two commitments are not related after all; the history keeps that it was said.

    Raises ValidationError when somebody else removed it meanwhile.
    """
    row = Ancestry.objects.select_for_update(of=("self",)).filter(pk=ancestry.pk).first()
    if row is None:
        raise ValidationError("These two commitments are no longer related.")
    history.delete(row, by=by, reason=reason)


def descendants_of(commitment: Commitment) -> set[int]:
    """The ids of all that came of a commitment, at any distance; one query a generation."""
    found: set[int] = set()
    generation = {commitment.pk}
    while generation:
        found |= generation
        later = Ancestry.objects.filter(earlier__in=generation).values_list("later", flat=True)
        generation = set(later) - found
    return found - {commitment.pk}
