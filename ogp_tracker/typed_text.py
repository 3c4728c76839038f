"""Text that somebody typed outlives their session.

A form sent after the session ended, or with a token that a new sign-in replaced, is refused as it
must be; but what was typed is put by in the visitor's session and taken up again by the same page
after they signed in. Only views marked `keeps_typed_text` take part.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict

View = TypeVar("View", bound=Callable[..., Any])
KEY = "typed_text"
# The form carries it: who was shown the form, and at which address, in our own hand.
MARK = "typed_by"
NOT_KEPT = {MARK, "csrfmiddlewaretoken"}
# Characters; a whole update is a tenth of it.
LIMIT = 200_000
# Seconds: how long text waits, and how old a form may be whose text is put by.
WAITS = 60 * 60
FORM_LASTS = 7 * 24 * 60 * 60


def keeps_typed_text(view: View) -> View:
    """Mark a view: what is sent to it without a session waits for its sender to sign in again.

    Its form carries `mark_for(request)` in a field named by MARK, and the view asks `taken_up`
    when it is opened. Never for a view whose POST decides something, such as signing.
    """
    view.keeps_typed_text = True  # type: ignore[attr-defined]
    return view


def mark_for(request: HttpRequest) -> str:
    """What the form carries, so that its text comes back to this person at this address alone."""
    return signing.dumps([request.user.pk, request.path], salt=KEY)


def put_by(request: HttpRequest) -> bool:
    """Keep what was sent to a marked view in the visitor's session; whether it was kept.

    Only what comes from a form that we showed to somebody signed in: strangers cannot fill the
    table of sessions. Files are not kept.
    """
    match = request.resolver_match
    if request.method != "POST" or not getattr(match and match.func, "keeps_typed_text", False):
        return False
    person = _person_of(request)
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    length = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    if person is None or length > LIMIT:
        return False
    request.session[KEY] = {
        "person": person,
        "path": request.path,
        "fields": fields,
        # The machine's clock: the business day may stand still.
        "until": time.time() + WAITS,
    }
    return True


def taken_up(request: HttpRequest) -> QueryDict | None:
    """What this person had typed at this address before they were signed out; given once."""
    kept = request.session.get(KEY)
    if kept is None or kept["path"] != request.path:
        return None
    forget(request)
    if kept["person"] != request.user.pk or kept["until"] < time.time():
        return None
    fields = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        fields.setlist(name, values)
    return fields


def forget(request: HttpRequest) -> None:
    """Nothing waits for this address any more."""
    if request.session.get(KEY, {}).get("path") == request.path:
        del request.session[KEY]


class SignInRequired(LoginRequiredMiddleware):
    """Django's own, which sends visitors to sign in; what they had typed waits for them.

    Of public pages nobody is asked who reads them: an answer that is the same for everybody does
    not say that it depends on a cookie.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let everybody in where nobody needs to sign in, without a look at who it is."""
        if not getattr(view_func, "login_required", True):
            return None
        answer: HttpResponseBase | None = super().process_view(
            request, view_func, view_args, view_kwargs
        )
        return answer

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Put the text by, then send the visitor to the sign-in page."""
        put_by(request)
        return super().handle_no_permission(request, view_func)


def _person_of(request: HttpRequest) -> int | None:
    """Whom the form was shown to, by its mark; None when it is not ours, old, or for elsewhere."""
    try:
        mark = signing.loads(request.POST.get(MARK, ""), salt=KEY, max_age=FORM_LASTS)
    except signing.BadSignature:
        return None
    person, path = mark
    return int(person) if path == request.path else None
