"""What a reader calls a milestone on a given day: one word from what was reported and its date."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from commitments.models import Milestone
from commitments.workflow import SETTLED, MilestoneStatus


class MilestoneState(models.TextChoices):
    """The words of the chart and of the filter, from the most to the least settled."""

    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    ON_TRACK = "on_track", _("On track")
    BEHIND_SCHEDULE = "behind_schedule", _("Behind schedule")
    # Neither completed, closed nor behind schedule, so far as anybody reported.
    DATE_PASSED = "date_passed", _("Date passed, not reported")
    NOT_STARTED = "not_started", _("Reported as not started")
    NOT_YET_DUE = "not_yet_due", _("Not yet due")
    NO_DATE = "no_date", _("No fixed date")


def milestone_state(day: dt.date) -> Case:
    """The state of each milestone on `day`, as an expression over milestones."""
    reported = {status: Q(status=status) for status in MilestoneStatus}
    rules = (
        *((reported[status], MilestoneState(status.value)) for status in SETTLED),
        (reported[MilestoneStatus.BEHIND_SCHEDULE], MilestoneState.BEHIND_SCHEDULE),
        (Q(due_on__lt=day), MilestoneState.DATE_PASSED),
        (reported[MilestoneStatus.ON_TRACK], MilestoneState.ON_TRACK),
        (reported[MilestoneStatus.NOT_STARTED], MilestoneState.NOT_STARTED),
        (Q(due_on__isnull=False), MilestoneState.NOT_YET_DUE),
    )
    return Case(
        *(When(rule, then=Value(state.value)) for rule, state in rules),
        default=Value(MilestoneState.NO_DATE.value),
        output_field=models.CharField(),
    )


def with_states(milestones: models.QuerySet[Milestone], day: dt.date) -> models.QuerySet[Any]:
    """Milestones, each with its `state` on `day`."""
    return milestones.annotate(state=milestone_state(day))
