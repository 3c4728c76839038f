"""Each plan goes by its own day, and a letter by the site's."""

import datetime as dt

import pytest

from mailroom.models import OutboxMessage
from mailroom.owing import everything_owed
from mailroom.reminding import planning
from mailroom.tasks import deliver
from network.workflow import Side
from ogp_tracker import clock
from progress.models import Reminder
from tests import cast

pytestmark = pytest.mark.django_db
# Both have, somewhere in every day, another date than the site; one of them at any moment.
FAR_WEST, FAR_EAST = "Etc/GMT+12", "Pacific/Kiritimati"


@pytest.fixture
def elsewhere(settings, gail, bis):
    """Two plans of the farthest zones, each with an update due in a week by its own calendar."""
    settings.TRACKER_TODAY = None
    for number, zone in enumerate((FAR_WEST, FAR_EAST), 3):
        plan = cast.action_plan(f"plan-{number}", number, country_code="ZZZ", time_zone=zone)
        commitment = cast.commitment_of(plan, "1", f"Promise {number}", bis)
        cast.lead(commitment, Side.GOVERNMENT, gail, bis)
        cast.reporting_period(plan, clock.today(zone) + dt.timedelta(days=7))


def test_one_letter_of_the_sites_day_tells_of_both(elsewhere, gail):
    assert clock.today(FAR_WEST) < clock.today(FAR_EAST)
    planning.plan()
    assert Reminder.objects.filter(days_ahead=7, state="planned").count() == 2
    deliver()
    letter = OutboxMessage.objects.get(recipient=gail)
    assert letter.status == "sent"
    assert letter.useful_until == clock.today()
    assert [line.days_left for line in everything_owed(gail, clock.today())] == [7, 7]
