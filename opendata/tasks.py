"""What the worker does for open data."""

from celery import shared_task

from ogp_tracker.outages import pulse
from opendata.catalogue import keeping
from opendata.intake import actions, running


@shared_task(name="opendata.make_package")
def make_package() -> None:
    """Make the package of all datasets once a day; beat asks for it at every tick."""
    keeping.make_package_of_today()
    pulse.beat(pulse.PACKAGE)


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
