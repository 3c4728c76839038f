"""Corrections: new versions with a reason and two keys again; what was published stays."""

from dataclasses import replace

import pytest

from commitments.actions import MilestoneReport, report_milestone
from commitments.workflow import MilestoneStatus
from mailroom.models import OutboxMessage
from network.workflow import Side
from progress.content import MilestoneLine, fingerprint
from progress.models import Publication
from progress.signing.actions import SigningRefusedError, sign, withdraw_signature
from progress.updates.actions import DraftRefusedError, save_draft
from tests.cast import client_for
from tests.progress.drafts import TEXT, draft, key, published, whole_draft
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY


@pytest.fixture
def update(gail, cyrus, commitment, period):
    return published(gail, cyrus, commitment, period)


def correct(by, side, update, reason="The date was wrong.", **parts):
    latest = update.latest_version()
    return save_draft(
        by=by,
        side=side,
        commitment=update.commitment,
        period=update.period,
        base=latest.number,
        content=replace(latest.content, **parts),
        reason=reason,
    )


def test_a_correction_says_why(gail, update):
    with pytest.raises(DraftRefusedError, match="say why"):
        correct(gail, GOV, update, reason=" ", done="Another word.")


def test_readers_see_the_published_text_until_both_have_signed(gail, cyrus, commitment, update):
    version = correct(gail, GOV, update, done="The corrected words.")
    url = address("update_detail", commitment)
    page = client_for().get(url).content.decode()
    assert TEXT.done in page
    assert "corrected" not in page
    assert client_for().get(version.get_absolute_url()).status_code == 404
    key(gail, GOV, version)
    assert "The corrected words" not in client_for().get(url).content.decode()
    key(cyrus, CIV, version)
    page = client_for().get(url).content.decode()
    assert "The corrected words." in page
    assert "This is a correction. The reason given: The date was wrong." in page


def test_every_version_keeps_its_address_and_its_fingerprint(gail, cyrus, commitment, update):
    first = update.publications.get().version
    second = correct(gail, GOV, update, done="Corrected once.")
    key(gail, GOV, second)
    key(cyrus, CIV, second)
    for version in (first, second):
        assert version.content.done in client_for().get(version.get_absolute_url()).content.decode()
        text = client_for().get(address("version_text", commitment, version.number))
        assert fingerprint(text.content.decode()) == version.content_hash
    old = client_for().get(first.get_absolute_url()).content.decode()
    assert "It was corrected later." in old


def test_the_other_side_is_told_of_the_first_save_only(gail, cyrus, update):
    correct(gail, GOV, update, done="Corrected.")
    correct(gail, GOV, update, done="Corrected better.")
    letters = OutboxMessage.objects.filter(kind="correction begun")
    assert [letter.to_email for letter in letters] == ["cyrus@example.org"]
    assert "The date was wrong." in letters[0].body


def test_the_copy_for_lists_follows_the_correction(gail, cyrus, commitment, update):
    version = correct(gail, GOV, update, done="Corrected.", government_completion="complete")
    key(gail, GOV, version)
    key(cyrus, CIV, version)
    commitment.refresh_from_db()
    assert commitment.government_completion == "complete"
    assert commitment.latest.corrected_because == "The date was wrong."


def test_going_back_to_the_published_words_corrects_nothing(gail, update):
    correct(gail, GOV, update, done="Corrected.")
    back = correct(gail, GOV, update, done=TEXT.done)
    with pytest.raises(SigningRefusedError, match="nothing is corrected"):
        key(gail, GOV, back)
    page = client_for(gail).get(update.get_absolute_url()).content.decode()
    assert "Correct this update" in page
    assert "has drafted a correction" not in page


def test_a_later_correction_can_follow(gail, cyrus, update):
    for number in range(3):
        version = correct(gail, GOV, update, done=f"Corrected {number}.")
        key(gail, GOV, version)
        key(cyrus, CIV, version)
    assert Publication.objects.count() == 4


def test_a_period_that_closed_does_not_stop_a_correction(gail, update, settings):
    import datetime as dt

    settings.TRACKER_TODAY = dt.date(2015, 1, 1)
    assert correct(gail, GOV, update, done="Found later.").reason == "The date was wrong."


def test_a_draft_needs_no_reason_and_keeps_none(gail, commitment, period):
    version = save_draft(
        by=gail,
        side=GOV,
        commitment=commitment,
        period=period,
        base=0,
        content=TEXT,
        reason="Not a correction",
    )
    assert version.reason == ""
    assert draft(gail, GOV, commitment, period, replace(TEXT, done="x")).number == 2


def test_readers_learn_nothing_of_a_correction_that_is_not_published(
    gail, cyrus, commitment, update
):
    version = correct(gail, GOV, update, reason="Between us: a slip", done="Another word.")
    sign(
        by=gail,
        side=GOV,
        update=update,
        number=version.number,
        content_hash=version.content_hash,
        reservation="Only among us",
    )
    page = client_for().get(address("update_detail", commitment)).content.decode()
    assert "Between us" not in page
    assert "Only among us" not in page
    assert "Version 3" not in page
    ours = client_for(cyrus).get(address("update_detail", commitment)).content.decode()
    assert "Between us" in ours
    assert "Only among us" in ours


def test_readers_do_not_read_a_reservation_that_was_taken_back(gail, cyrus, commitment, period):
    version = whole_draft(gail, cyrus, commitment, period)
    named = {"number": version.number, "content_hash": version.content_hash}
    sign(by=gail, side=GOV, update=version.update, reservation="Taken back", **named)
    withdraw_signature(by=gail, update=version.update)
    key(gail, GOV, version)
    key(cyrus, CIV, version)
    page = client_for().get(address("update_detail", commitment)).content.decode()
    assert "Taken back" not in page
    assert "withdrawn" in page


def test_another_reason_is_kept(gail, update):
    correct(gail, GOV, update, reason="First thought", done="Corrected.")
    again = correct(gail, GOV, update, reason="The figure was wrong")
    assert (again.number, again.reason) == (4, "The figure was wrong")


def test_a_correction_of_words_sets_no_newer_report_back(gail, cyrus, rae, commitment, period):
    first = commitment.milestones.first()
    line = MilestoneLine(status="on_track", ref=first.ref, title=first.title)
    version = whole_draft(gail, cyrus, commitment, period)
    version = draft(
        gail,
        GOV,
        commitment,
        period,
        replace(version.content, milestones={str(first.pk): line}),
    )
    key(gail, GOV, version)
    key(cyrus, CIV, version)
    report = MilestoneReport(
        status=MilestoneStatus.COMPLETED, evidence_url="https://example.org/law"
    )
    report_milestone(by=rae, milestone=first, report=report, reason="It passed")
    version.update.refresh_from_db()
    corrected = correct(gail, GOV, version.update, done="Other words.")
    key(gail, GOV, corrected)
    key(cyrus, CIV, corrected)
    first.refresh_from_db()
    assert first.status == MilestoneStatus.COMPLETED
