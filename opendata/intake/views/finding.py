"""Who is asking, and for which file."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from commitments.working.answers import allow
from network.models import Person
from opendata.models import Intake
from opendata.permissions import can_take_in_files


def ask_first(request: HttpRequest) -> Person:
    """The person, who may take in files; else 403."""
    words = gettext("The secretariat imports files.")
    return allow(request, can_take_in_files(request.user), words)


def find_intake(request: HttpRequest, pk: int) -> Intake:
    """The file, without what is large in it. Raises PermissionDenied and Http404."""
    ask_first(request)
    rows = Intake.objects.light().select_related("uploaded_by", "confirmed_by")
    return get_object_or_404(rows, pk=pk)
