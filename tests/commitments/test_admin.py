"""The admin for what was promised: support mends texts under its name and deletes nothing."""

import pytest
from django.contrib import admin
from django.forms.models import model_to_dict
from django.urls import reverse

from commitments.models import Commitment, Lead, Milestone, MilestoneDate
from network.models import Person
from tests import cast

pytestmark = pytest.mark.django_db
OURS = [m for m in admin.site._registry if m._meta.app_label in ("commitments", "progress")]


@pytest.fixture
def support(client):
    client.force_login(Person.objects.create_superuser("support@example.org", "Support"))
    return client


def page(model, name: str, *args) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{name}", args=args)


def mended(client, row, **changes):
    form = {name: value for name, value in model_to_dict(row).items() if value is not None}
    for name in ("policy_areas", "notes", "sources"):
        form[name] = ""
    return client.post(page(type(row), "change", row.pk), form | changes)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_opens_and_can_be_searched(support, commitment, period, model):
    answer = support.get(page(model, "changelist"), {"q": "ownership"})
    assert answer.status_code == 200
    assert b'id="searchbar"' in answer.content


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nothing_may_be_deleted(support, rf, model):
    request = rf.get("/")
    request.user = Person.objects.get()
    assert not admin.site.get_model_admin(model).has_delete_permission(request)


def test_a_delete_sent_all_the_same_is_refused(support, commitment):
    answer = support.post(page(Commitment, "delete", commitment.pk), {"post": "yes"})
    assert answer.status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [commitment.pk], "post": "yes"}
    support.post(page(Commitment, "changelist"), chosen)
    assert Commitment.objects.filter(pk=commitment.pk).exists()


def test_words_that_readers_see_are_not_mended_here(support, commitment):
    mended(support, commitment, title="Quietly changed")
    commitment.refresh_from_db()
    assert commitment.title == "Company beneficial ownership information"


def test_a_mended_text_says_who_mended_it(support, commitment):
    answer = mended(support, commitment, government_title="Who owns companies")
    assert answer.status_code == 302, answer.context["errors"]
    record = Commitment.objects.get().history.first()
    assert record.government_title == "Who owns companies"
    assert record.history_user.email == "support@example.org"
    assert record.history_change_reason == "Mended by support, in the admin"
    history_page = support.get(page(Commitment, "history", commitment.pk))
    assert b"Mended by support" in history_page.content


def test_statuses_and_dates_are_not_set_by_hand(support, commitment):
    row = commitment.milestones.get(ref="7.01")
    answer = mended(
        support, row, title="Law amended", status="closed", due_text="2030", evidence="None"
    )
    assert answer.status_code == 302, answer.context["errors"]
    now = Milestone.objects.get(pk=row.pk)
    assert now.title == "Law amended"
    assert (now.status, now.due_text, now.evidence) == ("not_reported", "", "")
    mended(support, commitment, stage="withdrawn", government_completion="complete")
    assert Commitment.objects.get().stage == "in_plan"
    assert Commitment.objects.get().government_completion == ""


@pytest.mark.parametrize("model", [Lead, MilestoneDate])
def test_leads_and_the_date_ledger_are_only_shown(support, commitment, model):
    row = model.objects.first()
    assert support.get(page(model, "change", row.pk)).status_code == 200
    assert support.post(page(model, "change", row.pk), {}).status_code == 403
    assert support.get(page(model, "add")).status_code == 403


def test_a_lead_is_no_support(commitment, gail):
    client = cast.client_for(gail)
    assert client.get(page(Commitment, "changelist")).status_code == 302
