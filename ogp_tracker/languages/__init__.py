"""In which language a page answers: its address says so, and nothing else does.

Pages for everybody stand at two addresses, /plans/ and /cy/plans/. Pages for people who sign in,
and files, have an English address only (docs/decisions/0019). What is kept or sent is English.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import translation

View = TypeVar("View", bound=Callable[..., Any])


class Edition(NamedTuple):
    """One language in which a page can be read: its code, its own name, the page's address."""

    code: str
    name: str
    path: str
    is_here: bool


def language_of(path: str) -> str:
    """The code of the language that `path` asks for."""
    first = path.lstrip("/").partition("/")[0]
    is_another = first != settings.LANGUAGE_CODE and first in dict(settings.LANGUAGES)
    return first if is_another and path.startswith(f"/{first}") else settings.LANGUAGE_CODE


def path_in(language: str, path: str) -> str:
    """The address of the page at `path` in `language`; a query string stays."""
    now = language_of(path)
    plain = path if now == settings.LANGUAGE_CODE else path.removeprefix(f"/{now}") or "/"
    return plain if language == settings.LANGUAGE_CODE else f"/{language}{plain}"


def editions(request: HttpRequest) -> list[Edition]:
    """The page in every language it can be read in; nothing for a page in English only."""
    if not request.resolver_match or is_english_only(request.resolver_match.func):
        return []
    here, path = language_of(request.path_info), request.get_full_path()
    return [
        Edition(code, name, path_in(code, path), code == here) for code, name in settings.LANGUAGES
    ]


def without_language(view: View) -> View:
    """Mark a view whose answer is for programs: it has one address, without a language in it."""
    view.is_without_language = True  # type: ignore[attr-defined]
    return view


def is_english_only(view: Callable[..., Any]) -> bool:
    """Whether the view asks people to sign in, or answers programs."""
    return getattr(view, "login_required", True) or getattr(view, "is_without_language", False)


@contextmanager
def in_english() -> Iterator[None]:
    """For what is kept or sent: the record and the letters do not depend on the reader's page.

    Stands above an action that a Welsh page can take, or around a part of it.
    """
    with translation.override(settings.LANGUAGE_CODE):
        yield


class LanguageOfAddress:
    """Middleware: the address chooses the language, so whoever asks gets the same page.

    Django's own also looks at cookies and at what the browser prefers, and so makes pages vary.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the address, and leave none behind."""
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *args: Any
    ) -> HttpResponseRedirect | None:
        """Send whoever asks for a page in English only to its one address, with what they sent."""
        if language_of(request.path_info) == settings.LANGUAGE_CODE or not is_english_only(view):
            return None
        to = path_in(settings.LANGUAGE_CODE, request.get_full_path())
        return HttpResponseRedirect(to, preserve_request=True)
