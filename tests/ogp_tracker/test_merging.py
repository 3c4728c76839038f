"""Two texts put together on the one both began from."""

import itertools
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogp_tracker.comparing.differences import lines_of
from ogp_tracker.comparing.merging import Merged, merge_texts, merge_values

Changes = dict[tuple[int, int], list[str]]
texts = st.text("ab\n", max_size=12)
few_lines = st.lists(st.sampled_from("abc"), max_size=3)
# What each side did to one line of the base, and what it put before that line.
deeds = st.tuples(st.sampled_from(["keep", "keep", "delete", "change"]), st.integers(0, 2))


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("ONE\ntwo\nthree", "one\ntwo\nTHREE", "ONE\ntwo\nTHREE"),
        ("ONE\ntwo\nthree", "one\nTWO\nthree", "ONE\nTWO\nthree"),
        ("one\ntwo\nthree\nmine", "one\ntwo\nthree\ntheirs", "one\ntwo\nthree\ntheirs\nmine"),
        ("one\nthree", "one\ntwo\nthree\nfour", "one\nthree\nfour"),
        ("one\n2\nthree", "one\n2\nthree", "one\n2\nthree"),
        ("one\ntwo\nthree\nA\nB", "one\ntwo\nthree\nA", "one\ntwo\nthree\nA\nB"),
        ("zero\none\ntwo\nthree", "ONE\ntwo\nthree", "zero\nONE\ntwo\nthree"),
    ],
    ids=["apart", "neighbours", "both add", "delete and add", "the same", "typed on", "before"],
)
def test_changes_that_do_not_touch_are_both_made(mine, theirs, merged):
    assert merge_texts("one\ntwo\nthree", mine, theirs) == Merged(merged, is_clean=True)


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ("one\nMINE\nthree", "one\nTHEIRS\nthree", "one\nMINE\nthree"),
        ("one\nthree", "one\nTHEIRS\nthree", "one\nthree"),
        ("MINE", "one\ntwo\nin between\nthree", "MINE"),
        ("one\nMINE\nthree", "one\nTHEIRS\nthree\nfour", "one\nMINE\nthree\nfour"),
    ],
    ids=["same line", "deleted and changed", "written into what is gone", "the rest is merged"],
)
def test_changes_that_touch_keep_my_words_and_say_so(mine, theirs, kept):
    assert merge_texts("one\ntwo\nthree", mine, theirs) == Merged(kept, is_clean=False)


def test_two_first_texts_are_both_kept():
    assert merge_texts("", "Mine", "Theirs") == Merged("Theirs\nMine", is_clean=True)


# --- What holds for any three texts -------------------------------------------------------------
@given(texts, texts)
def test_an_unchanged_side_gives_the_other(base, changed):
    assert merge_texts(base, base, changed) == Merged(changed, is_clean=True)
    assert merge_texts(base, changed, base) == Merged(changed, is_clean=True)


@given(texts, texts)
def test_the_same_change_is_made_once(base, changed):
    assert merge_texts(base, changed, changed) == Merged(changed, is_clean=True)


@given(texts, texts, texts)
def test_the_order_of_the_sides_changes_no_line(base, mine, theirs):
    one, other = merge_texts(base, mine, theirs), merge_texts(base, theirs, mine)
    assert one.is_clean == other.is_clean
    if one.is_clean:
        assert set(lines_of(one.text)) == set(lines_of(other.text))


@given(texts, texts, texts)
def test_every_line_that_either_side_added_is_there(base, mine, theirs):
    merged = merge_texts(base, mine, theirs)
    added = set(lines_of(mine)) - set(lines_of(base))
    if merged.is_clean:
        added |= set(lines_of(theirs)) - set(lines_of(base))
    # A text that is one empty line is no different from an empty one.
    assert added - {""} <= set(lines_of(merged.text))


@given(texts, texts, texts)
def test_no_line_that_both_kept_is_lost(base, mine, theirs):
    merged = merge_texts(base, mine, theirs)
    if merged.is_clean:
        both = set(lines_of(mine)) & set(lines_of(theirs)) & set(lines_of(base))
        assert both - {""} <= set(lines_of(merged.text))


@given(st.text(), st.text(), st.text())
def test_it_takes_any_text(base, mine, theirs):
    merge_texts(base, mine, theirs)


# --- Against what each side is known to have done -----------------------------------------------
def did(side: str, deed: list[tuple[str, int]]) -> list[tuple[list[str], list[str]]]:
    """For each line of the base: what `side` put before it, and what it made of it."""
    return [
        (
            [f"{side} {number} {more}" for more in range(inserted)],
            {"keep": [f"line {number}"], "delete": [], "change": [f"{side}’s {number}"]}[what],
        )
        for number, (what, inserted) in enumerate(deed)
    ]


