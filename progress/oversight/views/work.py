"""The page a person lands on after signing in: what waits for them, and where they work."""

from django.http import HttpResponse
from django.shortcuts import render

from commitments.models import Lead
from commitments.permissions import can_edit_plans
from mailroom.permissions import can_read_mailroom
from network.permissions import can_edit_circulations, can_see_people, has_role
from network.requests import SignedInRequest
from network.workflow import RoleKind
from ogp_tracker import clock
from progress.oversight.gathering import START_WITH, counts_by_kind, gather
from progress.oversight.ground import ground_of
from progress.oversight.home import lines_for
from progress.permissions import can_see_oversight
from progress.reminding.duties import owed_by


def your_work(request: SignedInRequest) -> HttpResponse:
    """What waits for the person, what waits for others, and the pages they work with."""
    person = request.user
    duties = owed_by(person)
    ground = ground_of(person) if can_see_oversight(person) else None
    matters = gather(ground) if ground else []
    lines = lines_for(person, duties, matters)
    leads = Lead.objects.current(clock.today()).filter(person=person)
    page = {
        "lines": [line for line in lines if not line.is_far_ahead],
        "later": [line for line in lines if line.is_far_ahead],
        "late": sum(line.is_late for line in lines),
        "waiting": [duty for duty in duties if duty.is_done],
        "leads": leads.select_related("commitment", "organisation"),
        "sees_people": can_see_people(person),
        "sees_mailroom": can_read_mailroom(person),
        "edits_circulations": can_edit_circulations(person),
        "edits_plans": can_edit_plans(person),
        "has_portfolio": has_role(person, RoleKind.RELATIONSHIP_MANAGER),
        "ground": ground,
        "matters": matters,
        "first": matters[:START_WITH],
        "counts": counts_by_kind(matters),
    }
    return render(request, "progress/your_work.html", page)
