"""How the working pages refuse and answer: forbidden is 403, overtaken is 409."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url

from network.models import Person
from network.permissions import is_signed_in
from ogp_tracker.overtaking import StaleEditError


def allow(request: HttpRequest, is_allowed: bool, otherwise: str) -> Person:
    """Return the person who is asking and may go on; else answer 403 with a sentence."""
    if not is_allowed or not is_signed_in(request.user):
        raise PermissionDenied(otherwise)
    return request.user


def refusals_in(form: BaseForm) -> AbstractContextManager[None, bool]:
    """Show on the page what an action refuses, with everything that was typed."""
    return cast(AbstractContextManager[None, bool], _refusals_in(form))


@contextmanager
def _refusals_in(form: BaseForm) -> Generator[None]:
    try:
        yield
    except StaleEditError as stale:
        form.begin_again(stale)  # type: ignore[attr-defined]
    except ValidationError as error:
        form.add_error(None, error)


def show(request: HttpRequest, template: str, form: BaseForm, **page: Any) -> HttpResponse:
    """Answer with a form; 409 when somebody else changed the same thing meanwhile."""
    status = 409 if getattr(form, "conflicts", None) else 200
    return render(request, template, {"form": form, **page}, status=status)


def done(request: HttpRequest, sentence: str, to: Any, *args: Any) -> HttpResponse:
    """Say what was done, at the top of the page that shows it."""
    messages.success(request, sentence)
    # Without the part after "#": a page that opens further down hides the sentence.
    return redirect(resolve_url(to, *args).partition("#")[0])
