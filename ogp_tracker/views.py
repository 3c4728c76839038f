"""Pages about the site itself."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


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
