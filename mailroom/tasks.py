"""What the worker does for the mailroom."""

from celery import shared_task

from mailroom import actions
from mailroom.reminding import planning


@shared_task(name="mailroom.deliver")
def deliver() -> None:
    """Send what waits; beat and every new message ask for it."""
    actions.deliver()


@shared_task(name="mailroom.plan_reminders")
def plan_reminders() -> None:
    """Plan what is due by now; beat asks for it at every tick."""
    planning.plan()
