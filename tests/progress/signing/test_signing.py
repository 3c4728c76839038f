"""Signing and publishing."""

from dataclasses import replace

import pytest

from commitments.actions import appoint_lead, end_lead, take_step
from network.actions import end_role
from network.workflow import RoleKind, Side
from progress.content import MilestoneLine
from progress.models import ProgressUpdate, Publication, Signature
from progress.signing.actions import SigningRefusedError
from progress.updates.actions import save_draft
from tests import cast
from tests.progress.drafts import TEXT, draft, key, published, published_as, whole_draft

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY


@pytest.fixture
def version(gail, cyrus, commitment, period):
    return whole_draft(gail, cyrus, commitment, period)


def test_one_key_publishes_nothing(gail, version):
    assert key(gail, GOV, version) is None
    assert not ProgressUpdate.objects.published().exists()


def test_both_keys_on_one_text_publish_it(gail, cyrus, version):
    key(gail, GOV, version)
    publication = key(cyrus, CIV, version)
    assert publication.version == version
    assert ProgressUpdate.objects.published().get() == version.update


def test_signing_twice_changes_nothing(gail, version):
    key(gail, GOV, version)
    key(gail, GOV, version)
    assert Signature.objects.count() == 1


def test_a_signature_on_a_changed_text_is_refused(gail, cyrus, commitment, period, version):
    draft(cyrus, CIV, commitment, period, replace(version.content, done="A word changed."))
    with pytest.raises(SigningRefusedError, match="has changed since"):
        key(gail, GOV, version)
    assert not Signature.objects.exists()


def test_an_edit_voids_the_signature_before_it(gail, cyrus, commitment, period, version):
    key(gail, GOV, version)
    edited = draft(cyrus, CIV, commitment, period, replace(version.content, done="A word."))
    assert key(cyrus, CIV, edited) is None
    assert key(gail, GOV, edited) is not None
    assert Publication.objects.get().version == edited


def test_the_same_words_typed_again_do_not_revive_a_signature(
    gail, cyrus, commitment, period, version
):
    key(gail, GOV, version)
    draft(cyrus, CIV, commitment, period, replace(version.content, done="Other."))
    back = draft(cyrus, CIV, commitment, period, version.content)
    assert back.content_hash == version.content_hash
    assert key(cyrus, CIV, back) is None


def test_half_a_text_cannot_be_signed(gail, commitment, period):
    half = draft(gail, GOV, commitment, period, TEXT)
    with pytest.raises(SigningRefusedError, match="has not yet said how far"):
        key(gail, GOV, half)


def test_completed_needs_evidence_before_anybody_signs(gail, cyrus, commitment, period, version):
    first = commitment.milestones.first()
    done = {str(first.pk): MilestoneLine(status="completed", ref="7.01")}
    claimed = draft(gail, GOV, commitment, period, replace(version.content, milestones=done))
    with pytest.raises(SigningRefusedError, match=r"7\.01 is “completed”"):
        key(gail, GOV, claimed)


def test_a_lead_who_has_left_no_longer_counts(sam, gail, cyrus, commitment, version):
    key(gail, GOV, version)
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Moved on")
    assert key(cyrus, CIV, version) is None
    assert not Publication.objects.exists()


def test_rights_end_with_the_role(sam, gail, cyrus, version):
    key(gail, GOV, version)
    end_role(by=sam, role=gail.roles.get(), reason="Left the department")
    assert key(cyrus, CIV, version) is None


def test_a_new_lead_signs_in_the_place_of_the_old(sam, bis, gail, cyrus, commitment, version):
    key(gail, GOV, version)
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Moved on")
    hugo = cast.person("Hugo Hall", RoleKind.OFFICIAL, bis)
    appoint_lead(by=sam, commitment=commitment, side=GOV, person=hugo, organisation=bis)
    key(cyrus, CIV, version)
    assert key(hugo, GOV, version) is not None


