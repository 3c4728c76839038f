"""Pages about the site itself."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import csrf

from ogp_tracker import typed_text


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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form with a wrong token; a text that was typed on our own page is put by.

    The browser itself says whether the page was ours. A token is wrong without malice when the
    person signed in again in another tab.
    """
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and typed_text.put_by(request):
        return render(request, "403_csrf_kept.html", {"form_url": request.path}, status=403)
    return csrf.csrf_failure(request, reason=reason)
