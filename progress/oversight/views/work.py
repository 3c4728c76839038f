"""The page a person lands on after signing in: what they owe, and when."""

from django.http import HttpResponse
from django.shortcuts import render

from commitments.models import Lead
from commitments.permissions import can_edit_plans
from mailroom.permissions import can_read_mailroom
from network.permissions import can_see_people, has_role
from network.requests import SignedInRequest
from network.workflow import RoleKind
from ogp_tracker import clock
from progress.reminding.duties import owed_by


def your_work(request: SignedInRequest) -> HttpResponse:
    """What the person owes, what waits for others, and the doors to the pages they work with."""
    person = request.user
    duties = owed_by(person)
    leads = Lead.objects.current(clock.today()).filter(person=person)
    page = {
        "owed": [duty for duty in duties if not duty.is_done],
        "waiting": [duty for duty in duties if duty.is_done],
        "leads": leads.select_related("commitment", "organisation"),
        "sees_people": can_see_people(person),
        "sees_mailroom": can_read_mailroom(person),
        "edits_plans": can_edit_plans(person),
        "has_portfolio": has_role(person, RoleKind.RELATIONSHIP_MANAGER),
    }
    return render(request, "progress/your_work.html", page)
