"""Files that are handed in with an update, and drafts that name them."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from network.workflow import Side
from progress.carrying import carried_into
from progress.content import MilestoneLine
from progress.models import EvidenceFile, ProgressUpdate, UpdateVersion
from progress.updates.actions import DraftRefusedError, keep_evidence
from tests.cast import commitment_of, reporting_period
from tests.progress.drafts import TEXT, draft, published, published_as
from tests.progress.files import CSV, PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.first()


@pytest.fixture
def keep(gail, commitment, period, milestone):
    def keep(content=PDF, name="minutes.pdf", **more):
        about = {"commitment": commitment, "period": period, "milestone": milestone} | more
        return keep_evidence(by=gail, side=Side.GOVERNMENT, name=name, content=content, **about)

    return keep


def naming(file, **line):
    """A text that names `file` for its milestone."""
    facts = {"evidence_file": file.sha256, "evidence_name": file.name, "ref": file.milestone.ref}
    said = MilestoneLine(**facts | line)
    return replace(TEXT, milestones={str(file.milestone_id): said})


def test_a_file_is_kept_with_its_fingerprint_and_who_gave_it(gail, milestone, keep):
    file = keep(name="C:\\gail\\minutes.exe")
    assert (file.name, file.kind, file.size) == ("minutes.exe.pdf", "PDF", len(PDF))
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (file.uploaded_by, file.side, file.milestone) == (gail, "government", milestone)
    assert bytes(EvidenceFile.objects.get().content) == PDF


def test_the_same_file_again_is_the_one_that_is_there(keep):
    first = keep()
    assert keep(name="again.pdf") == first
    assert keep(name="again.pdf").name == "minutes.pdf"
    assert EvidenceFile.objects.count() == 1
    assert keep(CSV, "table.csv") != first


def test_a_file_of_another_kind_is_not_kept(keep):
    with pytest.raises(ValidationError, match="must be a PDF"):
        keep(b"MZ", "minutes.pdf")
    assert not ProgressUpdate.objects.exists()


def test_nothing_is_kept_for_an_update_that_takes_no_text(plan, period, keep, settings):
    later = reporting_period(plan, period.due_on.replace(month=9))
    with pytest.raises(DraftRefusedError, match="opens on 1 May 2014"):
        keep(period=later)
    settings.TRACKER_TODAY = period.closes_on + dt.timedelta(days=1)
    with pytest.raises(DraftRefusedError, match="closed on"):
        keep()
    assert not EvidenceFile.objects.exists()


def test_a_correction_may_name_another_file(gail, cyrus, commitment, period, keep):
    published(gail, cyrus, commitment, period)
    assert keep()


def test_a_draft_names_what_was_handed_in(gail, commitment, period, keep):
    file = keep()
    version = draft(gail, Side.GOVERNMENT, commitment, period, naming(file), base=0)
    line = version.content.milestones[str(file.milestone_id)]
    assert (line.evidence_file, line.evidence_name) == (file.sha256, "minutes.pdf")


def test_the_next_period_may_name_it_again(gail, cyrus, plan, commitment, period, keep, settings):
    file = keep()
    published(gail, cyrus, commitment, period)
    later = reporting_period(plan, period.due_on.replace(month=9))
    settings.TRACKER_TODAY = later.opens_on
    assert draft(gail, Side.GOVERNMENT, commitment, later, naming(file))


def test_a_draft_names_no_file_of_another_milestone_name_or_commitment(
    gail, plan, bis, commitment, period, milestone, keep
):
    file = keep()
    line = naming(file).milestones[str(milestone.pk)]
    other = str(commitment.milestones.last().pk)
    wrong = [
        (commitment, replace(TEXT, milestones={other: line})),
        (commitment, naming(file, evidence_name="law.pdf")),
        (commitment, naming(file, evidence_file="0" * 64)),
        (commitment_of(plan, "8", "Another", bis), naming(file)),
    ]
    for where, content in wrong:
        with pytest.raises(DraftRefusedError, match="Choose the file of milestone"):
            draft(gail, Side.GOVERNMENT, where, period, content, base=0)
    assert not UpdateVersion.objects.exists()


def test_the_database_refuses_a_version_that_names_an_unknown_file(gail, commitment, period, keep):
    file = keep()
    version = draft(gail, Side.GOVERNMENT, commitment, period, base=0)
    insert = (
        "INSERT INTO progress_updateversion (update_id, number, base_id, author_id, side, saved_at,"
        " reason, canonical, content_hash) VALUES (%s, 2, %s, %s, 'government', now(), '', %s,"
        " encode(sha256(convert_to(%s, 'UTF8')), 'hex'))"
    )

    def save_by_hand(content):
        text = content.canonical(version.update.key)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(insert, (version.update_id, version.pk, gail.pk, text, text))

    with pytest.raises(DatabaseError, match="named_evidence_is_kept"):
        save_by_hand(naming(file, evidence_file="0" * 64))
    save_by_hand(naming(file))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE progress_evidencefile SET name = 'x'",
        "UPDATE progress_evidencefile SET content = 'x'",
        "DELETE FROM progress_evidencefile",
    ],
)
def test_the_database_lets_nobody_overwrite_evidence(keep, sql):
    keep()
    refusal = pytest.raises(DatabaseError, match="permanent")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("link", ["", "https://example.org/law"])
def test_what_is_published_is_copied_down_to_the_milestone(
    gail, cyrus, commitment, period, milestone, keep, link, settings
):
    settings.SITE_URL = "https://tracker.example.org"
    file = keep()
    published_as(
        gail, cyrus, commitment, period, naming(file, status="completed", evidence_url=link)
    )
    milestone.refresh_from_db()
    address = f"https://tracker.example.org{file.get_absolute_url()}"
    assert milestone.status == "completed"
    assert milestone.evidence_url == (link or address)
    assert milestone.evidence == ("" if link else "minutes.pdf")


def test_words_for_the_link_that_stays_are_left_alone(gail, cyrus, commitment, period, milestone):
    milestone.evidence, milestone.evidence_url = "The Act, section 3", "https://example.org/law"
    milestone.save()
    line = MilestoneLine("completed", evidence_url="https://example.org/law", ref="7.01")
    content = replace(TEXT, milestones={str(milestone.pk): line})
    published_as(gail, cyrus, commitment, period, content)
    milestone.refresh_from_db()
    assert (milestone.status, milestone.evidence) == ("completed", "The Act, section 3")


def test_what_was_reported_since_takes_the_place_of_a_carried_file(
    gail, cyrus, plan, commitment, period, milestone, keep
):
    file = keep()
    published_as(gail, cyrus, commitment, period, naming(file, status="on_track"))
    later = reporting_period(plan, period.due_on.replace(month=9))
    carried = carried_into(commitment, later)
    assert carried.content.milestones[str(milestone.pk)].evidence_file == file.sha256
    milestone.status, milestone.evidence_url = "completed", "https://example.org/law"
    milestone.save()
    line = carried_into(commitment, later).content.milestones[str(milestone.pk)]
    assert (line.evidence_file, line.evidence_url) == ("", "https://example.org/law")
