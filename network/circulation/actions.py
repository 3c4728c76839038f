"""Every change to a circulation, and to who of the network's members gets it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mailroom.models import Announcement
from network.circulation import emails
from network.circulation.recipients import members, plan_circulation
from network.circulation.wording import draft_text
from network.models import Circulation, CirculationReader, Person, Role
from network.workflow import RoleKind
from ogp_tracker import clock, history
from ogp_tracker.overtaking import refuse_if_moved

# What was announced just before may still be on its way into the database: it is for the next one.
GRACE = dt.timedelta(minutes=5)


@transaction.atomic
def draft_circulation() -> Circulation | None:
    """Draft this month's circulation from what was announced since the last, and say so.

    Returns None when it was drafted before; done by several at once, it is drafted once.
    """
    month = clock.today().replace(day=1)
    if Circulation.objects.filter(month=month).exists():
        return None
    now = clock.now()
    last = Circulation.objects.first()
    since = last.drafted_at if last else now - dt.timedelta(days=31)
    news = Announcement.objects.filter(
        announced_at__gte=since - GRACE, announced_at__lt=now - GRACE
    )
    draft = Circulation(
        month=month,
        subject=f"Open government: what is new in {month:%B %Y}",
        text=draft_text(news.order_by("announced_at", "pk")),
        drafted_at=now,
    )
    if not _saved_first(draft):
        return None
    for coordinator in _coordinators():
        emails.drafted(draft, coordinator)
    return draft


@transaction.atomic
def edit_circulation(
    *, by: Person, circulation: Circulation, subject: str, text: str, began_from: int | None
) -> Circulation:
    """Change the words of a draft. `began_from` is the history row that the person saw.

    Raises ValidationError when nobody says what they saw, it was sent, or somebody else changed it
    meanwhile.
    """
    circulation = _locked_draft(circulation)
    _refuse_unless_as_seen(circulation, began_from)
    circulation.subject, circulation.text = subject, text
    history.save(circulation, by=by, reason="Edited")
    return circulation


@transaction.atomic
def send_circulation(
    *, by: Person, circulation: Circulation, began_from: int | None
) -> Circulation:
    """Send the words that the person saw to everybody who gets them, and open it to all readers.

    Raises ValidationError when it was sent, somebody changed it meanwhile, or nobody would get it.
    """
    circulation = _locked_draft(circulation)
    _refuse_unless_as_seen(circulation, began_from)
    circulation.recipients = plan_circulation(circulation)
    if not circulation.recipients:
        raise ValidationError("Nobody would get it: the network has no members yet.")
    circulation.sent_at, circulation.sent_by = clock.now(), by
    history.save(circulation, by=by, reason=f"Sent to {circulation.recipients} readers")
    return circulation


@transaction.atomic
def leave_circulation(*, reader: CirculationReader) -> None:
    """Send no more circulations to a member; twice is as good as once."""
    reader = CirculationReader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    if reader.left_at is None:
        reader.left_at = clock.now()
        reason = "Stopped the circulation by the link in a letter"
        history.save(reader, by=reader.person, reason=reason, update_fields=["left_at"])


def _locked_draft(circulation: Circulation) -> Circulation:
    row = Circulation.objects.select_for_update(of=("self",)).get(pk=circulation.pk)
    if row.is_sent:
        raise ValidationError("This circulation was sent: it stays as it is.")
    return row


def _refuse_unless_as_seen(circulation: Circulation, began_from: int | None) -> None:
    if began_from is None:
        raise ValidationError("This page is out of date. Open it again, then make your change.")
    refuse_if_moved(circulation, began_from)


def _saved_first(draft: Circulation) -> bool:
    """Save it, unless another scheduler was quicker: one month, one draft."""
    try:
        with transaction.atomic():
            history.save(draft, by=None, reason="Drafted from what was published")
    except IntegrityError:
        return False
    return True


def _coordinators() -> list[Person]:
    roles = Role.objects.current(clock.today()).filter(kind=RoleKind.NETWORK_COORDINATOR)
    return list(members().filter(pk__in=roles.values("person")))
