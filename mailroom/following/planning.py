"""Planning news: at once, every Monday, and every first of the month.

Three statements, and a look by index when there is nothing to do: an announcement says itself
whether it was told, and a round of digests is a row.
"""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mailroom.models import Announcement, DigestRound, Frequency
from mailroom.planning import plan_letters
from ogp_tracker import clock

# Digests are read in the morning.
DUE_AT = dt.time(7)
# What was announced just before a round is due may still be on its way into the database.
GRACE = dt.timedelta(minutes=5)

AT_ONCE = """
SELECT 'news:' || follower.id || ':' || max(announcement.id) AS key, NULL::bigint AS recipient_id,
    'Follower' AS to_name, follower.email AS to_email,
    jsonb_build_object(
        'follower', follower.id, 'announcements', jsonb_agg(DISTINCT announcement.id)
    ) AS about,
    replace(%(leave)s, 'TOKEN', follower.token) AS unsubscribe_path
FROM mailroom_announcement AS announcement
CROSS JOIN LATERAL unnest(announcement.topics) AS followed (topic)
JOIN mailroom_subscription AS subscription ON subscription.topic = followed.topic
    AND subscription.frequency = 'at_once' AND subscription.confirmed_at IS NOT NULL
    AND subscription.hears_from <= announcement.announced_at
JOIN mailroom_follower AS follower ON follower.id = subscription.follower_id
WHERE announcement.id = ANY(%(announcements)s)
GROUP BY follower.id
"""

DIGEST = """
SELECT 'digest:' || follower.id || ':' || %(round)s AS key, NULL::bigint AS recipient_id,
    'Follower' AS to_name, follower.email AS to_email,
    jsonb_build_object('follower', follower.id, 'round', %(round)s) AS about,
    replace(%(leave)s, 'TOKEN', follower.token) AS unsubscribe_path
FROM mailroom_follower AS follower
WHERE follower.id IN (
    SELECT subscription.follower_id
    FROM (
        SELECT topic, max(announced_at) AS last_at
        FROM mailroom_announcement CROSS JOIN LATERAL unnest(topics) AS told (topic)
        WHERE announced_at >= %(since)s AND announced_at < %(until)s
        GROUP BY topic
    ) AS news
    JOIN mailroom_subscription AS subscription ON subscription.topic = news.topic
        AND subscription.frequency = %(frequency)s AND subscription.confirmed_at IS NOT NULL
        AND subscription.hears_from <= news.last_at
)
"""


@transaction.atomic
def plan_news() -> int:
    """Plan one letter to each follower who hears at once of what nobody was told yet.

    Returns how many. Any number of planners may do this at once: each announcement is taken by one.
    """
    untold = Announcement.objects.filter(told_at__isnull=True).order_by("pk")
    taken = list(untold.select_for_update(skip_locked=True).values_list("pk", flat=True))
    if not taken:
        return 0
    Announcement.objects.filter(pk__in=taken).update(told_at=clock.now())
    return plan_letters(
        kind="news",
        subject="News of what you follow",
        to=AT_ONCE,
        values={"announcements": taken, "leave": _leave_pattern()},
        is_private=True,
    )


def plan_digests(now: dt.datetime | None = None) -> int:
    """Plan the digests that are due by `now` and were not planned; returns how many.

    After an outage one digest tells of everything since the last one. Whoever would read nothing
    new gets none.
    """
    now = now or clock.now()
    rounds = (Frequency.WEEKLY, Frequency.MONTHLY)
    return sum(_plan_round(frequency, now) for frequency in rounds)


@transaction.atomic
def _plan_round(frequency: Frequency, now: dt.datetime) -> int:
    until = last_due(frequency, now - GRACE)
    rounds = DigestRound.objects.filter(frequency=frequency)
    last = rounds.first()
    if last is not None and last.until >= until:
        return 0
    since = last.until if last else last_due(frequency, until - dt.timedelta(days=1))
    # Whoever loses a race for the round waits here for the winner, and then has nothing to do.
    this, is_new = rounds.get_or_create(
        frequency=frequency, until=until, defaults={"since": since, "planned_at": clock.now()}
    )
    if not is_new:
        return 0
    return plan_letters(
        kind="news_digest",
        subject="News of what you follow since the last time",
        to=DIGEST,
        values={
            "round": this.pk,
            "frequency": frequency.value,
            "since": since,
            "until": until,
            "leave": _leave_pattern(),
        },
        is_private=True,
    )


def last_due(frequency: Frequency, now: dt.datetime) -> dt.datetime:
    """The last moment until `now` at which digests of this frequency were due, by the site's day.

    Seven in the morning, on a Monday or on the first of a month.
    """
    day = timezone.localtime(now).date()
    if _at(day) > now:
        day -= dt.timedelta(days=1)
    if frequency == Frequency.WEEKLY:
        return _at(day - dt.timedelta(days=day.weekday()))
    return _at(day.replace(day=1))


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, DUE_AT, tzinfo=timezone.get_default_timezone())


def _leave_pattern() -> str:
    return reverse("mailroom:follower_leave", args=["TOKEN"])
