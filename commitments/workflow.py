"""The life of a commitment, and what its milestones can be: tables, not code."""

from dataclasses import dataclass

from django.db import models


class Stage(models.TextChoices):
    """Where a commitment is in its life."""

    IN_PLAN = "in_plan", "In the plan"
    WITHDRAWN = "withdrawn", "Withdrawn"
    COMPLETED = "completed", "Completed"
    CLOSED_INCOMPLETE = "closed_incomplete", "Closed incomplete"


@dataclass(frozen=True)
class Step:
    """One line of the table: who may take a thing from where to where."""

    name: str
    label: str
    sources: tuple[Stage, ...]
    target: Stage
    who: str


STEPS = (
    Step("withdraw", "Withdraw", (Stage.IN_PLAN,), Stage.WITHDRAWN, "Secretariat"),
    Step("complete", "Mark as completed", (Stage.IN_PLAN,), Stage.COMPLETED, "Secretariat"),
    Step(
        "close_incomplete",
        "Close as incomplete",
        (Stage.IN_PLAN,),
        Stage.CLOSED_INCOMPLETE,
        "Secretariat",
    ),
    Step(
        "reopen",
        "Put back in the plan",
        (Stage.WITHDRAWN, Stage.COMPLETED, Stage.CLOSED_INCOMPLETE),
        Stage.IN_PLAN,
        "Secretariat",
    ),
)

OPEN_STAGES = (Stage.IN_PLAN,)


class MilestoneStatus(models.TextChoices):
    """What was last reported of a milestone."""

    NOT_REPORTED = "not_reported", "Not yet reported"
    NOT_STARTED = "not_started", "Not started"
    ON_TRACK = "on_track", "On track"
    BEHIND_SCHEDULE = "behind_schedule", "Behind schedule"
    COMPLETED = "completed", "Completed"
    CLOSED = "closed", "Closed"


# Nothing more is expected of a milestone in one of these.
SETTLED = (MilestoneStatus.COMPLETED, MilestoneStatus.CLOSED)
