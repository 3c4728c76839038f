"""A circulation for the archive of the demonstration: invented, and it says so. Nobody got it."""

import datetime as dt

from django.urls import reverse

from commitments.models import ActionPlan
from mailroom.letters import absolute
from network.circulation.recipients import members
from network.models import Circulation, Person
from ogp_tracker import clock, history
from progress.demonstration.people import PLAN, REASON

MONTH = dt.date(2014, 3, 1)
TEXT = """This letter was invented to show what a circulation looks like. Nobody wrote it or got it.

**The plan**

- [{title}]({plan}): what the United Kingdom promised, commitment by commitment
- [Reporting dates]({dates}): when both sides report on it

**Calls for help**

- Read the commitments that are close to your work, and follow them by email
"""


def load_circulation() -> None:
    """Add the circulation of March 2014, as the coordinator of the demonstration sent it, once."""
    if Circulation.objects.filter(month=MONTH).exists():
        return
    plan = ActionPlan.objects.get(slug=PLAN)
    morning = dt.datetime.combine(MONTH, dt.time(9), tzinfo=dt.UTC)
    history.create(
        Circulation,
        by=None,
        reason=REASON,
        month=MONTH,
        subject="Open government: how this tracker works",
        text=TEXT.format(
            title=plan.title,
            plan=absolute(plan.get_absolute_url()),
            dates=absolute(reverse("progress:period_list", args=[plan.slug])),
        ),
        drafted_at=min(morning, clock.now()),
        sent_at=min(morning + dt.timedelta(days=2), clock.now()),
        sent_by=Person.objects.get(email="nora@example.org"),
        recipients=members().count(),
    )
