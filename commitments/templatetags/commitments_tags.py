"""Statuses as coloured words, and the way into the past: `{% load commitments_tags %}`."""

import datetime as dt
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from commitments.models import Completion
from commitments.workflow import MilestoneStatus, Stage
from ogp_tracker.forms import DayForm
from ogp_tracker.templatetags.tracker import tag

register = template.Library()

COMPLETION_TONES = {
    Completion.NOT_STARTED: "quiet",
    Completion.LIMITED: "waiting",
    Completion.SUBSTANTIAL: "moving",
    Completion.COMPLETE: "good",
}
MILESTONE_TONES = {
    MilestoneStatus.NOT_REPORTED: "quiet",
    MilestoneStatus.NOT_STARTED: "quiet",
    MilestoneStatus.ON_TRACK: "moving",
    MilestoneStatus.BEHIND_SCHEDULE: "late",
    MilestoneStatus.COMPLETED: "good",
    MilestoneStatus.CLOSED: "quiet",
}
STAGE_TONES = {
    Stage.PROPOSED: "waiting",
    Stage.EARLY_START: "moving",
    Stage.IN_PLAN: "moving",
    Stage.AMENDED: "moving",
    Stage.SPLIT: "quiet",
    Stage.MERGED: "quiet",
    Stage.CARRIED_OVER: "quiet",
    Stage.WITHDRAWN: "quiet",
    Stage.COMPLETED: "good",
    Stage.CLOSED_INCOMPLETE: "late",
}


@register.simple_tag
def completion_tag(code: str) -> SafeString:
    """How far a commitment is, as one side sees it; "Not reported" for an empty code."""
    if not code:
        return tag(gettext("Not reported"), "quiet")
    return tag(Completion(code).label, COMPLETION_TONES[Completion(code)])


@register.simple_tag
def milestone_tag(code: str) -> SafeString:
    """What was last reported of a milestone."""
    return tag(MilestoneStatus(code).label, MILESTONE_TONES[MilestoneStatus(code)])


@register.simple_tag
def stage_tag(code: str) -> SafeString:
    """Where a commitment is in its life."""
    return tag(Stage(code).label, STAGE_TONES[Stage(code)])


@register.inclusion_tag("commitments/parts/as_on_form.html")
def as_on_form(address: str, form: DayForm | None = None, day: dt.date | None = None) -> Any:
    """The three boxes that lead to how something stood on a day; `address` answers them."""
    return {"address": address, "form": form or DayForm(initial={"on": day})}
