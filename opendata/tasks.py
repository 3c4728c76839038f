"""What the worker does for open data."""

from celery import shared_task

from ogp_tracker.outages import pulse
from opendata.catalogue import keeping


@shared_task(name="opendata.make_package")
def make_package() -> None:
    """Make the package of all datasets once a day; beat asks for it at every tick."""
    keeping.make_package_of_today()
    pulse.beat(pulse.PACKAGE)
