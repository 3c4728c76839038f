"""What the site says of itself: privacy, accessibility, licence."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ogp_tracker import clock

# When somebody last held the statement against the pages; set it when that was done again.
REVIEWED_ON = dt.date(2026, 11, 24)


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is known of readers, followers and people who sign in, and for how long."""
    return render(request, "opendata/privacy.html", {"contact": settings.CONTACT_EMAIL})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and how to say so."""
    page = {"contact": settings.CONTACT_EMAIL, "reviewed_on": REVIEWED_ON}
    return render(request, "opendata/accessibility.html", page)


@login_not_required
def licence(request: HttpRequest) -> HttpResponse:
    """On which terms the content may be used again, and how to cite it."""
    page = {"site": settings.SITE_URL, "today": clock.today()}
    return render(request, "opendata/licence.html", page)
