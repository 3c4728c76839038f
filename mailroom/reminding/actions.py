"""What a person decides about their own mail."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from mailroom.models import MailChoice, Pace
from ogp_tracker import history


@transaction.atomic
def choose_pace(*, by: Any, pace: Pace) -> MailChoice:
    """Let `by` be reminded at this pace from now on."""
    # Two windows at once: the second waits for the person, not for a row that is not there yet.
    get_user_model().objects.select_for_update(of=("self",)).get(pk=by.pk)
    choice = MailChoice.objects.filter(person=by).first() or MailChoice(person=by)
    if choice.pk is None or choice.pace != pace:
        choice.pace = pace
        history.save(choice, by=by, reason=f"Chose: {pace.label}")
    return choice
