"""The letters to followers, each written at the moment it goes out from what is true then."""

from collections.abc import Iterable

from django.urls import reverse

from mailroom.letters import Letter, absolute, write_letter
from mailroom.models import Announcement, DigestRound, Follower, Frequency, OutboxMessage
from mailroom.writers import NotNeededError
from ogp_tracker import clock


def follow_request(message: OutboxMessage) -> Letter:
    """Ask the owner of an address whether they asked to follow. Raises NotNeededError."""
    follower = _follower_of(message)
    waiting = list(follower.subscriptions.waiting(clock.now()))
    if not waiting and not follower.subscriptions.confirmed().exists():
        raise NotNeededError("Nothing waits to be confirmed any more.")
    confirm = absolute(reverse("mailroom:follower_confirm", args=[follower.token]))
    confirm += f"?asked={message.about['asked']}" if "asked" in message.about else ""
    return write_letter(
        "mailroom/emails/follow_request.txt",
        {"waiting": waiting, "confirm": confirm, **_ways_out(follower)},
    )


def news(message: OutboxMessage) -> Letter:
    """Tell a follower of what happened just now. Raises NotNeededError."""
    follower = _follower_of(message)
    announced = Announcement.objects.filter(pk__in=message.about["announcements"])
    heard = _heard(follower, Frequency.AT_ONCE, announced.order_by("pk"))
    return _tell(follower, heard, "mailroom/emails/news.txt", {})


def news_digest(message: OutboxMessage) -> Letter:
    """Tell a follower of a week or a month. Raises NotNeededError."""
    follower = _follower_of(message)
    this = DigestRound.objects.get(pk=message.about["round"])
    announced = Announcement.objects.filter(
        announced_at__gte=this.since, announced_at__lt=this.until
    )
    frequency = Frequency(this.frequency)
    topics = follower.subscriptions.confirmed().filter(frequency=frequency).values("topic")
    followed = announced.filter(topics__overlap=[row["topic"] for row in topics])
    heard = _heard(follower, frequency, followed.order_by("announced_at", "pk"))
    return _tell(follower, heard, "mailroom/emails/news_digest.txt", {"round": this})


def _tell(
    follower: Follower, heard: list[Announcement], template: str, more: dict[str, object]
) -> Letter:
    if not heard:
        raise NotNeededError("They no longer follow this, or hear of it at another time.")
    context = {"announcements": heard, "first": heard[0], **more, **_ways_out(follower)}
    return write_letter(template, context)


def _heard(
    follower: Follower, frequency: Frequency, announced: Iterable[Announcement]
) -> list[Announcement]:
    """Those of the announcements that the follower wants to hear of in this way, each once."""
    rows = follower.subscriptions.confirmed().filter(frequency=frequency)
    hears_from = {row.topic: row.hears_from for row in rows if row.hears_from}
    return [
        one
        for one in announced
        if any(hears_from[topic] <= one.announced_at for topic in one.topics if topic in hears_from)
    ]


def _follower_of(message: OutboxMessage) -> Follower:
    """The follower a letter is for, held until the letter is taken. Raises NotNeededError.

    Whoever leaves at the same moment waits for that: a letter is taken before they left or never.
    """
    follower = Follower.objects.held(message.about["follower"])
    if follower is None:
        raise NotNeededError("They left, and their address was erased.")
    return follower


def _ways_out(follower: Follower) -> dict[str, object]:
    return {
        "page": absolute(follower.get_absolute_url()),
        "leave": absolute(reverse("mailroom:follower_leave", args=[follower.token])),
    }
