"""Milestones, and every date each of them ever had."""

from collections.abc import Callable, Sequence
from typing import Any

from commitments.models import Milestone, MilestoneDate, Precision
from commitments.slip import Slip, slips_of
from commitments.workflow import MilestoneStatus
from opendata.addresses import address
from opendata.columns import Column, Kind, Told
from opendata.datasets import Dataset, Readings
from opendata.tables.belonging import (
    OF_ITS_COMMITMENT,
    OF_ITS_MILESTONE,
    in_order_of_plans,
    of_commitment,
    of_public,
)


def _slips(milestones: Sequence[int]) -> Readings:
    slips = slips_of(Milestone.objects.filter(pk__in=milestones))
    return {slip.milestone.pk: [slip] for slip in slips}


def _slip(of: Callable[[Slip], Any]) -> Told:
    return Told(of)


MILESTONES = Dataset(
    name="milestones",
    title="Milestones",
    about="The steps of each commitment, with the date in the plan, the date in force and how "
    "late each is.",
    rows=lambda: Milestone.objects.filter(of_public()).order_by(
        *in_order_of_plans(), "order", "ref", "pk"
    ),
    columns=(
        Column("milestone", "Number of the milestone", "pk", Kind.WHOLE, is_required=True),
        *of_commitment(),
        Column("ref", "Reference within its commitment", "ref", is_required=True),
        Column("order", "Place in the commitment, counted from 1", "order", Kind.WHOLE),
        Column("title", "What is to be done", "title", is_required=True),
        Column("is_explicit", "Printed as a milestone in the plan", "is_explicit", Kind.YES_NO),
        Column("status", "What was last reported of it", "status", codes=MilestoneStatus),
        Column("due", "Date in force, in words", "due_text"),
        Column("due_precision", "How exact that date is", "due_precision", codes=Precision),
        Column("due_on", "Last day it can mean, where it fixes one", "due_on", Kind.DAY),
        Column(
            "published_due",
            "Date in the published plan, in words",
            _slip(lambda slip: slip.published.text),
        ),
        Column(
            "published_due_precision",
            "How exact that date is",
            _slip(lambda slip: slip.published.precision.value),
            codes=Precision,
        ),
        Column(
            "published_due_on",
            "Last day it can mean, where it fixes one",
            _slip(lambda slip: slip.published.on),
            Kind.DAY,
        ),
        Column("times_moved", "How often the date moved", _slip(lambda s: s.moves), Kind.WHOLE),
        Column(
            "days_moved",
            "Days later than published it is now due, less than 0 when earlier; none where one of "
            "the dates fixes no day",
            _slip(lambda slip: slip.days),
            Kind.WHOLE,
        ),
        Column(
            "days_late",
            "Days after the published date on which it was done or closed, or by today",
            _slip(lambda slip: slip.days_late),
            Kind.WHOLE,
        ),
        Column(
            "is_past_due",
            "Date in force has passed, neither done nor closed",
            _slip(lambda slip: slip.is_past_due),
            Kind.YES_NO,
        ),
        Column("forecast_on", "Day on which it is expected", "forecast_on", Kind.DAY),
        Column("completed_on", "Day on which it was completed", "completed_on", Kind.DAY),
        Column("evidence", "What shows that it is done", "evidence"),
        Column("evidence_url", "Link to that", "evidence_url", Kind.ADDRESS),
        Column("url", "Its dates", address("commitments:milestone_dates", "pk"), Kind.ADDRESS),
    ),
    key=("milestone",),
    references=(OF_ITS_COMMITMENT,),
    readings=_slips,
)

MILESTONE_DATES = Dataset(
    name="milestone_dates",
    title="Dates of milestones",
    about="The date ledger: number 0 is the date in the plan, each later line a change of it.",
    rows=lambda: MilestoneDate.objects.filter(milestone__in=MILESTONES.rows().order_by()).order_by(
        *in_order_of_plans("milestone__commitment__"), "milestone__order", "milestone", "number"
    ),
    columns=(
        *of_commitment("milestone__commitment__"),
        Column(
            "milestone", "Number of the milestone", "milestone__pk", Kind.WHOLE, is_required=True
        ),
        Column("ref", "Reference within its commitment", "milestone__ref"),
        Column("number", "0 for the date in the plan, then in order", "number", Kind.WHOLE),
        Column("due", "The date in words", "due_text"),
        Column("due_precision", "How exact it is", "due_precision", codes=Precision),
        Column("due_on", "Last day it can mean, where it fixes one", "due_on", Kind.DAY),
        Column("reason", "Why it moved", "reason"),
        Column("asked_by", "Who asked for it", "asked_by"),
        Column("agreement", "Whether the sides agreed", "agreement", codes=MilestoneDate.Agreement),
        Column("source", "Where we know it from", "source"),
        Column("recorded_at", "When it was recorded", "recorded_at", Kind.MOMENT),
        Column("recorded_by", "Who recorded it; none for the tracker", "recorded_by__name"),
    ),
    key=("milestone", "number"),
    references=(OF_ITS_COMMITMENT, OF_ITS_MILESTONE),
)
