"""The database itself refuses what the application must never do: here with raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from network.workflow import Side
from progress.models import Publication, Signature
from tests.cast import commitment_of, lead
from tests.progress.drafts import key, published, whole_draft


def refused(sql, *values):
    refusal = pytest.raises(DatabaseError)
    with refusal as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(error.value)


@pytest.fixture
def version(gail, cyrus, commitment, period):
    return whole_draft(gail, cyrus, commitment, period)


PUBLISH = (
    "INSERT INTO progress_publication (update_id, version_id, ground, published_at,"
    " government_signature_id, civil_society_signature_id)"
    " VALUES (%s, %s, 'both_signed', now(), %s, %s)"
)
SIGN = (
    "INSERT INTO progress_signature (version_id, side, person_id, lead_id, content_hash, signed_at,"
    " reservation) VALUES (%s, %s, %s, %s, %s, now(), '') RETURNING id"
)


def signed_by_hand(version, side, lead):
    with connection.cursor() as cursor:
        cursor.execute(SIGN, (version.pk, side, lead.person_id, lead.pk, version.content_hash))
        return cursor.fetchone()[0]


def test_no_signature_no_publication(version):
    said = refused(PUBLISH, version.update_id, version.pk, 999, 998)
    assert "published_needs_both_signatures" in said


def test_one_signature_is_not_two(version, gail):
    key(gail, Side.GOVERNMENT, version)
    mine = version.signatures.get().pk
    said = refused(PUBLISH, version.update_id, version.pk, mine, mine)
    assert "published_needs_both_signatures" in said


def test_two_signatures_of_one_side_are_not_two_sides(version, bis, gail, sam, commitment):
    first = signed_by_hand(version, "government", commitment.leads.get(person=gail))
    second = signed_by_hand(version, "government", lead(commitment, Side.GOVERNMENT, sam, bis))
    said = refused(PUBLISH, version.update_id, version.pk, first, second)
    assert "published_needs_both_signatures" in said


def test_signatures_on_another_text_do_not_count(
    version, gail, cyrus, bis, global_witness, plan, period
):
    other = commitment_of(plan, "8", "Access to police records", bis)
    lead(other, Side.GOVERNMENT, gail, bis)
    lead(other, Side.CIVIL_SOCIETY, cyrus, global_witness)
    elsewhere = published(gail, cyrus, other, period).publications.get().keys
    said = refused(PUBLISH, version.update_id, version.pk, *(row.pk for row in elsewhere))
    assert "published_needs_both_signatures" in said


def test_one_person_cannot_sign_for_both(version, gail, commitment, global_witness):
    mine = commitment.leads.get(person=gail)
    signed_by_hand(version, "government", mine)
    mine.ends_on = mine.starts_on
    mine.save()
    other = lead(commitment, Side.CIVIL_SOCIETY, gail, global_witness)
    said = refused(SIGN, version.pk, "civil_society", gail.pk, other.pk, version.content_hash)
    assert "one_person_never_signs_for_both" in said


def test_a_signature_is_given_under_an_appointment_of_its_side(version, gail, commitment):
    mine = commitment.leads.get(person=gail)
    said = refused(SIGN, version.pk, "civil_society", gail.pk, mine.pk, version.content_hash)
    assert "signature_is_given_by_a_lead_of_its_side" in said


def test_a_signature_names_the_text_it_is_on(version, gail, commitment):
    mine = commitment.leads.get(person=gail)
    said = refused(SIGN, version.pk, "government", gail.pk, mine.pk, "0" * 64)
    assert "signature_names_its_text" in said


def test_an_overtaken_version_takes_no_signature(version, gail, commitment):
    first, mine = version.update.versions.get(number=1), commitment.leads.get(person=gail)
    said = refused(SIGN, first.pk, "government", gail.pk, mine.pk, first.content_hash)
    assert "signature_is_on_the_latest_version" in said


def test_the_status_cannot_say_published_by_itself(version):
    said = refused(
        "UPDATE progress_progressupdate SET status = 'published' WHERE id = %s", version.update_id
    )
    assert "published_needs_a_publication" in said


def test_a_hash_that_is_not_the_texts_is_refused(version, gail):
    said = refused(
        "INSERT INTO progress_updateversion (update_id, number, base_id, author_id, side, saved_at,"
        " reason, canonical, content_hash)"
        " VALUES (%s, 3, %s, %s, 'government', now(), '', 'text', %s)",
        version.update_id,
        version.pk,
        gail.pk,
        "0" * 64,
    )
    assert "hash_is_the_hash_of_the_text" in said


def test_a_version_cannot_jump_the_queue(version, gail):
    said = refused(
        "INSERT INTO progress_updateversion (update_id, number, base_id, author_id, side, saved_at,"
        " reason, canonical, content_hash) VALUES (%s, 7, %s, %s, 'government', now(), '', 'text',"
        " encode(sha256('text'), 'hex'))",
        version.update_id,
        version.pk,
        gail.pk,
    )
    assert "version_follows_its_base" in said


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE progress_updateversion SET canonical = canonical || ' '",
        "UPDATE progress_updateversion SET saved_at = now()",
        "DELETE FROM progress_updateversion",
        "UPDATE progress_signature SET side = 'government'",
        "DELETE FROM progress_signature",
        "UPDATE progress_publication SET published_at = now()",
        "DELETE FROM progress_publication",
        "UPDATE progress_progressupdate SET status = 'drafting'",
        "UPDATE progress_progressupdate SET key = 'another'",
    ],
)
def test_what_was_published_is_permanent(gail, cyrus, commitment, period, sql):
    published(gail, cyrus, commitment, period)
    assert "permanent" in refused(sql)


def test_a_published_update_takes_no_draft_without_a_reason(gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    latest = update.latest_version()
    said = refused(
        "INSERT INTO progress_updateversion (update_id, number, base_id, author_id, side, saved_at,"
        " reason, canonical, content_hash) VALUES (%s, 3, %s, %s, 'government', now(), '', 'text',"
        " encode(sha256('text'), 'hex'))",
        update.pk,
        latest.pk,
        gail.pk,
    )
    assert "correction_gives_its_reason" in said


def test_both_keys_do_publish(gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    assert update.is_published
    hashes = set(Signature.objects.values_list("content_hash", flat=True))
    assert hashes == {Publication.objects.get().version.content_hash}
