"""One side alone: when it may publish, what it may not, and the other side's late answer."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from mailroom.models import OutboxMessage
from network.workflow import Side
from progress.content import Content
from progress.models import Extension, Publication
from progress.signing.actions import SigningRefusedError, ground_of, publish_alone, sign
from progress.updates.actions import DraftRefusedError
from tests.progress.drafts import draft, key, whole_draft

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY
DUE = dt.date(2014, 4, 30)
TEXT = Content(done="Consulted.", government_completion="substantial")


@pytest.fixture
def on(settings):
    """Stops the business day; moments then fall on it, too."""

    def on(day: dt.date) -> None:
        settings.TRACKER_TODAY = day

    on(dt.date(2014, 4, 20))
    return on


@pytest.fixture
def signed(on, gail, commitment, period):
    """Government's text, signed on the day after the due day; civil society never came."""
    on(DUE + dt.timedelta(days=1))
    version = draft(gail, GOV, commitment, period, TEXT)
    key(gail, GOV, version)
    return version


def alone(by, version, side=GOV):
    return publish_alone(
        by=by,
        side=side,
        update=version.update,
        number=version.number,
        content_hash=version.content_hash,
    )


def test_before_the_due_day_both_assessments_are_waited_for(on, gail, commitment, period):
    version = draft(gail, GOV, commitment, period, TEXT)
    with pytest.raises(SigningRefusedError, match="Civil society has not yet said"):
        key(gail, GOV, version)


def test_after_fourteen_days_of_silence_one_side_may_publish(on, gail, signed):
    on(dt.date(2014, 5, 16))
    publication = alone(gail, signed)
    assert publication.ground == Publication.Ground.ONE_SIDE
    assert publication.silent_side == CIV
    assert (publication.silent_since, publication.silence_days) == (dt.date(2014, 5, 1), 14)
    signed.update.refresh_from_db()
    assert signed.update.is_published


def test_one_day_earlier_it_may_not(on, gail, signed):
    on(dt.date(2014, 5, 15))
    with pytest.raises(SigningRefusedError, match="until the end of 15 May 2014"):
        alone(gail, signed)


def test_silence_is_counted_from_the_due_day_at_the_earliest(on, gail, cyrus, commitment, period):
    version = whole_draft(gail, cyrus, commitment, period)
    key(gail, GOV, version)
    assert ground_of(version.update, version, GOV).silence.since == DUE


def test_whoever_wrote_after_the_due_day_was_not_silent_then(
    on, gail, cyrus, commitment, period, signed
):
    on(dt.date(2014, 5, 10))
    words = Content(done="Consulted, late.", civil_society_completion="substantial")
    version = draft(cyrus, CIV, commitment, period, words)
    key(gail, GOV, version)
    assert ground_of(version.update, version, GOV).silence.ends_on == dt.date(2014, 5, 25)
    on(dt.date(2014, 5, 20))
    with pytest.raises(SigningRefusedError, match="until the end of 24 May 2014"):
        alone(gail, version)


def test_an_edit_begins_the_silence_anew(on, gail, commitment, period, signed):
    on(dt.date(2014, 5, 16))
    version = draft(
        gail, GOV, commitment, period, Content(done="More.", government_completion="complete")
    )
    with pytest.raises(SigningRefusedError, match="sign it first"):
        alone(gail, version)
    key(gail, GOV, version)
    with pytest.raises(SigningRefusedError, match="until the end of 30 May 2014"):
        alone(gail, version)


def test_an_extension_moves_the_ground(on, gail, commitment, period, signed, sam):
    Extension.objects.create(
        period=period,
        previous_due_on=DUE,
        due_on=dt.date(2014, 5, 20),
        asked_by="BIS",
        reason="Election",
        granted_on=DUE,
        granted_at=period.history.first().history_date,
        granted_by=sam,
    )
    on(dt.date(2014, 6, 3))
    with pytest.raises(SigningRefusedError):
        alone(gail, signed)
    on(dt.date(2014, 6, 4))
    assert alone(gail, signed)


def test_a_correction_is_never_published_alone(on, gail, commitment, period, signed):
    on(dt.date(2014, 5, 16))
    alone(gail, signed)
    from progress.updates.actions import save_draft

    version = save_draft(
        by=gail,
        side=GOV,
        commitment=commitment,
        period=period,
        base=1,
        content=Content(done="Quietly better.", government_completion="complete"),
        reason="A mistake",
    )
    key(gail, GOV, version)
    on(dt.date(2014, 6, 20))
    with pytest.raises(SigningRefusedError, match="cannot be published by one side"):
        alone(gail, version)


def test_the_period_closes_for_everybody(on, gail, commitment, period, signed):
    on(dt.date(2014, 6, 30))
    with pytest.raises(SigningRefusedError, match="closed on 29 June 2014"):
        alone(gail, signed)
    with pytest.raises(DraftRefusedError, match="closed on 29 June 2014"):
        draft(gail, GOV, commitment, period, Content(done="Too late."))


def test_the_silent_side_is_told_and_may_still_sign_with_a_reservation(
    on, gail, cyrus, commitment, signed
):
    on(dt.date(2014, 5, 16))
    publication = alone(gail, signed)
    letter = OutboxMessage.objects.get(kind="published", to_email="cyrus@example.org")
    assert "published by government alone" in letter.body
    assert "You can still sign it" in letter.body
    on(dt.date(2014, 6, 1))
    sign(
        by=cyrus,
        side=CIV,
        update=signed.update,
        number=1,
        content_hash=signed.content_hash,
        reservation="We were not asked.",
    )
    publication.refresh_from_db()
    assert publication.silent_side == CIV  # the label stays
    assert [key.person.name for key in publication.shown_keys()] == ["Gail Green", "Cyrus Cole"]
    commitment.refresh_from_db()
    late = commitment.latest.signed[1]
    assert (late.is_late, late.reservation) == (True, "We were not asked.")


def test_the_side_that_published_adds_nothing_later(on, gail, signed):
    on(dt.date(2014, 5, 16))
    alone(gail, signed)
    again = sign(
        by=gail, side=GOV, update=signed.update, number=1, content_hash=signed.content_hash
    )
    assert len(again.shown_keys()) == 1


def test_what_the_silent_side_once_said_is_not_overwritten(on, gail, commitment, signed):
    commitment.civil_society_completion = "limited"
    commitment.save()
    on(dt.date(2014, 5, 16))
    alone(gail, signed)
    commitment.refresh_from_db()
    assert commitment.civil_society_completion == "limited"
    assert commitment.government_completion == "substantial"


@pytest.mark.parametrize(
    ("since", "days", "published"),
    [
        ("2014-04-30", 14, "2014-05-16"),  # before government signed
        ("2014-05-01", 13, "2014-05-16"),  # fewer days than the period gives
        ("2014-05-01", 14, "2014-05-15"),  # too early
        ("2014-05-01", 14, "2014-06-30"),  # after the period closed
        ("2014-04-01", 40, "2014-05-16"),  # before the due day
    ],
)
def test_raw_sql_cannot_publish_alone_without_the_ground(signed, since, days, published):
    mine = signed.signatures.get().pk
    refusal = pytest.raises(DatabaseError, match="one_side_publishes_only_after_silence")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO progress_publication (update_id, version_id, ground, published_at,"
            " government_signature_id, silent_since, silence_days)"
            " VALUES (%s, %s, 'one_side', %s, %s, %s, %s)",
            (signed.update_id, signed.pk, published, mine, since, days),
        )
