"""What the worker does for progress."""

from celery import shared_task

from ogp_tracker.outages import pulse
from progress.blockers import rising
from progress.schedule import closing
from progress.signing import voiding


@shared_task(name="progress.tell_of_void_signatures")
def tell_of_void_signatures() -> None:
    """Tell signers that a change of leads has made their signatures void."""
    voiding.tell_of_void_signatures()
    pulse.beat(pulse.SIGNATURES)


@shared_task(name="progress.close_periods")
def close_periods() -> None:
    """Say what was not reported by the end of its period; beat asks for it at every tick."""
    closing.close_periods()
    pulse.beat(pulse.PERIODS)


@shared_task(name="progress.raise_silent_blockers")
def raise_silent_blockers() -> None:
    """Send blockers up that nobody answered in time; beat asks for it at every tick."""
    rising.raise_silent_blockers()
    pulse.beat(pulse.BLOCKERS)
