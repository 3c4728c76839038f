"""Two texts compared: line by line, and word by word within a line that changed."""

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A stretch of so many pairs is compared thoroughly; a longer one by what occurs only once in it.
# Without a limit the time grows with the square of the length, or worse.
THOROUGH = 10_000
# Two lines are one line that changed when they share at least this part of their letters.
ALIKE = 0.4
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    """What became of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Span:
    """A run of words within a line."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True)
class Line:
    """One line as it was and as it is: an added one has no `before`, a removed one no `after`."""

    kind: Kind
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()


def lines_of(text: str) -> list[str]:
    """The lines of `text`, whichever way they end; an empty text has none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if text else []


def line_differences(before: str, after: str) -> list[Line]:
    """Every line of both texts in reading order, and what became of it.

    The time stays within a second or so for texts of 100 kB, whatever they hold.
    """
    old, new = lines_of(before), lines_of(after)
    found: list[Line] = []
    i = j = 0
    for pair in [*matches(old, new), (len(old), len(new))]:
        found += _replaced(old[i : pair[0]], new[j : pair[1]])
        if pair[0] < len(old):
            whole = (Span(old[pair[0]]),)
            found.append(Line(Kind.SAME, whole, whole))
        i, j = pair[0] + 1, pair[1] + 1
    return found


def matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places `(in old, in new)` of what both hold in the same order, rising in both.

    Short stretches are compared by difflib. Long ones are first divided at what occurs only once
    in each (after Bram Cohen's "patience" comparison); a long stretch without any such place is
    taken as wholly changed, so that the time stays bounded.
    """
    found: list[tuple[int, int]] = []
    end = (len(old), len(new))
    anchors = [] if _is_short(*end) else _anchors(old, new)
    i = j = 0
    for anchor in [*anchors, end]:
        found += _within(old, new, (i, anchor[0]), (j, anchor[1]))
        if anchor != end:
            found.append(anchor)
        i, j = anchor[0] + 1, anchor[1] + 1
    return found


def _is_short(old: int, new: int) -> bool:
    return old * new <= THOROUGH


def _within(
    old: Sequence[str], new: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> list[tuple[int, int]]:
    """The matches between old[here] and new[there]: their common ends, then what is between."""
    (i, old_end), (j, new_end) = here, there
    found = []
    while i < old_end and j < new_end and old[i] == new[j]:
        found.append((i, j))
        i, j = i + 1, j + 1
    ends: list[tuple[int, int]] = []
    while i < old_end and j < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
        ends.append((old_end, new_end))
    if _is_short(old_end - i, new_end - j):
        matcher = SequenceMatcher(None, old[i:old_end], new[j:new_end], autojunk=False)
        for block in matcher.get_matching_blocks():
            found += [(i + block.a + n, j + block.b + n) for n in range(block.size)]
    return found + ends[::-1]


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising run of places of what occurs once in `old` and once in `new`."""
    once = {text for text, times in Counter(old).items() if times == 1}
    once &= {text for text, times in Counter(new).items() if times == 1}
    place = {text: j for j, text in enumerate(new) if text in once}
    pairs = [(i, place[text]) for i, text in enumerate(old) if text in once]
    # Piles as in the card game: each knows the top of the pile to its left.
    tops: list[int] = []
    top_pairs: list[int] = []
    left: list[int] = []
    for number, (_, j) in enumerate(pairs):
        pile = bisect.bisect_left(tops, j)
        left.append(top_pairs[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        top_pairs[pile : pile + 1] = [number]
    rising = []
    number = top_pairs[-1] if top_pairs else -1
    while number >= 0:
        rising.append(pairs[number])
        number = left[number]
    return rising[::-1]


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """Lines that took each other's place: alike ones pair up, the others were removed or added."""
    found: list[Line] = []
    taken = 0
    for text in old:
        # Only the next few are looked at: what moved far was taken away and written again.
        for ahead in range(taken, min(taken + 3, len(new))):
            changed = _changed(text, new[ahead])
            if changed is not None:
                found += [_added(line) for line in new[taken:ahead]]
                found.append(changed)
                taken = ahead + 1
                break
        else:
            found.append(Line(Kind.REMOVED, before=(Span(text, is_changed=True),)))
    return found + [_added(line) for line in new[taken:]]


def _added(text: str) -> Line:
    return Line(Kind.ADDED, after=(Span(text, is_changed=True),))


def _changed(before: str, after: str) -> Line | None:
    """One line with the words that changed; None when the two have too little in common."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    same = matches(old, new)
    letters = sum(len(old[i]) for i, _ in same if not old[i].isspace())
    most = max(len("".join(text.split())) for text in (before, after))
    if not letters or letters < ALIKE * most:
        return None
    kept_old, kept_new = {i for i, _ in same}, {j for _, j in same}
    return Line(Kind.CHANGED, _spans(old, kept_old), _spans(new, kept_new))


def _spans(words: Sequence[str], kept: set[int]) -> tuple[Span, ...]:
    """`words` run together, a space between two changed words counting as changed, too."""
    changed = [place not in kept for place in range(len(words))]
    for place in range(1, len(words) - 1):
        if words[place].isspace() and changed[place - 1] and changed[place + 1]:
            changed[place] = True
    spans: list[Span] = []
    for word, is_changed in zip(words, changed, strict=True):
        goes_on = spans and spans[-1].is_changed == is_changed
        before = spans.pop().text if goes_on else ""
        spans.append(Span(before + word, is_changed))
    return tuple(spans)