def flat(parts: Sequence[tuple[list[str], list[str]]]) -> str:
    return "\n".join(itertools.chain(*itertools.chain(*parts)))


@given(st.lists(st.tuples(deeds, st.booleans()), max_size=8))
def test_what_is_known_to_be_apart_is_put_together(plan):
    """Kept lines between any two changes, so that there is one way to read what was done."""
    base, mine, theirs, both = [], [], [], []
    for number, ((what, inserted), is_mine) in enumerate(plan):
        fence = ([], [f"fence {number}"])
        nothing = ([], [f"line {number}"])
        whose = "mine" if is_mine else "theirs"
        change = did(whose, [("keep", 0)] * number + [(what, inserted)])[number]
        base += [fence, nothing]
        mine += [fence, change if is_mine else nothing]
        theirs += [fence, nothing if is_mine else change]
        both += [fence, change]
    merged = merge_texts(flat(base), flat(mine), flat(theirs))
    assert merged == Merged(flat(both), is_clean=True)


# --- Against every way of reading what was done -------------------------------------------------
def readings(base: list[str], text: list[str]) -> Iterator[list[tuple[int, int]]]:
    """Every way in which lines of `base` may have been kept in `text`: place and place."""
    for size in range(min(len(base), len(text)) + 1):
        for kept in itertools.combinations(range(len(base)), size):
            for places in itertools.combinations(range(len(text)), size):
                if all(base[i] == text[j] for i, j in zip(kept, places, strict=True)):
                    yield list(zip(kept, places, strict=True))


def changes(base: list[str], text: list[str], kept: list[tuple[int, int]]) -> Changes:
    """What a reading says was put in place of each stretch of `base`."""
    stops = [(-1, -1), *kept, (len(base), len(text))]
    return {
        (i + 1, next_i): text[j + 1 : next_j]
        for (i, j), (next_i, next_j) in itertools.pairwise(stops)
        if next_i - i > 1 or next_j - j > 1
    }


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches share a line, or one is a place within the other."""
    (start, end), (other_start, other_end) = one, other
    if start == end:
        return other_start < start < other_end
    if other_start == other_end:
        return start < other_start < end
    return max(start, other_start) < min(end, other_end)


def slowly_merged(base: list[str], mine: Changes, theirs: Changes) -> list[list[str]]:
    """Every merge of two readings: none where they touch, several where both wrote in one place."""
    for one, other in itertools.product(mine, theirs):
        agreed = one == other and mine[one] == theirs[other]
        if overlap(one, other) and not agreed:
            return []
    merged: list[list[str]] = [[]]
    at = 0
    for start, end in sorted({*mine, *theirs}):
        first, second = theirs.get((start, end)), mine.get((start, end))
        if first is None or second is None:
            choices = [first or second or []]
        elif first == second:
            choices = [first]
        else:
            choices = [woven(first, second, shared) for shared in readings(first, second)]
        merged = [so_far + base[at:start] + one for so_far in merged for one in choices]
        at = end
    return [so_far + base[at:] for so_far in merged]


def woven(first: list[str], second: list[str], shared: list[tuple[int, int]]) -> list[str]:
    """All lines of both, the shared ones once."""
    lines, i, j = [], 0, 0
    for same_i, same_j in shared:
        lines += first[i:same_i] + second[j:same_j] + [first[same_i]]
        i, j = same_i + 1, same_j + 1
    return lines + first[i:] + second[j:]


@settings(max_examples=500, deadline=None)
@given(few_lines, few_lines, few_lines)
def test_a_clean_merge_is_one_that_some_reading_gives(base, mine, theirs):
    merged = merge_texts(*("\n".join(lines) for lines in (base, mine, theirs)))
    pairs = itertools.product(readings(base, mine), readings(base, theirs))
    possible = {
        "\n".join(lines)
        for my_kept, their_kept in pairs
        for lines in slowly_merged(
            base, changes(base, mine, my_kept), changes(base, theirs, their_kept)
        )
    }
    assert not merged.is_clean or merged.text in possible


# --- Single values ------------------------------------------------------------------------------
def test_values_are_not_put_together():
    assert merge_values("limited", "limited", "complete") == Merged("complete", is_clean=True)
    assert merge_values("limited", "complete", "complete") == Merged("complete", is_clean=True)
    assert merge_values("", "limited", "complete") == Merged("limited", is_clean=False)
