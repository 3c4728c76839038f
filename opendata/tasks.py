"""What the worker does for open data."""

from celery import shared_task

from ogp_tracker.outages import pulse
from opendata.intake import actions, running


@shared_task(name="opendata.run_intakes")
def run_intakes() -> None:
    """Import the files that were confirmed; beat and every confirmation ask for it."""
    running.run_intakes()
    pulse.beat(pulse.INTAKES)


@shared_task(name="opendata.forget_intakes")
def forget_intakes() -> None:
    """Delete the files that nobody confirmed; beat asks for it at every tick."""
    actions.forget_abandoned()
    pulse.beat(pulse.FORGOTTEN_INTAKES)
