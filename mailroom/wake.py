"""A tap on the delivery worker's shoulder. The ticker finds the mail anyway if nobody feels it."""

import logging

from ogp_tracker.celery import app

logger = logging.getLogger(__name__)


def wake_delivery() -> None:
    """Ask a worker to look now. A broker that is down costs a minute's delay, never an error."""
    try:
        app.send_task("mailroom.deliver", ignore_result=True)
    except Exception:  # noqa: BLE001 - whatever ails the broker, the page must not fail
        logger.warning("Could not wake the delivery worker; the next tick sends the mail.")
