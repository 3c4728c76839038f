"""Adding organisations and mending them."""

import itertools
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from network.models import Organisation, Person
from ogp_tracker import history
from ogp_tracker.overtaking import refuse_if_moved

# Addresses of pages stand where an organisation's slug would.
_NOT_SLUGS = {"add"}


def add_organisation(*, by: Person | None, reason: str = "", **fields: Any) -> Organisation:
    """Make an organisation from `fields` (name, kind and so on); without a slug it gets one."""
    fields.setdefault("slug", _free_slug(fields["name"]))
    return history.create(Organisation, by=by, reason=reason, **fields)


@transaction.atomic
def edit_organisation(
    *,
    by: Person,
    organisation: Organisation,
    changed: Collection[str],
    reason: str,
    began_from: int | None = None,
) -> Organisation:
    """Save the columns of `organisation` named in `changed`, and leave the others as they are.

    Its address (the slug) stays, whatever the name becomes: links must go on working.
    `began_from` is the history row the person began from.

    Raises ValidationError when somebody else changed it since.
    """
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    refuse_if_moved(current, began_from)
    if changed:
        history.save(organisation, by=by, reason=reason, update_fields=list(changed))
    return organisation


def _free_slug(name: str) -> str:
    slug = slugify(name)[:70].strip("-") or "organisation"
    known = Organisation.objects.filter(slug__startswith=slug)
    taken = _NOT_SLUGS | set(known.values_list("slug", flat=True))
    numbers = (f"{slug}-{number}" for number in itertools.count(2))
    return next(free for free in itertools.chain([slug], numbers) if free not in taken)
