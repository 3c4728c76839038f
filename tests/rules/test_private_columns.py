"""Texts of the record that not everybody may read are withheld in the admin and its audit."""

import pytest
from django.contrib import admin
from django.db.models import JSONField, TextField
from django.urls import reverse

from commitments.actions.hand_overs import write_hand_over
from network.models import Person
from ogp_tracker.models import AuditRecord
from tests import cast
from tests.rules.accountable import accountable

# Texts that are public, or become so; anything else is to be withheld.
PUBLIC = {
    "commitments_ancestry": {"note"},
    "commitments_commitment": {"summary", "problem", "how_it_helps", "latest_report"},
    "commitments_milestonedate": {"reason"},
    "commitments_outcome": {"what"},
    "commitments_wording": {"summary", "problem", "how_it_helps"},
    "network_circulation": {"text"},
    "progress_blocker": {"summary", "would_help", "closing_words"},
    "progress_blockerstep": {"words"},
    "progress_extension": {"reason"},
    "progress_scheduledecision": {"reason"},
    "progress_updateversion": {"reason"},
}
# What support has to read to help: why mail does not arrive, what became of a file.
FOR_SUPPORT = {
    "mailroom_undeliverableaddress": {"reason", "forgotten_reason"},
    "opendata_intake": {
        *("added", "counts", "failure", "kept", "lines", "mapping", "plan_slugs"),
    },
}


def withheld(table: str) -> set[str]:
    return {
        name
        for model, page in admin.site._registry.items()
        if model._meta.db_table == table
        for name in getattr(page, "withheld", ())
    }


@pytest.mark.parametrize("model", accountable(), ids=lambda model: model._meta.db_table)
def test_every_text_is_public_or_withheld(model):
    table = model._meta.db_table
    texts = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, TextField | JSONField)
    }
    known = PUBLIC.get(table, set()) | FOR_SUPPORT.get(table, set())
    assert texts - known == withheld(table)
    assert known <= texts


@pytest.mark.django_db
def test_the_audit_does_not_show_a_hand_over_note(client, gail, cyrus, commitment):
    lead = commitment.leads.get(person=gail)
    write_hand_over(by=gail, lead=lead, note="Ask the minister first", public_line="")
    person = cast.person("Ada Admin")
    Person.objects.filter(pk=person.pk).update(is_staff=True, is_superuser=True)
    browser = cast.client_for(Person.objects.get(pk=person.pk))
    (record,) = AuditRecord.objects.filter(table_name="commitments_handover")
    page = browser.get(reverse("admin:ogp_tracker_auditrecord_change", args=[record.pk]))
    assert "(not shown here)" in page.content.decode()
    assert "Ask the minister first" not in page.content.decode()
