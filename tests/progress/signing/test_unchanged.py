"""Nothing new: what is carried forward, and one confirmation a side."""

import datetime as dt
from dataclasses import replace

import pytest

from commitments.actions import MilestoneReport, report_milestone
from commitments.workflow import MilestoneStatus
from network.workflow import Side
from progress.carrying import carried_into
from progress.content import MilestoneLine
from progress.models import UpdateVersion
from progress.signing.actions import SigningRefusedError, confirm_unchanged
from tests.cast import reporting_period
from tests.progress.drafts import TEXT, draft, key, published

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY


@pytest.fixture
def later(gail, cyrus, commitment, period, plan, settings):
    """The second period, open; the first has its published update."""
    published(gail, cyrus, commitment, period)
    second = reporting_period(plan, dt.date(2014, 7, 31))
    settings.TRACKER_TODAY = dt.date(2014, 7, 20)
    return second


def confirm(by, side, commitment, period):
    return confirm_unchanged(by=by, side=side, commitment=commitment, period=period)


def test_one_confirmation_a_side_publishes(gail, cyrus, commitment, later):
    assert confirm(gail, GOV, commitment, later) is None
    publication = confirm(cyrus, CIV, commitment, later)
    content = publication.version.content
    assert content.unchanged_since == "2014-04-30"
    assert content.done == TEXT.done
    assert publication.update.versions.count() == 1
    commitment.refresh_from_db()
    assert commitment.latest.unchanged_since_day == dt.date(2014, 4, 30)
    assert commitment.latest.changes == ()


def test_the_other_side_may_confirm_by_signing(gail, cyrus, commitment, later):
    confirm(gail, GOV, commitment, later)
    assert key(cyrus, CIV, UpdateVersion.objects.get(update__period=later)) is not None


def test_an_edit_takes_the_words_no_change_away(gail, cyrus, commitment, later):
    confirm(gail, GOV, commitment, later)
    version = draft(cyrus, CIV, commitment, later, replace(TEXT, done="Something did happen."))
    assert version.content.unchanged_since == ""


def test_the_first_update_has_nothing_to_confirm(gail, commitment, period):
    with pytest.raises(SigningRefusedError, match="Nothing was published before"):
        confirm(gail, GOV, commitment, period)


def test_a_draft_that_was_begun_is_not_overwritten(gail, cyrus, commitment, later):
    draft(cyrus, CIV, commitment, later, replace(TEXT, done="News."))
    with pytest.raises(SigningRefusedError, match="begun to write"):
        confirm(gail, GOV, commitment, later)


def test_what_was_reported_on_a_milestone_since_is_not_set_back(
    gail, cyrus, rae, commitment, period, plan, settings
):
    first = commitment.milestones.first()
    line = MilestoneLine(status="on_track", note="In May", ref=first.ref, title=first.title)
    words = replace(
        TEXT,
        government_completion="substantial",
        civil_society_completion="substantial",
        milestones={str(first.pk): line},
    )
    draft(gail, GOV, commitment, period, words)
    version = draft(cyrus, CIV, commitment, period, words)
    key(gail, GOV, version)
    key(cyrus, CIV, version)
    assert carried_into(commitment, reporting_period(plan, dt.date(2014, 7, 31))).content.lines == [
        line
    ]
    report_milestone(
        by=rae,
        milestone=first,
        report=MilestoneReport(
            status=MilestoneStatus.COMPLETED, evidence_url="https://example.org/law"
        ),
        reason="The law passed",
    )
    settings.TRACKER_TODAY = dt.date(2014, 7, 20)
    second = plan.periods.get(due_on=dt.date(2014, 7, 31))
    confirm(gail, GOV, commitment, second)
    confirm(cyrus, CIV, commitment, second)
    first.refresh_from_db()
    assert first.status == MilestoneStatus.COMPLETED
