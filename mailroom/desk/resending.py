"""Which letters may be sent once more, to whom, and why another may not."""

from mailroom.models import OutboxMessage, UndeliverableAddress
from mailroom.writers import writer_of
from ogp_tracker import clock
from ogp_tracker.templatetags.tracker import day


def recipient(message: OutboxMessage) -> tuple[str, str]:
    """Name and address of whom another copy goes to: somebody we know may have a new address."""
    if message.recipient is None:
        return message.to_name, message.to_email
    return message.recipient.name, message.recipient.email


def first_of(message: OutboxMessage) -> OutboxMessage:
    """The message that `message` is one more copy of; itself where it is the first."""
    return message.resend_of or message


def why_not(message: OutboxMessage) -> str:
    """Why `message` may not be sent once more, in a sentence; empty where it may."""
    if not (message.has_ended or message.is_uncertain):
        return "It has not been sent yet, so it cannot be sent again."
    if message.is_waiting:
        return "It waits to be sent again already."
    if message.useful_until and message.useful_until < clock.today():
        return f"What it says was true only until {day(message.useful_until)}."
    if dead := UndeliverableAddress.objects.standing().among([recipient(message)[1]]).first():
        return f"Mail to {dead.address} does not arrive. If that is mended, try the address again."
    if not message.body and writer_of(message.kind) is None:
        return (
            f"Its text is gone: it held a personal link for {message.to_name}, which nobody else "
            "may see. Send a new one from the page of the person instead."
        )
    return ""
