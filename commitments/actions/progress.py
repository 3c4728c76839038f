"""Copying down what progress publishes, so that lists and pages here need not look up to it."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from commitments.actions.milestones import MilestoneReport, report_milestone
from commitments.models import Commitment, LatestReport
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock, history


@transaction.atomic
def record_progress(
    *,
    by: Person | None,
    commitment: Commitment,
    until: dt.date,
    assessments: Mapping[Side, str],
    reports: Mapping[int, MilestoneReport],
    latest: LatestReport | None = None,
    reason: str,
) -> None:
    """Copy a published update down.

    `until` is the due day of its period; `assessments` holds the sides that spoke, another side
    keeps what it said before; `reports` is keyed by milestone id; `latest` is what the
    commitment's page tells of it. An update for an earlier period than the last one copied
    changes nothing here.
    """
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if commitment.reported_until is not None and commitment.reported_until > until:
        return
    for side, completion in assessments.items():
        setattr(commitment, f"{side.value}_completion", completion)
    commitment.reported_until = until
    commitment.reported_at = clock.now()
    if latest is not None:
        commitment.latest_report = latest.to_json()
    history.save(commitment, by=by, reason=reason)
    for milestone in commitment.milestones.filter(pk__in=reports):
        report_milestone(by=by, milestone=milestone, report=reports[milestone.pk], reason=reason)


@transaction.atomic
def record_late_signature(
    *, by: Person, commitment: Commitment, until: dt.date, latest: LatestReport, reason: str
) -> None:
    """Copy down who signed an update after it was published, if it is still the last one."""
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if commitment.reported_until == until:
        commitment.latest_report = latest.to_json()
        history.save(commitment, by=by, reason=reason, update_fields=["latest_report"])


@transaction.atomic
def record_due_day(*, commitment: Commitment, due_on: dt.date | None, reason: str) -> None:
    """Say by when the next update of `commitment` is due; nothing happens when it is known."""
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if commitment.update_due_on == due_on:
        return
    commitment.update_due_on = due_on
    history.save(commitment, by=None, reason=reason, update_fields=["update_due_on"])


@transaction.atomic
def record_contact(*, commitment: Commitment, on: dt.date, reason: str) -> None:
    """Say that the two sides had to do with each other on the day `on`.

    `reason` names what it was: "Meeting", "Progress update saved". An earlier day than the one
    known changes nothing.
    """
    # Not the key: whoever writes rows about the commitment meanwhile need not wait.
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True)
    commitment = rows.get(pk=commitment.pk)
    if commitment.last_contact_on is None or commitment.last_contact_on < on:
        commitment.last_contact_on = on
        history.save(commitment, by=None, reason=reason, update_fields=["last_contact_on"])
