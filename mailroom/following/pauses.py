"""How long a mailbox that did not answer is left in peace before it is asked again.

The letters themselves are the memory: each has the key of the mailbox, an HMAC, in its own key, and
that stays when its reader leaves and the address is erased.
"""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from mailroom.following.addresses import mailbox_key
from mailroom.models import OutboxMessage, OutboxMessageQuerySet
from ogp_tracker import clock

# Days after the first, the second and every further letter that nobody answered.
PAUSES = (1, 7, 30)
REMEMBERED = dt.timedelta(days=90)
# Written into `about` of each letter that asked, once its reader has confirmed something.
ANSWERED = "answered"


def asking_letters(email: str) -> OutboxMessageQuerySet:
    """Every letter that asked the mailbox of `email` to confirm something, newest first."""
    return OutboxMessage.objects.filter(key__startswith=f"follow:{mailbox_key(email)}:")


def may_be_asked(email: str) -> bool:
    """Whether the mailbox may get one more letter that asks, after those that nobody answered."""
    recent = asking_letters(email).filter(planned_at__gt=clock.now() - REMEMBERED)
    unanswered = recent.filter(~Q(about__has_key=ANSWERED)).order_by("-planned_at")
    days = [timezone.localtime(at).date() for at in unanswered.values_list("planned_at", flat=True)]
    if not days:
        return True
    pause = PAUSES[min(len(days), len(PAUSES)) - 1]
    return clock.today() >= days[0] + dt.timedelta(days=pause)


def note_answer(letters: list[OutboxMessage]) -> None:
    """Remember that somebody confirmed what these letters asked."""
    for letter in letters:
        letter.about = {**letter.about, ANSWERED: True}
    OutboxMessage.objects.bulk_update(letters, ("about",))
