"""How long an answer may be kept, and whether the one a program has kept still holds."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from opendata.freshness import short_mark

KEPT = "public, max-age=60"

View = Callable[..., Any]


def may_be_kept(view: View) -> View:
    """Give the answers of `view` a mark of their content, and answer 304 to who has it already."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response: Any = view(request, *args, **kwargs)
        response.add_post_render_callback(functools.partial(_marked, request))
        return response

    return answer


def _marked(request: HttpRequest, response: Any) -> Any:
    if response.status_code != 200:
        response["Cache-Control"] = "no-store"
        return response
    mark = quote_etag(short_mark(response.content))
    response["ETag"] = mark
    response["Cache-Control"] = KEPT
    changed_at = response.changed_at
    timestamp = None
    if changed_at:
        timestamp = int(changed_at.timestamp())
        response["Last-Modified"] = http_date(timestamp)
    return get_conditional_response(request, mark, timestamp, response)
