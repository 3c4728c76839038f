"""Errors of the API: JSON with one clear sentence."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
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
SENTENCES = {
    400: "The request makes no sense, such as one with thousands of parameters.",
    404: f"Nothing has this address. The datasets are listed at {API}v1/.",
    500: "Something went wrong here. It has been recorded; ask again later.",
}


def in_json(request: HttpRequest, status: int) -> JsonResponse | None:
    """The answer at an address of the API; None at any other, which is answered with a page."""
    if not request.path.startswith(API) or request.path.startswith(PAGES):
        return None
    headers = {"Cache-Control": "no-store"}
    return JsonResponse({"detail": SENTENCES[status]}, status=status, headers=headers)
