"""Two texts compared, and how a page shows it."""

import itertools
import random
import time

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ogp_tracker.comparing import differences
from ogp_tracker.comparing.differences import Kind, Line, Span, line_differences, lines_of, matches

texts = st.text("ab \n", max_size=30)
words = st.lists(st.sampled_from("abcdef"), max_size=25)


def told(lines: list[Line]) -> list[tuple[str, str, str]]:
    """Each line's kind and both texts, the changed words in brackets."""

    def marked(spans: tuple[Span, ...]) -> str:
        return "".join(f"[{span.text}]" if span.is_changed else span.text for span in spans)

    return [(line.kind.value, marked(line.before), marked(line.after)) for line in lines]


def shown(before: str, after: str) -> str:
    page = Template("{% load differences %}{% difference before after %}")
    return page.render(Context({"before": before, "after": after}))


# --- Lines and words ----------------------------------------------------------------------------
def test_lines_are_kept_added_removed_and_changed():
    before = "First point.\nThe law was shared in May.\nGone for good.\nLast."
    after = "First point.\nThe draft law was shared in June.\nLast.\nNew!"
    assert told(line_differences(before, after)) == [
        ("same", "First point.", "First point."),
        ("changed", "The law was shared in [May].", "The [draft ]law was shared in [June]."),
        ("removed", "[Gone for good.]", ""),
        ("same", "Last.", "Last."),
        ("added", "", "[New!]"),
    ]


def test_a_line_with_little_in_common_is_another_line():
    found = told(line_differences("The register opens in May.", "Nobody came to either meeting."))
    assert [kind for kind, _, _ in found] == ["removed", "added"]


def test_words_side_by_side_that_changed_are_one_run():
    found = told(line_differences("We met the fee board twice.", "We met civil servants twice."))
    assert found == [
        ("changed", "We met [the fee board] twice.", "We met [civil servants] twice."),
    ]


def test_a_line_that_was_put_before_a_changed_one():
    found = told(line_differences("Bills were read once.", "Hello\nBills were read twice."))
    assert found == [
        ("added", "", "[Hello]"),
        ("changed", "Bills were read [once].", "Bills were read [twice]."),
    ]


@pytest.mark.parametrize(("before", "after"), [("", ""), ("a\r\nb", "a\nb"), ("x", "x")])
def test_equal_texts_have_no_difference(before, after):
    assert all(line.kind == Kind.SAME for line in line_differences(before, after))


@given(texts, texts)
def test_both_texts_can_be_read_back(before, after):
    found = line_differences(before, after)
    old = ["".join(span.text for span in line.before) for line in found if line.before]
    new = ["".join(span.text for span in line.after) for line in found if line.after]
    assert old == lines_of(before)
    assert new == lines_of(after)
    for line in found:
        assert (line.before == line.after) == (line.kind == Kind.SAME)


@given(words, words, st.sampled_from([0, 20, 10_000]))
def test_matches_rise_and_match(old, new, thorough):
    limit, differences.THOROUGH = differences.THOROUGH, thorough
    try:
        found = matches(old, new)
    finally:
        differences.THOROUGH = limit
    assert all(old[i] == new[j] for i, j in found)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(found))
    if old == new:
        assert len(found) == len(old)


def test_a_long_text_is_divided_at_lines_that_occur_once():
    before = [f"line {number}" for number in range(3000)]
    after = [line for number, line in enumerate(before) if number % 10 != 5]
    after[1000] = "another"
    found = told(line_differences("\n".join(before), "\n".join(after)))
    assert sum(kind == "same" for kind, _, _ in found) == len(after) - 1
    assert sum(kind == "added" for kind, _, _ in found) == 1


def at_random(seed: int) -> str:
    return "\n".join(random.Random(seed).choices("abcd", k=50_000))  # noqa: S311 - no secret


HOSTILE = {
    "one letter a line": ("a\n" * 50_000, "a\n" * 49_999 + "b"),
    "two letters a line": ("a\nb\n" * 25_000, "b\nb\na\n" * 16_000),
    "one long line": ("word " * 20_000, "other word " * 9_000),
    "no line end": ("x" * 100_000, "y" * 100_000),
    "marks": (".," * 50_000, ",," * 50_000),
    "at random": tuple(at_random(seed) for seed in (1, 2)),
    "all alike": tuple(
        "\n".join(f"{word} {number} of the same words" for number in range(3000))
        for word in ("once", "twice")
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_stays_bounded(name):
    before, after = HOSTILE[name]
    began = time.process_time()
    line_differences(before, after)
    assert time.process_time() - began < 5


# --- On a page ----------------------------------------------------------------------------------
def test_a_page_says_what_was_added_and_removed():
    page = shown("We met in May.", "We met in June.")
    assert "Removed: </span><del>We met in <strong>May</strong>.</del>" in page
    assert "Added: </span><ins>We met in <strong>June</strong>.</ins>" in page


def test_hostile_text_stays_text():
    page = shown("<b>one</b>", "<script>two</script>")
    assert "&lt;b&gt;one" in page
    assert "<script>" not in page


def test_an_empty_line_is_said_to_be_empty():
    assert "<ins>(empty line)</ins>" in shown("a\nb", "a\n\nb")


def test_equal_texts_say_so():
    assert "No word is different." in shown("a", "a")
    assert "No word is different." in shown("", "")


def test_long_unchanged_stretches_are_folded():
    same = "\n".join(f"line {number}" for number in range(20))
    page = shown(f"{same}\nold end", f"{same}\nnew end")
    assert "<summary>18 lines that did not change</summary>" in page
    after_the_fold = page.partition("</details>")[2]
    assert "line 17" not in after_the_fold
    assert "line 18" in after_the_fold


def test_a_short_stretch_is_not_worth_folding():
    assert "<details" not in shown("1\n2\n3\n4\nold", "1\n2\n3\n4\nnew")
