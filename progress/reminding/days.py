"""Which day it is for which plan, and which plans have a due day worth a look."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from commitments.models import ActionPlan
from ogp_tracker import clock


def stand_in(day: dt.date) -> dt.date | None:
    """None where `day` is the site's today, so that each plan has its own day; else `day`."""
    return None if day == clock.today() else day


def plans_by_day(plans: Iterable[ActionPlan], day: dt.date) -> dict[dt.date, list[ActionPlan]]:
    """The plans for which it is one day while it is `day` for the site."""
    found: dict[dt.date, list[ActionPlan]] = defaultdict(list)
    for plan in plans:
        found[stand_in(day) or plan.today()].append(plan)
    return found
