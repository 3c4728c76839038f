"""Addresses that no page can have."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase


class NoNul:
    """Middleware: an address that holds a NUL is no page's, and PostgreSQL would fail over it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 404, or whatever the page says."""
        if "\0" in request.path_info:
            raise Http404("An address holds no NUL.")
        return self.get_response(request)
