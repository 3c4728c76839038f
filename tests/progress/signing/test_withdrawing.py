"""Withdrawing a signature, and what a change of leads does to it."""

import pytest
from django.db import DatabaseError, connection, transaction

from commitments.actions import appoint_lead, end_lead
from mailroom.models import OutboxMessage
from network.actions import end_role
from network.workflow import RoleKind, Side
from progress.keys import keys_on
from progress.models import Publication, Signature
from progress.signing.actions import SigningRefusedError, sign, withdraw_signature
from progress.signing.voiding import tell_of_void_signatures
from tests.cast import role
from tests.progress.drafts import draft, key, published, whole_draft

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY


@pytest.fixture
def version(gail, cyrus, commitment, period):
    return whole_draft(gail, cyrus, commitment, period)


def turned(version, commitment):
    return [key.side for key in keys_on(version, commitment) if key.signature]


def test_a_withdrawn_signature_no_longer_counts_but_stays_on_record(
    gail, cyrus, version, commitment
):
    key(gail, GOV, version)
    withdraw_signature(by=gail, update=version.update)
    assert turned(version, commitment) == []
    assert Signature.objects.get().withdrawn_at
    assert key(cyrus, CIV, version) is None
    letter = OutboxMessage.objects.get(kind="signature withdrawn")
    assert letter.to_email == "cyrus@example.org"
    assert "Gail Green has withdrawn" in letter.body


def test_whoever_withdrew_may_sign_again(gail, cyrus, version):
    key(gail, GOV, version)
    withdraw_signature(by=gail, update=version.update)
    key(gail, GOV, version)
    assert key(cyrus, CIV, version) is not None
    assert Signature.objects.filter(person=gail).count() == 2


def test_nobody_withdraws_for_somebody_else_or_twice(gail, cyrus, version):
    key(gail, GOV, version)
    with pytest.raises(SigningRefusedError, match="nothing to withdraw"):
        withdraw_signature(by=cyrus, update=version.update)
    withdraw_signature(by=gail, update=version.update)
    with pytest.raises(SigningRefusedError, match="nothing to withdraw"):
        withdraw_signature(by=gail, update=version.update)


def test_after_publication_it_is_too_late(gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    with pytest.raises(SigningRefusedError, match="has been published"):
        withdraw_signature(by=gail, update=update)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE progress_signature SET withdrawn_at = now()",
        "UPDATE progress_signature SET reservation = 'Never mind'",
    ],
)
def test_raw_sql_cannot_touch_a_published_signature(gail, cyrus, commitment, period, sql):
    published(gail, cyrus, commitment, period)
    refusal = pytest.raises(DatabaseError, match="permanent")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_raw_sql_cannot_give_a_withdrawn_signature_back(gail, version):
    key(gail, GOV, version)
    withdraw_signature(by=gail, update=version.update)
    refusal = pytest.raises(DatabaseError, match="permanent")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE progress_signature SET withdrawn_at = NULL")


def test_a_new_lead_voids_every_signature(gail, cyrus, mia, involve, version, commitment, nora):
    key(gail, GOV, version)
    appoint_lead(
        by=nora,
        commitment=commitment,
        side=CIV,
        person=mia,
        organisation=involve,
        reason="Joins Cyrus",
    )
    assert turned(version, commitment) == []
    assert key(cyrus, CIV, version) is None
    assert key(gail, GOV, version) is not None
    assert Publication.objects.get().government_signature.person == gail


def test_a_lead_who_leaves_voids_every_signature(gail, cyrus, version, commitment, nora):
    key(gail, GOV, version)
    end_lead(by=nora, lead=commitment.leads.get(person=cyrus), reason="Moved on")
    assert turned(version, commitment) == []


def test_a_lead_whose_role_ends_voids_every_signature(gail, cyrus, version, commitment, nora):
    key(gail, GOV, version)
    end_role(by=nora, role=cyrus.roles.get(), reason="Left the network")
    assert turned(version, commitment) == []
    assert tell_of_void_signatures() == 1


def test_a_role_that_ended_before_voids_nothing(
    gail, cyrus, mia, involve, version, commitment, nora
):
    end_role(by=nora, role=cyrus.roles.get(), reason="Left the network")
    appoint_lead(
        by=nora, commitment=commitment, side=CIV, person=mia, organisation=involve, reason="Follows"
    )
    key(gail, GOV, version)
    assert turned(version, commitment) == [GOV]
    assert key(mia, CIV, version) is not None


def test_an_edit_tells_whoever_had_signed(gail, cyrus, version, commitment, period):
    key(gail, GOV, version)
    draft(cyrus, CIV, commitment, period)
    letter = OutboxMessage.objects.get(kind="signature void")
    assert letter.to_email == "gail@example.org"
    assert "Cyrus Cole has changed the text" in letter.body
    assert tell_of_void_signatures() == 0


def test_a_change_of_leads_is_told_once(gail, cyrus, version, commitment, nora):
    key(gail, GOV, version)
    assert tell_of_void_signatures() == 0
    end_lead(by=nora, lead=commitment.leads.get(person=cyrus), reason="Moved on")
    assert tell_of_void_signatures() == 1
    assert tell_of_void_signatures() == 0
    letter = OutboxMessage.objects.get(kind="signature void")
    assert letter.to_email == "gail@example.org"
    assert "The leads of this commitment have changed" in letter.body


def test_whoever_no_longer_leads_is_not_written_to(gail, version, commitment, sam):
    key(gail, GOV, version)
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Moved on")
    assert tell_of_void_signatures() == 0


def test_signing_again_after_the_leads_changed_can_be_withdrawn(
    gail, cyrus, mia, involve, version, commitment, nora
):
    key(gail, GOV, version)
    appoint_lead(
        by=nora, commitment=commitment, side=CIV, person=mia, organisation=involve, reason="Joins"
    )
    key(gail, GOV, version)
    withdraw_signature(by=gail, update=version.update)
    assert turned(version, commitment) == []
    assert key(cyrus, CIV, version) is None


def test_a_role_given_again_the_same_day_brings_no_signature_back(
    gail, cyrus, global_witness, version, commitment, nora
):
    key(cyrus, CIV, version)
    end_role(by=nora, role=cyrus.roles.get(), reason="By mistake")
    role(cyrus, RoleKind.NETWORK_MEMBER, global_witness)
    assert turned(version, commitment) == []


def test_raw_sql_cannot_publish_with_void_keys(
    gail, cyrus, mia, involve, version, commitment, nora
):
    key(gail, GOV, version)
    appoint_lead(
        by=nora, commitment=commitment, side=CIV, person=mia, organisation=involve, reason="Joins"
    )
    key(cyrus, CIV, version)
    keys = dict(version.signatures.values_list("side", "pk"))
    refusal = pytest.raises(DatabaseError, match="published_needs_keys_that_still_count")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO progress_publication (update_id, version_id, ground, published_at,"
            " government_signature_id, civil_society_signature_id)"
            " VALUES (%s, %s, 'both_signed', now(), %s, %s)",
            (version.update_id, version.pk, keys["government"], keys["civil_society"]),
        )


def test_another_way_of_signing_is_refused_and_not_swallowed(gail, version):
    key(gail, GOV, version)
    with pytest.raises(SigningRefusedError, match="withdraw your signature first"):
        sign(
            by=gail,
            side=GOV,
            update=version.update,
            number=version.number,
            content_hash=version.content_hash,
            reservation="On second thoughts",
        )
