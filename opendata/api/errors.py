"""Errors of the API: JSON with one clear sentence."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from commitments.public.narrowing import NOT_USED

API = "/api/"
# Its pages: errors there are pages, too.
PAGES = "/api/guide/"


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to `error`; None when it is a fault of ours, for Django to answer."""
    if isinstance(error, ValidationError):
        error = exceptions.ParseError(" ".join(map(_of_the_api, error.messages)))
    response = exception_handler(error, context)
    if response is not None:
        response.data = {"detail": _sentence(error, response)}
    return response


def _sentence(error: Exception, response: Response) -> str:
    match error:
        case exceptions.MethodNotAllowed():
            return "The API can only be read: ask with GET or HEAD."
        case exceptions.NotAcceptable():
            return "The API answers in JSON: accept application/json."
        case exceptions.UnsupportedMediaType():
            return "The API takes no content: ask with GET, and parameters in the address."
        case exceptions.Throttled():
            seconds = response.headers.get("Retry-After", "60")
            return f"You have asked too often: ask again in {seconds} seconds."
    return str(response.data["detail"])


def _of_the_api(message: str) -> str:
    """What a list says of a value it leaves out, without that: the API leaves nothing out."""
    return message.removesuffix(str(NOT_USED)).strip()


# --- What Django answers where no view does --------------------------------------------------
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that nothing has."""
    if _is_ours(request):
        return _answer(404, f"Nothing has this address. The datasets are listed at {API}v1/.")
    return defaults.page_not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django refuses before any view sees it."""
    if _is_ours(request):
        return _answer(400, "The request makes no sense, such as one with thousands of parameters.")
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    if _is_ours(request):
        return _answer(500, "Something went wrong here. It has been recorded; ask again later.")
    return defaults.server_error(request)


def _is_ours(request: HttpRequest) -> bool:
    return request.path.startswith(API) and not request.path.startswith(PAGES)


def _answer(status: int, sentence: str) -> HttpResponse:
    return JsonResponse({"detail": sentence}, status=status, headers={"Cache-Control": "no-store"})
