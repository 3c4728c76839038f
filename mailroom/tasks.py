"""What the worker does for the mailroom."""

from celery import shared_task

from mailroom.delivery import actions


@shared_task(name="mailroom.deliver")
def deliver() -> None:
    """Send what waits; beat and every new message ask for it."""
    actions.deliver()


@shared_task(name="mailroom.recover")
def recover() -> None:
    """Bring back what dead workers held; beat asks for it."""
    actions.recover()
