"""What the worker does for the mailroom."""

from celery import shared_task

from mailroom.delivery import actions
from mailroom.following import actions as following
from mailroom.following import planning as news
from mailroom.reminding import planning as reminders
from ogp_tracker.outages import pulse


@shared_task(name="mailroom.deliver")
def deliver() -> None:
    """Send what waits; beat and every new message ask for it."""
    actions.deliver()
    pulse.beat(pulse.DELIVERY)


@shared_task(name="mailroom.recover")
def recover() -> None:
    """Bring back what dead workers held; beat asks for it."""
    actions.recover()
    pulse.beat(pulse.RECOVERY)


@shared_task(name="mailroom.plan_reminders")
def plan_reminders() -> None:
    """Plan what is due by now; beat asks for it at every tick."""
    reminders.plan()
    pulse.beat(pulse.TICKER)


@shared_task(name="mailroom.plan_news")
def plan_news() -> None:
    """Plan the letters to followers that are due by now; beat asks for it at every tick."""
    news.plan_news()
    news.plan_digests()
    pulse.beat(pulse.NEWS)


@shared_task(name="mailroom.forget_unconfirmed")
def forget_unconfirmed() -> None:
    """Forget who asked to follow and never confirmed it; beat asks for it at every tick."""
    following.forget_unconfirmed()
    pulse.beat(pulse.FORGETTING)
