"""Finding the circulation of a month: a draft is there for its coordinator alone."""

import datetime as dt

from django.http import Http404
from django.shortcuts import get_object_or_404

from network.models import Circulation
from network.permissions import Visitor, can_see_circulation


def find_circulation(person: Visitor, name: str) -> Circulation:
    """The circulation of the month `name` ("2014-05") if the person may see it. Raises Http404."""
    try:
        month = dt.date.fromisoformat(f"{name}-01")
    except ValueError:
        raise Http404("No month is written like this.") from None
    circulation = get_object_or_404(Circulation, month=month)
    if not can_see_circulation(person, circulation):
        raise Http404("Nothing that you can see has this address.")
    return circulation
