"""Two people's texts put together on the text both began from: a three-way merge.

After diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007), line by line; see
docs/decisions/0007-our-own-merge.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ogp_tracker.comparing.differences import lines_of, matches


@dataclass(frozen=True)
class Merged:
    """The text with both sides' changes; where they touch, it is not clean and has `mine`."""

    text: str
    is_clean: bool


@dataclass(frozen=True, order=True)
class Edit:
    """Lines `start` to `end` of the base, replaced by `lines`; an insertion where none is."""

    start: int
    end: int
    is_mine: bool
    lines: tuple[str, ...]


def merge_values(base: str, mine: str, theirs: str) -> Merged:
    """What is one thing and not lines: the changed value, `mine` when both changed it."""
    if mine == base:
        return Merged(theirs, is_clean=True)
    return Merged(mine, is_clean=theirs in (base, mine))


def merge_texts(base: str, mine: str, theirs: str) -> Merged:
    """Put the changes that `mine` and `theirs` made to `base` together, line by line.

    Changes of different lines are both made. The same change on both sides is made once. Lines
    that both put into the same place are all kept, those of `theirs` first: nothing is lost, and
    the person reads the text before it is saved. Anything else touches, and is not clean.
    """
    lines = lines_of(base)
    edits = sorted([*_edits(lines, mine, is_mine=True), *_edits(lines, theirs, is_mine=False)])
    merged: list[str] = []
    is_clean = True
    at = 0
    for group in _that_touch(edits):
        start, end = group[0].start, max(edit.end for edit in group)
        merged += lines[at:start]
        at = end
        chosen = _agreed(lines, group, start, end)
        if chosen is None:
            is_clean = False
            chosen = _applied(lines, [edit for edit in group if edit.is_mine], start, end)
        merged += chosen
    return Merged("\n".join([*merged, *lines[at:]]), is_clean)


def _edits(base: Sequence[str], text: str, *, is_mine: bool) -> Iterator[Edit]:
    """What was done to `base` to make it `text`; between two edits a line was kept."""
    lines = lines_of(text)
    i = j = 0
    for kept_i, kept_j in [*matches(base, lines), (len(base), len(lines))]:
        if (i, j) != (kept_i, kept_j):
            yield Edit(i, kept_i, is_mine, tuple(lines[j:kept_j]))
        i, j = kept_i + 1, kept_j + 1


def _that_touch(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Edits in groups: those that share a line of the base, or insert into the same place."""
    group: list[Edit] = []
    start = end = 0
    for edit in edits:
        if group and (edit.start < end or (edit.start, edit.end) == (start, end)):
            group.append(edit)
            end = max(end, edit.end)
        else:
            if group:
                yield group
            group, start, end = [edit], edit.start, edit.end
    if group:
        yield group


def _agreed(base: Sequence[str], group: list[Edit], start: int, end: int) -> list[str] | None:
    """What takes the place of base[start:end]; None when the two sides want different things."""
    mine, theirs = (
        [edit for edit in group if edit.is_mine is is_mine] for is_mine in (True, False)
    )
    if not (mine and theirs):
        return _applied(base, group, start, end)
    my_lines, their_lines = (_applied(base, edits, start, end) for edits in (mine, theirs))
    if my_lines == their_lines:
        return my_lines
    return _both(their_lines, my_lines) if start == end else None


def _applied(base: Sequence[str], edits: list[Edit], start: int, end: int) -> list[str]:
    """base[start:end] after one side's edits."""
    lines: list[str] = []
    at = start
    for edit in edits:
        lines += [*base[at : edit.start], *edit.lines]
        at = edit.end
    return [*lines, *base[at:end]]


def _both(first: list[str], second: list[str]) -> list[str]:
    """All lines of both; those they share, in the same order, once."""
    lines: list[str] = []
    i = j = 0
    for same_i, same_j in [*matches(first, second), (len(first), len(second))]:
        lines += [*first[i:same_i], *second[j:same_j], *first[same_i : same_i + 1]]
        i, j = same_i + 1, same_j + 1
    return lines
