"""Every change to who follows what."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from mailroom import actions as mailroom
from mailroom.following.addresses import mailbox_key, normal, refuse_unusual
from mailroom.following.limits import count_request, forget_counts
from mailroom.following.pauses import asking_letters, may_be_asked, note_answer
from mailroom.models import (
    Follower,
    Frequency,
    OutboxMessage,
    OutboxMessageQuerySet,
    Subscription,
    UndeliverableAddress,
)
from ogp_tracker import clock, history
from ogp_tracker.languages import in_english

# What nobody confirmed is forgotten after this time.
FORGET_AFTER = dt.timedelta(days=30)
COUNTS_LAST = dt.timedelta(days=2)
ERASED = "(address erased)"
# In place of what the mail service said, which spells the address as it likes.
ERASED_WORDS = "The reason was erased with the address."
ERASED_WITH_IT = (
    *("to_name", "to_email", "body", "unsubscribe_path", "failure", "service_reference"),
    *("status", "claimed_until"),
)
Status = OutboxMessage.Status
# The mail service does not have these in hand yet: a worker that claimed one finds it gone.
UNSENT = (Status.PLANNED, Status.CLAIMED, Status.HELD)


@dataclass(frozen=True)
class Recipient:
    """Whom a letter to a follower is for: an address without a name."""

    email: str
    name: str = "Follower"


@dataclass(frozen=True)
class Wish:
    """What somebody asks to hear of: a topic, its name for people, and the page it is about."""

    topic: str
    label: str
    path: str
    frequency: Frequency


@in_english()
@transaction.atomic
def ask_to_follow(*, email: str, wish: Wish, origin: str) -> None:
    """Take down that `email` would like to follow, and post the letter that asks its owner.

    One letter a mailbox and day, however much is asked and however the address is spelt, and fewer
    where nobody answers them; what is asked after it waits on the page that it links to. Nothing
    that was confirmed is changed: who asks may be a stranger. `origin` is the network address of
    the request.

    Raises TooManyRequestsError, and ValidationError for an address with spellings without end.
    """
    refuse_unusual(email)
    count_request(origin)
    now = clock.now()
    follower, _ = Follower.objects.get_or_create(
        address=normal(email), defaults={"email": email.strip(), "known_since": now}
    )
    facts = {
        "label": wish.label,
        "path": wish.path,
        "frequency": wish.frequency,
        "asked_at": now,
    }
    row, is_new = Subscription.objects.get_or_create(
        follower=follower, topic=wish.topic, defaults=facts
    )
    if not is_new:
        asked = Subscription.objects.filter(pk=row.pk, confirmed_at__isnull=True)
        asked.update(**facts)
    if not may_be_asked(email):
        return
    mailroom.plan_letter(
        key=f"follow:{mailbox_key(email)}:{clock.today():%Y-%m-%d}",
        kind="follow_request",
        to=Recipient(follower.email),
        subject="Confirm that you want these emails",
        about={"follower": follower.pk, "asked": row.pk},
        is_private=True,
        unsubscribe_path=reverse("mailroom:follower_leave", args=[follower.token]),
    )


@transaction.atomic
def confirm(*, follower: Follower, chosen: Collection[int]) -> list[Subscription]:
    """Begin to write to a follower about those of the subscriptions `chosen` that wait for it.

    Raises ValidationError when none of them can be confirmed any more.
    """
    now = clock.now()
    asked = _locked(asking_letters(follower.email))
    _lock(follower)
    waiting = follower.subscriptions.waiting(now).filter(pk__in=chosen)
    # Locked already: nobody else confirms or stops one of them between these two.
    subscriptions = list(waiting)
    if not subscriptions:
        raise ValidationError(gettext("Choose what you want to hear of"))
    waiting.update(confirmed_at=now, hears_from=now)
    note_answer(asked)
    return subscriptions


@transaction.atomic
def change_frequency(*, subscription: Subscription, frequency: str) -> None:
    """Write more or less often about one topic, for what happens from now on."""
    _lock(subscription.follower)
    mine = Subscription.objects.confirmed().filter(pk=subscription.pk)
    mine = mine.exclude(frequency=frequency)
    mine.update(frequency=frequency, hears_from=clock.now())


@transaction.atomic
def leave(*, subscription: Subscription) -> None:
    """Stop writing about one topic; with the last the address is erased, too."""
    follower = subscription.follower
    letters = _lock_with_letters(follower)
    mine = follower.subscriptions.filter(pk=subscription.pk)
    mine.delete()
    if not follower.subscriptions.exists():
        _erase(follower, letters)


@transaction.atomic
def leave_everything(*, follower: Follower) -> None:
    """Stop writing to a follower and erase the address, from the letters that were sent, too."""
    _erase(follower, _lock_with_letters(follower))


def forget_unconfirmed(now: dt.datetime | None = None) -> int:
    """Forget what nobody confirmed for a month, and whom we then have no reason to know.

    Returns how many followers were forgotten.
    """
    now = now or clock.now()
    forget_counts(now - COUNTS_LAST)
    old = Subscription.objects.asked_before(now - FORGET_AFTER)
    followers = list(Follower.objects.filter(subscriptions__in=old).distinct())
    forgotten = 0
    for follower in followers:
        with transaction.atomic():
            if follower.subscriptions.difference(old).exists():
                old.filter(follower=follower).delete()
            else:
                leave_everything(follower=follower)
                forgotten += 1
    return forgotten


def _lock(follower: Follower) -> None:
    """One change of a follower after the other, and none while a letter to them is being taken."""
    list(Follower.objects.select_for_update(no_key=True).filter(pk=follower.pk))


def _lock_with_letters(follower: Follower) -> list[OutboxMessage]:
    """As `_lock`, and their letters: these first, as a worker does who takes one.

    Each names them in `about`. Requests to the same mailbox may name whom we have forgotten since.
    """
    mine = Q(about__follower=follower.pk)
    mine |= Q(key__startswith=f"follow:{mailbox_key(follower.email)}:")
    to_them = OutboxMessage.objects.filter(recipient=None, to_email=follower.email)
    letters = _locked(to_them.filter(mine))
    # Whoever sends one of them again holds it until the copy is there: it is seen here.
    letters += _locked(to_them.filter(resend_of__in=[letter.pk for letter in letters]))
    _lock(follower)
    return letters


def _locked(letters: OutboxMessageQuerySet) -> list[OutboxMessage]:
    return list(letters.select_for_update(of=("self",)).order_by("pk"))


def _erase(follower: Follower, letters: list[OutboxMessage]) -> None:
    for letter in letters:
        letter.to_name, letter.to_email = ERASED, ""
        letter.body = letter.unsubscribe_path = letter.service_reference = ""
        letter.failure = ERASED_WORDS if letter.failure else ""
        if letter.status in UNSENT:
            letter.status, letter.claimed_until = Status.SKIPPED, None
            letter.failure = "They left, and their address was erased."
    OutboxMessage.objects.bulk_update(letters, ERASED_WITH_IT)
    _forget_that_nothing_reaches(follower.email)
    Follower.objects.filter(pk=follower.pk).delete()


def _forget_that_nothing_reaches(email: str) -> None:
    """Delete an address that mail was refused for, unless somebody with an account has it."""
    if get_user_model().objects.filter(email__iexact=email).exists():
        return
    with history.acting(None, "Its owner left, and the address was erased"):
        UndeliverableAddress.objects.among([email]).delete()
