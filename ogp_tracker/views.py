"""Pages about the site itself."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import csrf
from django.views.decorators.cache import never_cache

from ogp_tracker import typed_text
from ogp_tracker.outages import readiness


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """Who keeps the tracker, how an update comes about, and what the words mean."""
    return render(request, "about.html")


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the web process can ask its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer "ok", or 503 with one line for each part of the tracker that stopped."""
    found = readiness.problems()
    lines = "".join(f"{line}\n" for line in found or ["ok"])
    return HttpResponse(lines, content_type="text/plain", status=503 if found else 200)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form with a wrong token; a text that was typed on our own page is put by.

    The browser itself says whether the page was ours. A token is wrong without malice when the
    person signed in again in another tab.
    """
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and typed_text.put_by(request):
        return render(request, "403_csrf_kept.html", {"form_url": request.path}, status=403)
    return csrf.csrf_failure(request, reason=reason)
