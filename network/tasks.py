"""What the worker does for the network."""

from celery import shared_task

from network.circulation import actions
from ogp_tracker.outages import pulse


@shared_task(name="network.draft_circulation")
def draft_circulation() -> None:
    """Draft this month's circulation if nobody has; beat asks for it at every tick."""
    actions.draft_circulation()
    pulse.beat(pulse.CIRCULATION)
