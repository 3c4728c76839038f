"""Whole addresses of public pages, as the database puts them together for millions of rows."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import translation

# Stands for what the database puts in; it may be part of any slug, and of no address of ours.
PLACE = "zz-here-zz"


def address(name: str, *paths: str) -> Callable[[], Combinable]:
    """The whole address of the page `name`, whose arguments are the fields at `paths`.

    It is made when it is asked for: an address needs the lines of every urls.py, and is in English.
    """
    return lambda: _address(name, paths)


def _address(name: str, paths: Sequence[str]) -> Combinable:
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse(name, args=[f"{PLACE}{number}" for number in range(len(paths))])
    parts: list[Any] = []
    rest = f"{settings.SITE_URL}{path}"
    for number, field in enumerate(paths):
        before, rest = rest.split(f"{PLACE}{number}", 1)
        parts += [Value(before), field]
    return Concat(*parts, Value(rest), output_field=CharField())


def whole(path: str) -> str:
    """The whole address of the page at `path`."""
    return f"{settings.SITE_URL}{path}"
