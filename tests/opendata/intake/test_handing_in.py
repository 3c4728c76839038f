"""Handing in, matching columns and confirming, without pages."""

import datetime as dt
import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from commitments.models import ActionPlan
from ogp_tracker.models import AuditRecord
from opendata.intake.actions import (
    confirm,
    forget_abandoned,
    hand_in,
    look_through,
    match_columns,
)
from opendata.models import Intake, IntakeKind
from opendata.workflow import IntakeStatus
from tests.opendata.intakes import confirmed, export_of, handed_in, plan_json, renamed

pytestmark = pytest.mark.django_db


def words_of(intake, outcome):
    return [line["words"] for line in intake.lines if line["outcome"] == outcome]


def test_a_plan_in_json_is_looked_through_and_nothing_is_written(sam):
    intake = handed_in(sam)
    assert (intake.kind, intake.status) == (IntakeKind.PLAN_FILE, IntakeStatus.READ)
    assert intake.sha256 == hashlib.sha256(plan_json()).hexdigest()
    assert any(words.startswith("Commitment 7") for words in words_of(intake, "add"))
    assert not ActionPlan.objects.exists()


@pytest.mark.parametrize("as_tables", [False, True])
def test_an_export_changes_nothing_and_says_so(sam, commitment, as_tables):
    intake = handed_in(sam, export_of(commitment.plan, as_tables=as_tables), "plan")
    assert intake.kind == ("plan_tables" if as_tables else "plan_spreadsheet")
    assert intake.changes_nothing
    assert set(intake.counts) == {"same"}
    (line,) = [one for one in intake.lines if one["words"].startswith("Commitment 7")]
    assert line["place"] == "Commitments, row 2"


def test_a_broken_plan_is_kept_with_its_errors(sam):
    intake = handed_in(sam, plan_json(themes=[]))
    assert intake.errors
    assert not intake.can_be_confirmed
    assert 'commitments[0].theme: "integrity" is not in themes' in words_of(intake, "error")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.xlsx", b"", "The selected file is empty"),
        ("plan.xlsx", b"%PDF-1.7", "plan.xlsx: this is no XLSX spreadsheet and no zip"),
        ("plan.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 9, "plan.xlsx: the file has a password"),
        ("plan.xlsx", b"PK\x03\x04 xl/workbook.xml", "plan.xlsx: the file cannot be opened"),
        ("photo.png", b"\x89PNG\r\n", "The selected file must be XLSX, CSV, a zip"),
        ("plan.json", b"{" + b" " * (10 * 1024 * 1024), "The selected file must be 10 MB"),
    ],
)
def test_what_cannot_be_opened_is_not_kept(sam, name, content, words):
    with pytest.raises(ValidationError) as refused:
        hand_in(by=sam, name=name, content=content)
    assert refused.value.messages[0].startswith(words)
    assert not Intake.objects.exists()


def test_a_heading_that_is_not_known_is_asked_for(sam, commitment):
    intake = handed_in(sam, renamed(commitment.plan), "plan.zip")
    assert intake.status == IntakeStatus.UPLOADED
    intake = match_columns(by=sam, intake=intake, mapping={"Themes": {"name": "Name of theme"}})
    assert intake.status == IntakeStatus.READ
    assert intake.changes_nothing


def test_what_has_errors_is_not_confirmed(sam):
    with pytest.raises(ValidationError):
        confirm(by=sam, intake=handed_in(sam, plan_json(themes=[])))


def test_a_file_that_is_under_way_is_not_looked_through_again(sam):
    with pytest.raises(ValidationError):
        look_through(by=sam, intake=confirmed(sam))


def test_confirming_is_recorded_with_the_person(sam):
    confirmed(sam)
    record = AuditRecord.objects.filter(table_name="opendata_intake").latest("pk")
    assert record.actor == sam.pk
    assert record.reason == "Confirmed"


def test_confirmed_twice_it_waits_once(sam, nora):
    intake = confirmed(sam)
    again = confirm(by=nora, intake=intake)
    assert (again.status, again.confirmed_by) == (IntakeStatus.CONFIRMED, sam)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "other.json"}, "intake_stays_what_it_is"),
        ({"content": b"other"}, "intake_hash_is_of_its_content"),
        ({"claimed_until": dt.datetime.now(dt.UTC)}, "running_intake_has_a_claim"),
        ({"status": "confirmed"}, "intake_is_confirmed_by_somebody"),
    ],
)
def test_the_database_insists(sam, change, sentence):
    intake = handed_in(sam)
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        Intake.objects.filter(pk=intake.pk).update(**change)


def test_what_was_confirmed_is_not_deleted(sam):
    intake = confirmed(sam)
    with pytest.raises(IntegrityError, match="confirmed_intake_is_kept"), transaction.atomic():
        Intake.objects.filter(pk=intake.pk).delete()


def test_a_file_that_nobody_confirmed_is_deleted_after_a_fortnight(sam, settings):
    old, kept = handed_in(sam), confirmed(sam)
    settings.TRACKER_TODAY = settings.TRACKER_TODAY + dt.timedelta(days=13)
    assert forget_abandoned() == 0
    settings.TRACKER_TODAY = settings.TRACKER_TODAY + dt.timedelta(days=2)
    assert forget_abandoned() == 1
    assert list(Intake.objects.all()) == [kept]
    assert old.pk != kept.pk
