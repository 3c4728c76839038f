"""How long an answer may be kept, and whether the one a program has kept still holds."""

import datetime as dt
import functools
import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from commitments.models import ActionPlan
from ogp_tracker import clock
from ogp_tracker.models import AuditRecord

KEPT = "public, max-age=60"
# A transaction that began earlier may still come: until then no moment is the last one.
SETTLES = dt.timedelta(minutes=1)

View = Callable[..., Any]


def may_be_kept(view: View) -> View:
    """Give the answers of `view` a mark of their content, and answer 304 to who has it already."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response: Any = view(request, *args, **kwargs)
        response.add_post_render_callback(functools.partial(_marked, request))
        return response

    return answer


def last_changed() -> dt.datetime | None:
    """The moment from which every answer has been the same; None while it is not settled.

    Anything that was recorded counts, and the midnight of each plan, for days are counted by it;
    so does the start of this process, which may have brought new columns.
    """
    record = AuditRecord.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    if record and record > timezone.now() - SETTLES:
        return None
    zones = ActionPlan.objects.public().order_by().values_list("time_zone", flat=True).distinct()
    midnights = [
        clock.end_of_day(clock.today(zone) - dt.timedelta(days=1), zone) for zone in ("", *zones)
    ]
    return max(moment for moment in (record, clock.STARTED_AT, *midnights) if moment)


def _marked(request: HttpRequest, response: Any) -> Any:
    if response.status_code != 200:
        response["Cache-Control"] = "no-store"
        return response
    mark = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = mark
    response["Cache-Control"] = KEPT
    changed_at = response.changed_at
    timestamp = None
    if changed_at:
        timestamp = int(changed_at.timestamp())
        response["Last-Modified"] = http_date(timestamp)
    return get_conditional_response(request, mark, timestamp, response)
