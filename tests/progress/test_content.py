"""The text of an update and its fingerprint."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.workflow import Side
from progress.content import LABELS, Content, MilestoneLine, differences, fingerprint

KEY = "uk/7/2014-04-30"
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
lines = st.builds(MilestoneLine, status=st.just("on_track"), note=words)
contents = st.builds(
    Content,
    done=words,
    challenges=words,
    government_completion=st.sampled_from(["", "limited", "complete"]),
    milestones=st.dictionaries(st.sampled_from(["7.01", "7.02"]), lines, max_size=2),
)


@given(contents)
def test_what_is_written_down_reads_back_the_same(content):
    canonical = content.canonical(KEY)
    assert Content.from_canonical(canonical).canonical(KEY) == canonical


@given(contents, contents)
def test_equal_fingerprints_mean_equal_texts(one, other):
    same_text = one.canonical(KEY) == other.canonical(KEY)
    assert (fingerprint(one.canonical(KEY)) == fingerprint(other.canonical(KEY))) == same_text


@pytest.mark.parametrize("name", LABELS)
def test_every_part_is_signed(name):
    assert replace(Content(), **{name: "limited"}).canonical(KEY) != Content().canonical(KEY)


def test_every_part_of_a_milestone_is_signed():
    whole = MilestoneLine("on_track", "2014-09-30", "Soon", "https://example.org", "7.01", "Law")
    signed = Content(milestones={"1": whole}).canonical(KEY)
    for part in ("status", "forecast_on", "note", "evidence_url", "ref", "title"):
        other = Content(milestones={"1": replace(whole, **{part: "x"})})
        assert other.canonical(KEY) != signed


def test_a_file_is_signed_and_without_one_the_form_is_as_it_ever_was():
    line = MilestoneLine("on_track", "", "Soon", "", "7.01", "Law")
    without = Content(milestones={"1": line}).canonical(KEY)
    assert without == (
        '{"challenges":"","civil_society_completion":"","done":"","government_completion":"",'
        '"help_wanted":"","involvement":"","milestones":{"1":{"evidence_url":"",'
        '"forecast_on":"","note":"Soon","ref":"7.01","status":"on_track","title":"Law"}},'
        '"next_steps":"","update":"uk/7/2014-04-30"}'
    )
    assert Content.from_canonical(without).milestones["1"] == line
    seen = {without}
    for sha256, name in (("a" * 64, "x.pdf"), ("b" * 64, "x.pdf"), ("a" * 64, "y.pdf")):
        file = replace(line, evidence_file=sha256, evidence_name=name)
        canonical = Content(milestones={"1": file}).canonical(KEY)
        assert Content.from_canonical(canonical).milestones["1"] == file
        assert name in file.in_words()
        assert sha256[:12] in file.in_words()
        seen.add(canonical)
    assert len(seen) == 4


def test_a_file_alone_says_something_and_is_evidence():
    line = MilestoneLine("completed", ref="7.01", evidence_file="a" * 64, evidence_name="x.pdf")
    assert not replace(line, status="").is_empty
    assert not [said for said in Content(milestones={"1": line}).missing() if "7.01" in said]


def test_milestones_are_read_in_the_plans_order():
    lines = {str(n): MilestoneLine(note="x", ref=ref) for n, ref in enumerate(["7.10", "B", "7.9"])}
    assert [line.ref for line in Content(milestones=lines).lines] == ["B", "7.9", "7.10"]


def test_a_signature_cannot_be_carried_to_another_update():
    assert Content().canonical(KEY) != Content().canonical("uk/8/2014-04-30")


def test_the_same_words_typed_on_another_machine_are_the_same_text():
    composed, decomposed = "Caf\u00e9\nmet", "Cafe\u0301\r\nmet  "
    assert Content(done=composed).canonical(KEY) == Content(done=decomposed).canonical(KEY)


def test_the_fingerprint_is_sha_256_of_the_utf_8_bytes():
    assert fingerprint("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()


def test_an_empty_milestone_line_says_nothing():
    assert Content(milestones={"7.01": MilestoneLine()}).canonical(KEY) == Content().canonical(KEY)


def test_what_is_missing_is_said_in_sentences():
    line = MilestoneLine(status="completed", ref="7.01")
    missing = Content(milestones={"1": line}).missing()
    assert missing == [
        "Say what was done, even if the answer is “nothing yet”.",
        "Government has not yet said how far the commitment is.",
        "Civil society has not yet said how far the commitment is.",
        "Milestone 7.01 is “completed”: add a link to the evidence, or a file.",
    ]


def test_slow_progress_must_say_what_stands_in_the_way():
    content = Content(
        done="Little.", government_completion="substantial", civil_society_completion="limited"
    )
    assert content.missing() == [
        "Say what stands in the way: progress is “not started” or “limited”.",
        "Say what would help: progress is “not started” or “limited”.",
    ]
    assert replace(content, challenges="No money.", help_wanted="Some.").missing() == []


def test_a_side_that_is_not_waited_for_may_be_silent():
    content = Content(done="Much.", government_completion="substantial")
    assert len(content.missing()) == 1
    assert content.missing(without=Side.CIVIL_SOCIETY) == []
    assert len(content.missing(without=Side.GOVERNMENT)) == 1


def test_evidence_the_tracker_holds_already_is_enough():
    content = Content(milestones={"1": MilestoneLine(status="completed", ref="7.01")})
    assert [line for line in content.missing(["2"]) if "7.01" in line]
    assert not [line for line in content.missing(["1"]) if "7.01" in line]


def test_a_side_keeps_its_own_assessment():
    mine = Content(government_completion="complete", civil_society_completion="complete")
    theirs = Content(government_completion="limited")
    kept = mine.keeping_assessment_of(Side.GOVERNMENT, theirs)
    assert kept.government_completion == "limited"
    assert kept.civil_society_completion == "complete"


def test_differences_are_in_the_words_of_the_page():
    before = Content(done="A", government_completion="limited")
    line = MilestoneLine(status="on_track", forecast_on="2014-09-30", note="Soon", ref="7.01")
    after = Content(done="B", milestones={"1": line})
    rows = [(row.name, row.label, row.before, row.after) for row in differences(before, after)]
    assessment = "How far the commitment is: government’s view"
    assert rows == [
        ("done", "What was done", "A", "B"),
        ("government_completion", assessment, "Limited", ""),
        ("1", "Milestone 7.01", "", "On track, expected on 30 September 2014, Soon"),
    ]
