"""Several things within one sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext


def all_of(parts: Sequence[str]) -> str:
    """The parts as a list within a sentence: "3 milestones, 2 organisations and 1 outcome"."""
    if len(parts) < 2:
        return "".join(parts)
    first = ", ".join(parts[:-1])
    return gettext("%(first)s and %(last)s") % {"first": first, "last": parts[-1]}
