"""The admin for how it is going: what was written, signed and published is only shown."""

import pytest
from django.contrib import admin
from django.urls import reverse

from network.models import Person
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
