import json
from contextlib import suppress
from typing import Any

import pytest

from commitments.importing import PlanFileError, read_plan_file
from commitments.models import Precision
from tests.plan_files import REAL, milestone, small_plan, write


def errors_of(tmp_path, content) -> list[str]:
    with pytest.raises(PlanFileError) as refused:
        read_plan_file(write(tmp_path, content))
    return refused.value.errors


def spoilt(path: str, value) -> dict:
    """The small plan with `value` at `path`, such as commitments.0.number; deletes for `...`."""
    plan = small_plan()
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = plan
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return plan


def test_it_reads_the_real_plan():
    plan = read_plan_file(REAL)
    assert (len(plan.themes), len(plan.organisations), len(plan.commitments)) == (5, 47, 21)
    assert plan.milestone_count == 92
    first = plan.commitments[0].milestones[0]
    assert (first.due.text, first.revised_due.text) == ("December 2013", "March 2014")


def test_what_is_not_known_stays_unknown(tmp_path):
    commitment = read_plan_file(write(tmp_path, small_plan())).commitments[0]
    assert (commitment.due.text, commitment.due.precision) == ("", Precision.NONE)
    assert commitment.due.on is None
    assert commitment.fields["civic_participation"] is False


def test_a_number_may_be_written_without_quotes(tmp_path):
    plan = spoilt("commitments.0.number", 7)
    plan["outcomes"][0]["commitment"] = 7
    found = read_plan_file(write(tmp_path, plan))
    assert found.commitments[0].number == "7"
    assert len(found.commitments[0].outcomes) == 1


def test_a_mark_in_front_of_the_text_does_no_harm(tmp_path):
    marked = "\ufeff" + json.dumps(small_plan())
    assert read_plan_file(write(tmp_path, marked)).slug == "uk-2"


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        (
            "commitments.0.milestones.0.due.latest",
            "2014-02-30",
            'commitments[0].milestones[0].due.latest: "2014-02-30" is not a real date; write YYYY',
        ),
        (
            "plan.published",
            "20131031",
            'plan.published: "20131031" is not a real date; write YYYY-MM-DD',
        ),
        (
            "reporting_dates.1",
            "soon",
            'reporting_dates[1]: "soon" is not a real date; write YYYY-MM-DD',
        ),
        (
            "commitments.1.lead_organisations.0",
            "bisx",
            'commitments[1].lead_organisations[0]: "bisx" is not in organisations',
        ),
        ("plan.coordinator", "nobody", 'plan.coordinator: "nobody" is not in organisations'),
        ("commitments.0.theme", "open", 'commitments[0].theme: "open" is not in themes'),
        ("commitments.0.source.0", "hear", 'commitments[0].source[0]: "hear" is not in sources'),
        ("outcomes.0.commitment", "9", 'outcomes[0].commitment: "9" is not in commitments'),
        ("commitments.1.number", "7", 'commitments[1].number: "7" is already used by'),
        ("commitments.1.milestones.1.ref", "B.01", 'milestones[1].ref: "B.01" is already used'),
        ("organisations.1.id", "bis", 'organisations[1].id: "bis" is already used by'),
        ("organisations.1.name", "bis", 'organisations[1].name: "bis" is already used by'),
        ("commitments.1.short_title", "Ownership!", "makes the same address as that of"),
        (
            "commitments.0.civil_society_partners.0",
            "bis",
            '"bis" takes part in this commitment already',
        ),
        ("organisations.0.kind", "guild", 'organisations[0].kind: "guild" is not known; use one'),
        ("commitments.0.end.precision", "week", 'end.precision: "week" is not known; use one of'),
        ("outcomes.0.confidence", None, "outcomes[0].confidence: null is not text"),
        ("commitments.0.summary", ..., "commitments[0].summary: missing"),
        ("commitments.0.end", ..., "commitments[0].end: missing"),
        ("organisations.0.abbreviation", ..., "missing; write null where it is not known"),
        ("commitments", {}, "commitments: {} is not a list"),
        ("commitments.0", "7", 'commitments[0]: "7" is not an object'),
        ("commitments.0.number", 7.5, "commitments[0].number: 7.5 is not text"),
        ("commitments.0.number", True, "commitments[0].number: true is not text"),
        ("commitments.0.milestones.0.explicit_in_plan", 1, "1 is not true or false"),
        ("themes.0.order", "1", 'themes[0].order: "1" is not a whole number'),
        ("themes.0.order", 10**9, "themes[0].order: 1000000000 is not between 0 and 32767"),
        ("themes.0.name", " ", "themes[0].name: is empty"),
        ("themes.0.name", "a" * 121, "121 characters are too many; at most 120 fit"),
        ("themes.0.id", "open data", 'themes[0].id: "open data" may only have letters'),
        ("plan.title", "The\u000bplan", r'plan.title: "The\u000bplan" has hidden characters'),
        ("plan.title", "The\u0000plan", "has hidden characters or line breaks in it"),
        ("plan.title", "The \ud800 plan", "has hidden characters or line breaks in it"),
        ("plan.title", "The \u202e plan", "has hidden characters or line breaks in it"),
        ("plan.tittle", "x", "plan.tittle: this key is not known here: is it misspelt?"),
        ("plan.commitment_count", 3, "plan.commitment_count: says 3, but the file has 2"),
        (
            "commitments.0.milestones.0.government_status.1",
            "Late",
            '.government_status[1]: "Late" is not known; use one of',
        ),
        (
            "commitments.0.milestones.0.government_status",
            ["Closed"],
            "needs one status for each of reporting_dates",
        ),
        ("government_status_source", "tsv", 'government_status_source: "tsv" is not in sources'),
        ("reporting_dates.1", "2014-04-30", "not in order, or one is there twice"),
        ("reporting_dates.0", "2013-10-31", "reporting_dates[0]: is not after plan.published"),
        ("plan.published", None, "plan.published: missing, and reporting starts from it"),
    ],
)
def test_each_error_is_named_with_its_path(tmp_path, path, value, error):
    found = errors_of(tmp_path, spoilt(path, value))
    assert any(error in line for line in found), found


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("commitments.0.end", ...),
        ("plan.title", ...),
        ("plan.title", 5),
        ("plan.published", 5),
        ("commitments.0.irm", []),
        ("themes.0.order", "1"),
    ],
)
def test_one_mistake_makes_one_line(tmp_path, path, value):
    assert len(errors_of(tmp_path, spoilt(path, value))) == 1


