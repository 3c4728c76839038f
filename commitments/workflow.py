"""The life of a commitment, and what its milestones can be: tables, not code."""

from dataclasses import dataclass

from django.db import models

from network.workflow import RoleKind


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
    who: tuple[RoleKind, ...]
    says: str

    @property
    def address(self) -> str:
        """Its part of a page's address."""
        return self.name.replace("_", "-")


SECRETARIAT = (RoleKind.SECRETARIAT,)

STEPS = (
    Step(
        "withdraw",
        "Withdraw",
        (Stage.IN_PLAN,),
        Stage.WITHDRAWN,
        SECRETARIAT,
        "No more updates are owed. The commitment stays public, marked as withdrawn.",
    ),
    Step(
        "complete",
        "Mark as completed",
        (Stage.IN_PLAN,),
        Stage.COMPLETED,
        SECRETARIAT,
        "No more updates are owed. The commitment stays public, marked as completed.",
    ),
    Step(
        "close_incomplete",
        "Close as incomplete",
        (Stage.IN_PLAN,),
        Stage.CLOSED_INCOMPLETE,
        SECRETARIAT,
        "No more updates are owed. The commitment stays public, marked as closed incomplete.",
    ),
    Step(
        "reopen",
        "Put back in the plan",
        (Stage.WITHDRAWN, Stage.COMPLETED, Stage.CLOSED_INCOMPLETE),
        Stage.IN_PLAN,
        SECRETARIAT,
        "Both leads owe updates again.",
    ),
)

STEP_OF = {step.name: step for step in STEPS}

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
