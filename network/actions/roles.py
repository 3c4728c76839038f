"""Giving roles and ending them."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from network.models import Organisation, Person, Role
from network.workflow import RoleKind
from ogp_tracker import clock, history


def give_role(
    *,
    by: Person | None,
    person: Person,
    kind: RoleKind,
    organisation: Organisation,
    starts_on: dt.date | None = None,
    reason: str = "",
) -> Role:
    """Give `person` a role from `starts_on` (today if None).

    Raises ValidationError when the person already holds it.
    """
    role = Role(
        person=person, kind=kind, organisation=organisation, starts_on=starts_on or clock.today()
    )
    try:
        with transaction.atomic():
            history.save(role, by=by, reason=reason)
    except IntegrityError:
        raise ValidationError(
            f"{person.name} already has this role at {organisation.name}"
        ) from None
    return role


@transaction.atomic
def end_role(*, by: Person, role: Role, reason: str) -> Role:
    """End a role today: the rights that hang on it end at once, or never begin.

    Raises ValidationError when it has already ended.
    """
    role = Role.objects.select_for_update().get(pk=role.pk)
    if role.ends_on is not None:
        raise ValidationError("This role has already ended.")
    role.ends_on = max(clock.today(), role.starts_on)
    history.save(role, by=by, reason=reason)
    return role
