"""The admin for how it is going: what was written, signed and published is only shown."""

from dataclasses import replace

import pytest
from django.contrib import admin
from django.urls import reverse

from network.models import Person
from network.workflow import Side
from progress.diary.actions import edit_note
from progress.models import (
    DiaryNote,
    EvidenceFile,
    ProgressUpdate,
    Publication,
    Reminder,
    ReportingPeriod,
    Signature,
    UpdateVersion,
)
from progress.signing.actions import sign
from tests.progress.drafts import draft, whole_draft
from tests.progress.notes import note_of
from tests.records import Watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def support(client):
    client.force_login(Person.objects.create_superuser("support@example.org", "Support"))
    return client


@pytest.mark.parametrize(
    "model",
    [ProgressUpdate, UpdateVersion, Signature, Publication, Reminder, DiaryNote, EvidenceFile],
)
def test_it_is_only_shown(support, rf, model):
    add = reverse(f"admin:progress_{model._meta.model_name}_add")
    assert support.get(add).status_code == 403
    request = rf.get("/")
    request.user = Person.objects.get()
    page = admin.site.get_model_admin(model)
    assert page.has_view_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


def test_a_mended_opening_day_says_who_mended_it_and_the_due_day_stays(support, period):
    change = reverse("admin:progress_reportingperiod_change", args=[period.pk])
    form = {"plan": period.plan_id, "number": 1, "opens_on": "2013-11-01", "due_on": "2014-05-07"}
    assert support.post(change, form).status_code == 302
    record = ReportingPeriod.objects.get().history.first()
    assert (str(record.opens_on), record.history_user.name) == ("2013-11-01", "Support")
    assert str(record.due_on) == "2014-04-30"  # part of permanent addresses


def test_what_the_leads_alone_may_read_is_nowhere(support, gail, cyrus, commitment, period):
    """Neither on the pages of the rows nor in the audit, nor found by searching for it."""
    watch = Watch()
    note = note_of(gail, commitment, text="Between us")
    whole = whole_draft(gail, cyrus, commitment, period).content
    version = draft(gail, Side.GOVERNMENT, commitment, period, replace(whole, done="Between us"))
    sign(
        by=gail,
        side=Side.GOVERNMENT,
        update=version.update,
        number=version.number,
        content_hash=version.content_hash,
        reservation="Between us",
    )
    rows = [note, version, Signature.objects.get(), *watch.records()]
    assert {"progress_diarynote", "progress_updateversion", "progress_signature"} <= {
        record.table_name for record in watch.records()
    }
    for row in rows:
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        page = support.get(reverse(f"{name}_change", args=[row.pk]))
        assert page.status_code == 200
        assert "Between us" not in page.content.decode()
    found = support.get(reverse("admin:progress_diarynote_changelist"), {"q": "Between"})
    assert found.context["cl"].result_count == 0


def test_the_audit_says_that_a_note_was_changed_and_not_what_it_says(support, gail, commitment):
    note = note_of(gail, commitment, text="Between us")
    watch = Watch()
    edit_note(by=gail, note=note, happened_on=note.happened_on, text="Still between us")
    page = reverse("admin:ogp_tracker_auditrecord_change", args=[watch.only().pk])
    shown = support.get(page).content.decode()
    assert '<div class="readonly">text</div>' in shown
    assert "(not shown here)" in shown
    assert f"&quot;happened_on&quot;: &quot;{note.happened_on}&quot;" in shown
    assert "between us" not in shown.lower()
