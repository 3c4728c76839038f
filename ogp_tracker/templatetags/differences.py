"""Two texts compared on a page: `{% load differences %}`."""

import itertools
from dataclasses import dataclass
from typing import Any

from django import template

from ogp_tracker.comparing.differences import Kind, Line, line_differences

register = template.Library()

# Lines that stay in sight before and after a change, and the fewest that are worth folding away.
CONTEXT = 2
FOLDED = 4


@dataclass(frozen=True)
class Stretch:
    """Lines that are shown, or folded away because nothing changed in them."""

    lines: list[Line]
    is_folded: bool


@register.inclusion_tag("parts/difference.html")
def difference(before: str, after: str) -> dict[str, Any]:
    """What changed from `before` to `after`, line by line; long unchanged stretches are folded."""
    lines = line_differences(before, after)
    return {
        "stretches": _stretches(lines),
        "is_same": all(line.kind == Kind.SAME for line in lines),
    }


def _stretches(lines: list[Line]) -> list[Stretch]:
    in_sight = [False] * len(lines)
    for place, line in enumerate(lines):
        if line.kind != Kind.SAME:
            around = range(max(place - CONTEXT, 0), min(place + CONTEXT + 1, len(lines)))
            for near in around:
                in_sight[near] = True
    stretches: list[Stretch] = []
    pairs = zip(in_sight, lines, strict=True)
    for shown, run in itertools.groupby(pairs, key=lambda pair: pair[0]):
        held = [line for _, line in run]
        is_folded = not shown and len(held) >= FOLDED
        if stretches and not is_folded and not stretches[-1].is_folded:
            stretches[-1].lines.extend(held)
        else:
            stretches.append(Stretch(held, is_folded))
    return stretches
