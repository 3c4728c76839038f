"""Two people's changes of one update, put together."""

from dataclasses import replace

from hypothesis import given

from progress.content import Content, MilestoneLine
from progress.updates.merging import merge_contents
from tests.progress.test_content import KEY, contents


def test_each_part_is_merged_by_itself():
    line = MilestoneLine(note="old", ref="7.01", title="Law")
    base = Content(done="A", next_steps="B", milestones={"1": line})
    mine = replace(base, done="A\nMine", milestones={"1": replace(line, status="on_track")})
    news = replace(line, note="new", evidence_url="https://example.org")
    other = MilestoneLine(note="first", ref="7.02", title="Risks")
    theirs = replace(base, done="A\nTheirs", next_steps="C", milestones={"1": news, "2": other})
    merged = merge_contents(base, mine, theirs)
    assert merged.conflicts == []
    assert merged.content == Content(
        done="A\nTheirs\nMine",
        next_steps="C",
        milestones={"1": replace(news, status="on_track"), "2": other},
    )


def test_parts_that_both_changed_are_named_and_keep_my_words():
    line = MilestoneLine(note="old", ref="7.01", title="Law")
    base = Content(done="A", government_completion="limited", milestones={"1": line})
    mine, theirs = (
        replace(base, done=who, milestones={"1": replace(line, note=who)}) for who in ("I", "They")
    )
    merged = merge_contents(base, mine, replace(theirs, next_steps="Theirs alone"))
    assert merged.conflicts == ["done", "1"]
    assert merged.content == replace(mine, next_steps="Theirs alone")


def test_a_milestone_with_a_new_reference_is_no_conflict():
    line = MilestoneLine(note="old", ref="7.01", title="Law")
    base = Content(milestones={"1": line})
    mine = Content(milestones={"1": replace(line, ref="7.1")})
    theirs = Content(milestones={"1": replace(line, ref="7.2")})
    merged = merge_contents(base, mine, theirs)
    assert merged.conflicts == []
    assert merged.content.milestones["1"].ref == "7.1"


def test_that_nothing_has_changed_is_said_only_of_the_text_as_it_is():
    base = Content(done="A")
    theirs = replace(base, unchanged_since="2014-01-31")
    assert merge_contents(base, base, theirs).content == theirs
    assert merge_contents(base, replace(base, done="B"), theirs).content.unchanged_since == ""


@given(contents, contents)
def test_who_changed_nothing_loses_nothing_of_the_newer_text(base, theirs):
    merged = merge_contents(base, base, theirs)
    assert merged.content.canonical(KEY) == theirs.canonical(KEY)
    assert merged.conflicts == []


@given(contents, contents)
def test_who_changed_something_keeps_it(base, mine):
    merged = merge_contents(base, mine, base)
    assert merged.content.canonical(KEY) == mine.canonical(KEY)
    assert merged.conflicts == []


def test_a_file_and_its_name_are_one_thing():
    def naming(sha256, name):
        return Content(milestones={"1": MilestoneLine(evidence_file=sha256, evidence_name=name)})

    base, mine, theirs = naming("a", "x y.pdf"), naming("b", "x y.pdf"), naming("c", "z.pdf")
    nothing = Content(milestones={"1": MilestoneLine()})
    for one, other, merged, conflicts in (
        (mine, base, mine, []),
        (base, theirs, theirs, []),
        (mine, theirs, mine, ["1"]),
        (nothing, base, nothing, []),
        (nothing, theirs, nothing, ["1"]),
    ):
        found = merge_contents(base, one, other)
        assert (found.content, found.conflicts) == (merged, conflicts)