def test_who_was_stood_down_and_appointed_again_signs_again(
    sam, bis, gail, cyrus, commitment, version
):
    key(gail, GOV, version)
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Moved on")
    appoint_lead(by=sam, commitment=commitment, side=GOV, person=gail, organisation=bis)
    assert key(cyrus, CIV, version) is None
    assert key(gail, GOV, version) is not None


def test_the_publication_names_the_keys_that_counted(
    sam, bis, gail, cyrus, commitment, version, client
):
    key(gail, GOV, version)
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Moved on")
    hugo = cast.person("Hugo Hall", RoleKind.OFFICIAL, bis)
    appoint_lead(by=sam, commitment=commitment, side=GOV, person=hugo, organisation=bis)
    key(cyrus, CIV, version)
    publication = key(hugo, GOV, version)
    assert [signature.person for signature in publication.keys] == [hugo, cyrus]
    page = client.get(version.update.get_absolute_url()).content.decode()
    assert "Gail Green, for government" not in page
    assert "The text was published without counting this signature." in page


def test_a_closed_commitment_takes_no_signature(sam, gail, commitment, version):
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="No longer possible")
    with pytest.raises(SigningRefusedError, match="owes no more updates"):
        key(gail, GOV, version)


def test_publication_is_copied_down(gail, cyrus, commitment, period):
    whole = whole_draft(gail, cyrus, commitment, period)
    one, two = commitment.milestones.all()
    lines = {
        str(one.pk): MilestoneLine(status="completed", evidence_url="https://example.org/act"),
        str(two.pk): MilestoneLine(status="behind_schedule", forecast_on="2015-03-31"),
    }
    version = draft(gail, GOV, commitment, period, replace(whole.content, milestones=lines))
    key(gail, GOV, version)
    key(cyrus, CIV, version)
    commitment.refresh_from_db()
    assert commitment.government_completion == "substantial"
    assert commitment.civil_society_completion == "limited"
    assert commitment.reported_until == period.due_on
    first, second = commitment.milestones.all()
    assert (first.status, first.evidence_url) == ("completed", "https://example.org/act")
    assert (second.status, second.forecast_on.isoformat()) == ("behind_schedule", "2015-03-31")
    assert second.history.first().history_change_reason == "Joint update to 30 April 2014"
    assert second.history.first().history_user == cyrus


def test_completed_counts_from_the_day_of_publication(settings, gail, cyrus, commitment, period):
    one = commitment.milestones.get(ref="7.01")
    line = MilestoneLine(
        status="completed", ref="7.01", title=one.title, evidence_url="https://e.org/"
    )
    done = replace(TEXT, milestones={str(one.pk): line})
    update = published_as(gail, cyrus, commitment, period, done)
    one.refresh_from_db()
    assert one.completed_on == cast.TODAY
    settings.TRACKER_TODAY = cast.TODAY.replace(day=20)
    text = replace(update.latest_version().content, done="Said better.")
    version = save_draft(
        by=gail, side=GOV, commitment=commitment, period=period, base=2, content=text, reason="Typo"
    )
    key(gail, GOV, version)
    assert key(cyrus, CIV, version)
    one.refresh_from_db()
    assert one.completed_on == cast.TODAY


def test_renaming_a_milestone_changes_nothing_of_what_was_signed(
    client, gail, cyrus, commitment, period, version
):
    one, two = commitment.milestones.all()
    line = MilestoneLine(
        "completed", evidence_url="https://example.org/act", ref="7.01", title="Amend company law"
    )
    said = draft(
        gail, GOV, commitment, period, replace(version.content, milestones={str(one.pk): line})
    )
    key(gail, GOV, said)
    for milestone, ref in ((one, "swap"), (two, "7.01"), (one, "7.02")):
        milestone.ref = ref
        milestone.save()
    key(cyrus, CIV, said)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.status, two.status) == ("completed", "not_reported")
    assert "7.01 Amend company law" in client.get(said.update.get_absolute_url()).content.decode()


def test_a_key_on_a_published_text_changes_nothing(gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    assert key(gail, GOV, update.latest_version()) == Publication.objects.get()
    assert Signature.objects.count() == 2
