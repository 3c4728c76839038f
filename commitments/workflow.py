"""The life of a commitment, and what its milestones can be: tables, not code."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.workflow import RoleKind


class Stage(models.TextChoices):
    """Where a commitment is in its life."""

    PROPOSED = "proposed", _("Proposed")
    EARLY_START = "early_start", _("Early start")
    IN_PLAN = "in_plan", _("In the plan")
    AMENDED = "amended", _("Amended")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    CARRIED_OVER = "carried_over", _("Carried over")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    COMPLETED = "completed", _("Completed")
    CLOSED_INCOMPLETE = "closed_incomplete", _("Closed incomplete")


# These owe updates.
OPEN_STAGES = (Stage.EARLY_START, Stage.IN_PLAN, Stage.AMENDED)
# Nothing more comes of these, unless somebody puts them back.
CLOSED_STAGES = (
    Stage.SPLIT,
    Stage.MERGED,
    Stage.CARRIED_OVER,
    Stage.WITHDRAWN,
    Stage.COMPLETED,
    Stage.CLOSED_INCOMPLETE,
)


@dataclass(frozen=True)
class Step:
    """One line of the table: who may take a thing from where to where.

    A step that asks for more than a reason has a page of its own, named by `page`.
    """

    name: str
    label: str
    sources: tuple[Stage, ...]
    target: Stage
    who: tuple[RoleKind, ...]
    says: str
    page: str = ""

    @property
    def address(self) -> str:
        """Its part of a page's address."""
        return self.name.replace("_", "-")


SECRETARIAT = (RoleKind.SECRETARIAT,)

STEPS = (
    Step(
        "start_early",
        "Start early",
        (Stage.PROPOSED,),
        Stage.EARLY_START,
        SECRETARIAT,
        "Everybody can read the commitment from now on, even before there is a plan. "
        "Its leads owe updates for each reporting date.",
    ),
    Step(
        "put_in_plan",
        "Put in the plan",
        (Stage.PROPOSED, Stage.EARLY_START),
        Stage.IN_PLAN,
        SECRETARIAT,
        "The commitment becomes part of the plan. If the plan is public, readers see the day and "
        "who agreed.",
        page="commitment_put_in_plan",
    ),
    Step(
        "amend",
        "Amend the wording",
        (Stage.IN_PLAN, Stage.AMENDED),
        Stage.AMENDED,
        SECRETARIAT,
        "Readers can compare the new wording with every earlier one. Updates are still owed.",
        page="commitment_amend",
    ),
    Step(
        "split",
        "Split",
        OPEN_STAGES,
        Stage.SPLIT,
        SECRETARIAT,
        "No more updates are owed on this commitment: they are owed on those it was split into. "
        "It stays public, and links to them.",
        page="commitment_split",
    ),
    Step(
        "merge",
        "Merge into another",
        OPEN_STAGES,
        Stage.MERGED,
        SECRETARIAT,
        "No more updates are owed on this commitment: they are owed on the one it is merged into. "
        "It stays public, and links to it.",
        page="commitment_merge",
    ),
    Step(
        "carry_over",
        "Carry over to a later plan",
        (*OPEN_STAGES, Stage.CLOSED_INCOMPLETE),
        Stage.CARRIED_OVER,
        SECRETARIAT,
        "No more updates are owed on this commitment. It stays public, and links to the one in "
        "the later plan.",
        page="commitment_carry_over",
    ),
    Step(
        "withdraw",
        "Withdraw",
        OPEN_STAGES,
        Stage.WITHDRAWN,
        SECRETARIAT,
        "No more updates are owed. The commitment stays public, marked as withdrawn.",
    ),
    Step(
        "complete",
        "Mark as completed",
        OPEN_STAGES,
        Stage.COMPLETED,
        SECRETARIAT,
        "No more updates are owed. The commitment stays public, marked as completed.",
    ),
    Step(
        "close_incomplete",
        "Close as incomplete",
        OPEN_STAGES,
        Stage.CLOSED_INCOMPLETE,
        SECRETARIAT,
        "No more updates are owed. The commitment stays public, marked as closed incomplete.",
    ),
    Step(
        "reopen",
        "Put back in the plan",
        CLOSED_STAGES,
        Stage.IN_PLAN,
        SECRETARIAT,
        "Both leads owe updates again. Links to commitments that came of it stay until you "
        "remove them.",
    ),
)

STEP_OF = {step.name: step for step in STEPS}
# Those that ask for a reason and nothing else.
PLAIN_STEPS = tuple(step for step in STEPS if not step.page)


class MilestoneStatus(models.TextChoices):
    """What was last reported of a milestone."""

    NOT_REPORTED = "not_reported", _("Not yet reported")
    NOT_STARTED = "not_started", _("Not started")
    ON_TRACK = "on_track", _("On track")
    BEHIND_SCHEDULE = "behind_schedule", _("Behind schedule")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")


# Nothing more is expected of a milestone in one of these.
SETTLED = (MilestoneStatus.COMPLETED, MilestoneStatus.CLOSED)
