"""Who is reminded of an update, and when: the ladder, rung by rung."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan
from mailroom.ladders import Ladder
from mailroom.ledgers import Candidates
from network.workflow import RoleKind
from ogp_tracker.languages.lists import all_of
from progress.models import LEADS_UNTIL
from progress.reminding import candidates

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Those who write and sign, on both sides.
LEADS = Ladder((28, 14, 7, 1, 0, LEADS_UNTIL))
# Then whoever keeps track of a department that leads the commitment in government.
RELATIONSHIP_MANAGERS = Ladder((-7,))
# Then everybody on duty in the secretariat.
SECRETARIAT = Ladder((-14,))
# Before a decision on the schedule is to be looked at again, and after: the secretariat.
REVIEWS = Ladder((28, 7, 0, -7))


@dataclass(frozen=True)
class UpdateRung:
    """Some of those who are reminded of an update: who they are, when, and how they are found."""

    who: "StrOrPromise"
    ladder: Ladder
    candidates: Callable[[dt.date, Sequence[ActionPlan]], Candidates]
    # The role of those who keep track of what others owe; none: they write and sign.
    role: RoleKind | None = None

    @property
    def when(self) -> str:
        """Its steps, seen from the due day: "7 and 1 days before, on the day, and 3 days after"."""
        before = all_of([str(step) for step in self.ladder.steps if step > 0])
        after = all_of([str(-step) for step in self.ladder.steps if step < 0])
        parts = []
        if before:
            parts.append(gettext("%(days)s days before") % {"days": before})
        if 0 in self.ladder.steps:
            parts.append(gettext("on the day"))
        if after:
            words = gettext("and %(days)s days after") if parts else gettext("%(days)s days after")
            parts.append(words % {"days": after})
        return ", ".join(parts)


# From those who write upwards.
UPDATE_RUNGS = (
    UpdateRung(_("the leads of both sides"), LEADS, candidates.leads),
    UpdateRung(
        _("the relationship managers"),
        RELATIONSHIP_MANAGERS,
        candidates.relationship_managers,
        RoleKind.RELATIONSHIP_MANAGER,
    ),
    UpdateRung(_("the secretariat"), SECRETARIAT, candidates.secretariat, RoleKind.SECRETARIAT),
)
