"""The number beside a choice is the number of results that choosing it leaves."""

import itertools
import re
from dataclasses import replace

import pytest

from commitments.actions import add_milestone
from commitments.models import Participation
from network.models import Organisation
from network.workflow import Side
from ogp_tracker import history
from opendata.exploring import filters as module
from opendata.exploring.filters import EXACT
from tests import cast
from tests.opendata.exploring.finding import filters_of, found
from tests.progress.blocking import blocker_of
from tests.progress.drafts import TEXT, published_as
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db
NAMES = ("kind", "plan", "theme", "organisation", "sides", "year", "spelling")


@pytest.fixture
def registers(gail, cyrus, commitment, period, global_witness, bis):
    """Registers in things of every kind, two plans, two years, and every mixture of sides."""
    text = replace(TEXT, done="The register of registers.")
    published_as(gail, cyrus, commitment, period, text)
    blocker_of(cyrus, commitment, summary="The register is dear.")
    note_of(gail, commitment, text="A register was seen.", is_public=True)
    cast.organisation("Register Foundation")
    after = cast.action_plan("after", 3, published_on="2014-02-01", title="Registers of all kinds")
    for number, side in enumerate([None, *Side, "both"]):
        one = cast.commitment_of(after, str(number), "Registers", ogp_id=f"R{number}")
        add_milestone(
            by=None, commitment=one, due=cast.END_OF_2014, ref=f"{number}.1", title="A register"
        )
        for taking, of in ((bis, Side.GOVERNMENT), (global_witness, Side.CIVIL_SOCIETY)):
            if side in (of, "both"):
                _take_part(one, taking, of)


def _take_part(commitment, organisation: Organisation, side: Side) -> None:
    history.create(
        Participation, by=None, commitment=commitment, organisation=organisation, side=side
    )


def counts_of(filters) -> dict[tuple[str, str], int]:
    """The number beside each choice of each filter."""
    filters.show_counts()
    counts = {}
    for name in NAMES:
        for code, label in filters.form.fields[name].choices:
            if code:
                counts[name, code] = int(re.findall(r"\((\d+)\)$", str(label))[0])
    return counts


def test_whatever_is_chosen_the_counts_are_true(registers):
    alone = {key for key, number in counts_of(filters_of("register")).items() if number}
    assert {name for name, _ in alone} == set(NAMES)
    pairs = [dict(pair) for pair in itertools.combinations(sorted(alone), 2)]
    for chosen in ({}, *({name: code} for name, code in sorted(alone)), *pairs[::7]):
        for (name, code), number in counts_of(filters_of("register", **chosen)).items():
            rows = found("register", **{**chosen, name: code})
            assert len(rows) == number, (chosen, name, code)


def test_without_one_of_them_nothing_is_counted_as_typed(registers):
    assert counts_of(filters_of("registre"))["spelling", EXACT] == 0


def test_more_than_is_counted_is_said_to_be_more(registers, monkeypatch):
    monkeypatch.setattr(module, "MOST", 4)
    filters = filters_of("register")
    assert filters.is_cut
    assert filters.narrowed().count() == 4
    filters.show_counts()
    assert all(label.endswith("+)") for _, label in filters.form.fields["kind"].choices)


def test_each_choice_can_be_taken_away_and_stays_in_the_address(registers):
    filters = filters_of("register", kind=["commitment", "update"], year="2014")
    chosen = {one.value: one.url for one in filters.chosen_besides_words()}
    assert chosen == {
        "Commitment": "?q=register&kind=update&year=2014",
        "Progress update": "?q=register&kind=commitment&year=2014",
        "2014": "?q=register&kind=commitment&kind=update",
    }
    assert filters.wider_url == "?q=register"
