"""Putting letters into the outbox; mailroom/delivery sees them out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.text import Truncator

from mailroom.letters import Letter
from mailroom.models import Announcement, OutboxMessage
from mailroom.wake import wake_delivery
from ogp_tracker import clock


def post(
    *,
    key: str,
    kind: str,
    to: Any,
    letter: Letter,
    is_private: bool = False,
    useful_until: dt.date | None = None,
    unsubscribe_path: str = "",
) -> OutboxMessage | None:
    """Put `letter` in the outbox for `to` (who has a name and an email), unless `key` was used.

    Returns the new message, or None where the key exists. Call it inside the transaction of the
    change it tells of: the letter leaves only if that is committed.
    """
    return _put(
        key=key,
        to=to,
        kind=kind,
        subject=letter.subject,
        body=letter.body,
        is_private=is_private,
        useful_until=useful_until,
        unsubscribe_path=unsubscribe_path,
    )


def plan_letter(
    *,
    key: str,
    kind: str,
    to: Any,
    subject: str,
    about: Mapping[str, Any] | None = None,
    is_private: bool = False,
    useful_until: dt.date | None = None,
    unsubscribe_path: str = "",
) -> OutboxMessage | None:
    """Plan a letter whose words are found when it goes out, by the writer of its `kind`.

    `about` (plain JSON) tells the writer what it is about; `subject` stands in the mailroom until
    then. For the rest, see `post`.
    """
    return _put(
        key=key,
        to=to,
        kind=kind,
        subject=subject,
        is_written=False,
        about=dict(about or {}),
        is_private=is_private,
        useful_until=useful_until,
        unsubscribe_path=unsubscribe_path,
    )


def _put(*, key: str, to: Any, **facts: Any) -> OutboxMessage | None:
    is_ours = isinstance(to, get_user_model())
    facts |= {"to_name": to.name, "to_email": to.email, "recipient": to if is_ours else None}
    # Whoever loses a race is told so by the unique key, not by the look beforehand.
    message, is_new = OutboxMessage.objects.get_or_create(
        key=key, defaults={**facts, "planned_at": clock.now()}
    )
    if not is_new:
        return None
    transaction.on_commit(wake_delivery)
    return message


def announce(
    *,
    key: str,
    kind: str,
    topics: Iterable[str],
    headline: str,
    path: str,
    summary: str = "",
) -> None:
    """Tell followers of any of `topics` that something happened in public, unless `key` was used.

    `kind` is one of Announcement.Kind; `headline` is one line, and a longer one is cut; `path` is
    the public page that tells of it. Call it inside the transaction of the change it tells of.
    """
    Announcement.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "topics": list(topics),
            "headline": Truncator(" ".join(headline.split())).chars(200),
            "summary": summary,
            "path": path,
            "announced_at": clock.now(),
            "announced_on": clock.today(),
        },
    )
