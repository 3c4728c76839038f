"""What the worker does for progress."""

from celery import shared_task

from progress.reminding import reminders


@shared_task(name="progress.plan_reminders")
def plan_reminders() -> None:
    """Put what is due by now in the outbox; beat asks for it at every tick."""
    reminders.plan()