def test_the_status_file_need_not_be_named(tmp_path):
    plan = spoilt("government_status_source", ...)
    report = read_plan_file(write(tmp_path, plan)).commitments[0].milestones[0].reports[-1]
    assert report.report.evidence == "Government status file"


def test_all_errors_come_at_once_with_where_they_are(tmp_path):
    plan = spoilt("plan.published", "2013-13-01")
    plan["commitments"][1]["lead_organisations"] = ["bisx"]
    plan["commitments"][1]["milestones"].append(milestone("B.02"))
    assert errors_of(tmp_path, plan) == [
        'commitments[1].lead_organisations[0]: "bisx" is not in organisations',
        'commitments[1].milestones[2].ref: "B.02" is already used by commitments[1].milestones[1]',
        'plan.published: "2013-13-01" is not a real date; write YYYY-MM-DD',
    ]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ('{\n  "plan": nought\n}', "plan.json: not JSON at line 2, column 11: Expecting value"),
        ("", "plan.json: the file is empty"),
        (" \n", "plan.json: the file is empty"),
        ("[]", "plan.json: the whole file has to be one object, in { and }"),
        ('{"plan": 1, "plan": 2}', 'plan.json: not JSON: the key "plan" is there twice in one'),
        ('{"plan": NaN}', "plan.json: not JSON: NaN is not a value"),
        ("[" * 100_000, "plan.json: not JSON: "),
        ("{}".encode("utf-16"), "plan.json: byte 1 is not UTF-8; save the file as UTF-8"),
        (b'{"plan": "caf\xe9"}', "plan.json: byte 14 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_what_is_no_plan_file_gets_one_line(tmp_path, content, error):
    found = errors_of(tmp_path, content)
    assert len(found) == 1
    assert found[0].startswith(error)


@pytest.mark.parametrize(("name", "error"), [("none.json", "there is no such"), (".", "cannot be")])
def test_a_file_that_cannot_be_read_gets_one_line(tmp_path, name, error):
    with pytest.raises(PlanFileError, match=error):
        read_plan_file(tmp_path / name)


def places(value, path=()):
    """Every place in the file, from the whole down to each value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in inside:
        yield (*path, key)
        if isinstance(part, dict | list):
            yield from places(part, (*path, key))


@pytest.mark.parametrize("nonsense", [None, 7, -1, 0.5, True, "", "x" * 999, [], {}, [[]], [None]])
def test_nonsense_anywhere_is_an_error_or_a_plan_but_never_a_crash(tmp_path, nonsense):
    for path in places(small_plan()):
        with suppress(PlanFileError):
            read_plan_file(write(tmp_path, spoilt(".".join(map(str, path)), nonsense)))
