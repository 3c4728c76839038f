"""What every template may know about the site."""

from django.conf import settings
from django.http import HttpRequest

from ogp_tracker import clock


def site(request: HttpRequest) -> dict[str, object]:
    """Values for the page frame: the stopped business day and whether this is a demonstration."""
    return {"frozen_today": clock.frozen_on(), "demonstration": settings.DEMONSTRATION}
