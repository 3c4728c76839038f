"""The one source of "today" and "now": the business day in the plan's time zone.

TRACKER_TODAY freezes the day for demonstrations; the time of day still runs.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

# Not by Django’s own clock: the settings are still being read when this module is.
STARTED_AT = dt.datetime.now(dt.UTC)


def parse_day(text: str) -> dt.date | None:
    """Return the date written as YYYY-MM-DD in `text`, or None when it is empty.

    Raises ImproperlyConfigured with a sentence when it is not a real date.
    """
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ImproperlyConfigured(
            f'TRACKER_TODAY is "{text}": write a real date as YYYY-MM-DD, such as 2014-04-14.'
        ) from None


def frozen_on() -> dt.date | None:
    """The day the business clock is stopped at, or None when it runs."""
    return settings.TRACKER_TODAY


def now() -> dt.datetime:
    """The present moment, aware, in UTC.

    While the clock is stopped it begins on the stopped day, at the time of day at which this
    process started, and runs on from there: what happens later never carries an earlier moment,
    even when a real midnight passes.
    """
    moment = timezone.now()
    day = frozen_on()
    if day is None:
        return moment
    started = timezone.localtime(STARTED_AT)
    stopped = started.replace(year=day.year, month=day.month, day=day.day)
    return stopped.astimezone(dt.UTC) + (moment - STARTED_AT)


def today(zone: str = "") -> dt.date:
    """The business day in the time zone named `zone` (the site's own when empty)."""
    return frozen_on() or timezone.localdate(timezone=ZoneInfo(zone) if zone else None)


def local_day(moment: dt.datetime, zone: str = "") -> dt.date:
    """The calendar day on which `moment` fell in the time zone named `zone`."""
    return timezone.localdate(moment, timezone=ZoneInfo(zone) if zone else None)


def end_of_day(day: dt.date, zone: str = "") -> dt.datetime:
    """The first moment that is no longer `day` in the time zone named `zone`."""
    where = ZoneInfo(zone) if zone else timezone.get_default_timezone()
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=where)
