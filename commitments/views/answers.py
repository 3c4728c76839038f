"""How the working pages find, refuse and answer: invisible is 404, forbidden is 403."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commitments.actions import StaleEditError
from commitments.models import ActionPlan, Commitment, Milestone
from commitments.permissions import can_see_plan
from network.models import Person
from network.permissions import Visitor, is_signed_in


def allow(request: HttpRequest, is_allowed: bool, otherwise: str) -> Person:
    """Return the person who is asking and may go on; else answer 403 with a sentence."""
    if not is_allowed or not is_signed_in(request.user):
        raise PermissionDenied(otherwise)
    return request.user


def find_plan(person: Visitor, slug: str) -> ActionPlan:
    """The plan at this address, if the person may see it. Raises Http404."""
    return _visible(person, get_object_or_404(ActionPlan, slug=slug))


def find_commitment(person: Visitor, slug: str) -> Commitment:
    """The commitment at this address, if the person may see its plan. Raises Http404."""
    commitment = get_object_or_404(Commitment.objects.select_related("plan", "theme"), slug=slug)
    _visible(person, commitment.plan)
    return commitment


def find_milestone(person: Visitor, pk: int) -> Milestone:
    """The milestone, if the person may see its plan. Raises Http404."""
    milestone = get_object_or_404(Milestone.objects.select_related("commitment__plan"), pk=pk)
    _visible(person, milestone.commitment.plan)
    return milestone


def find_of_commitment(person: Visitor, rows: Any, pk: int) -> Any:
    """The lead or participation `pk` among `rows`, if the person may see its plan."""
    row = get_object_or_404(
        rows.select_related("commitment__plan", "commitment__theme", "organisation"), pk=pk
    )
    _visible(person, row.commitment.plan)
    return row


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
    """Say what was done, on the page that shows it."""
    messages.success(request, sentence)
    return redirect(to, *args)


def _visible(person: Visitor, plan: ActionPlan) -> ActionPlan:
    if not can_see_plan(person, plan):
        raise Http404("Nothing that you can see has this address.")
    return plan
