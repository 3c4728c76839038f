"""The plan in this repository says what the reference data says, no more and no less."""

import json
import os
from pathlib import Path

import pytest

from tests.plan_files import REAL

REFERENCE = Path(os.environ.get("OGP_REFERENCE_DATA", "../shared/data")) / REAL.name


def as_ours(plan: dict) -> dict:
    """The reference data with the changes made on purpose."""
    plan["government_status_source"] = "uk-csv"
    plan["sources"]["seed"] = (
        "Note of the meeting of the network and the Cabinet Office on 26 February 2014"
    )
    for commitment in plan["commitments"]:
        commitment["number"] = str(commitment["number"])
        # Said in its notes; the promise itself did not say so.
        commitment["summary"] = commitment["summary"].removesuffix(" Withdrawn.")
    for outcome in plan["outcomes"]:
        outcome["commitment"] = str(outcome["commitment"])
        if outcome["source"] not in plan["sources"]:
            outcome["source"] = outcome["source"].replace("day: gk", "day: general knowledge")
            outcome["source"] = outcome["source"].replace("gk (2016", "general knowledge (2016")
    return plan


@pytest.mark.skipif(
    not REFERENCE.exists(), reason="OGP_REFERENCE_DATA does not name a folder with the plan"
)
def test_our_plan_is_the_reference_plan():
    ours = json.loads(REAL.read_text())
    assert ours == as_ours(json.loads(REFERENCE.read_text()))
