"""Pages for what went wrong: each has a way on, and a reference that stands in the log as well."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from opendata.api.errors import in_json
from opendata.sharing.remembering import Gone, Moved, remembered

log = logging.getLogger(__name__)
# Letters and digits that nobody takes for one another when they are read out.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request could not be read."""
    if answer := in_json(request, 400):
        return answer
    reference = _write_down(request, 400)
    return HttpResponse(render_to_string("400.html", {"reference": reference}), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Somebody may see the page and not do this."""
    page = {"exception": str(exception), "reference": _write_down(request, 403)}
    return render(request, "403.html", page, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is there: or not any more, or somewhere else."""
    if answer := in_json(request, 404):
        return answer
    if request.method in ("GET", "HEAD"):
        found = remembered(request.resolver_match)
        if isinstance(found, Moved):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{found.path}?{query}" if query else found.path)
        if isinstance(found, Gone):
            page = {"gone": found, "exception": "Gone"}
            return render(request, "410.html", page, status=410)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke. It must come out when nothing else does: no context, no database."""
    if answer := in_json(request, 500):
        return answer
    reference = _write_down(request, 500)
    return HttpResponse(render_to_string("500.html", {"reference": reference}), status=500)


def _write_down(request: HttpRequest, status: int) -> str:
    """A reference for the reader, and a line with it in the log beside what went wrong."""
    reference = "".join(secrets.choice(ALPHABET) for _ in range(8))
    route = request.resolver_match.route if request.resolver_match else "(no page)"
    log.warning("Reference %s: %s answered %s", reference, route, status)
    return reference
