"""From an outbox row to an e-mail: to one person, as plain text and as HTML, always whole."""

import hashlib
import logging
import re
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.encoding import punycode
from django.utils.html import escape
from django.utils.safestring import SafeString

from mailroom.delivery import mime
from mailroom.delivery.services.base import RefusedError
from mailroom.letters import absolute
from mailroom.models import OutboxMessage

logger = logging.getLogger(__name__)
BULLET = re.compile(r"\s*[*•-] +")
# What ends a sentence does not belong to the address before it.
LINK = re.compile(r"""(https?://[^\s<>"]*[^\s<>".,;:!?)’”])""")


def stable_message_id(message: OutboxMessage) -> str:
    """The Message-ID of an outbox row: the same at every attempt, from whichever worker."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:16]
    return f"<outbox-{message.pk}-{digest}@{host}>"


def number_in(message_id: str) -> int:
    """The key of the row in a Message-ID of ours; 0 in another's."""
    found = re.match(r"<outbox-(\d+)-", message_id)
    return int(found[1]) if found else 0


def build(message: OutboxMessage) -> EmailMultiAlternatives:
    """Make the e-mail of an outbox row. Raises RefusedError."""
    check_address(message)
    try:
        email = EmailMultiAlternatives(
            subject=message.subject,
            body=message.body,
            to=[formataddr((" ".join(message.to_name.split()), in_ascii(message.to_email)))],
            reply_to=[settings.MAIL_REPLY_TO] if settings.MAIL_REPLY_TO else None,
            headers=_headers(message),
        )
        email.attach_alternative(as_html(message.subject, message.body), "text/html")
    except Exception as error:
        raise _not_whole(message.message_id, error) from error
    return email


def in_ascii(address: str) -> str:
    """The address as it travels: a domain of other letters has a form in ASCII (IDNA)."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"


def check_address(message: OutboxMessage) -> None:
    """Raise RefusedError unless the recipient's address is one."""
    try:
        validate_email(message.to_email)
    except ValidationError:
        raise RefusedError(f"“{message.to_email}” is not an email address.") from None


def as_bytes(email: EmailMultiAlternatives) -> bytes:
    """The e-mail as it travels, line by line. Raises RefusedError."""
    try:
        return mime.as_bytes(email)
    except Exception as error:
        raise _not_whole(email.extra_headers["Message-ID"], error) from error


def unsubscribe_url(message: OutboxMessage) -> str:
    """The page on which the recipient stops such letters; empty where there is no choice."""
    return absolute(message.unsubscribe_path) if message.unsubscribe_path else ""


def as_html(subject: str, text: str) -> str:
    """The same letter as HTML: its paragraphs, lists and links, and nothing from elsewhere.

    Only the page around them is a template: rendering all of it takes several times as long.
    """
    blocks = (_block(block.strip()) for block in re.split(r"\n\s*\n", text) if block.strip())
    content = SafeString("".join(blocks))
    return render_to_string("mailroom/letter.html", {"subject": subject, "content": content})


def _block(text: str) -> str:
    """Lines that begin with a mark are a list; a line without one goes on with what it follows."""
    lead: list[str] = []
    bullets: list[str] = []
    for line in text.splitlines():
        if BULLET.match(line):
            bullets.append(BULLET.sub("", line, count=1))
        elif bullets:
            bullets[-1] += f"\n{line.strip()}"
        else:
            lead.append(line)
    listed = "".join(f"\n  <li>{_linked(bullet)}</li>" for bullet in bullets)
    paragraph = f"<p>{_linked(chr(10).join(lead))}</p>\n" if lead else ""
    return paragraph + (f"<ul>{listed}\n</ul>\n" if bullets else "")


def _linked(text: str) -> str:
    """The text, escaped, with its addresses as links and its line breaks."""
    escaped = [str(escape(part)) for part in LINK.split(text)]
    # Every second part is an address.
    escaped[1::2] = [f'<a href="{address}">{address}</a>' for address in escaped[1::2]]
    return "".join(escaped).replace("\n", "<br>")


def _headers(message: OutboxMessage) -> dict[str, str]:
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if url := unsubscribe_url(message):
        headers |= {
            "List-Unsubscribe": f"<{url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        }
    return headers


def _not_whole(message_id: str, error: Exception) -> RefusedError:
    # Whatever is wrong with one text, the messages behind it must not wait for it.
    logger.error("Message %s cannot be put together: %r", message_id, error)
    return RefusedError(f"The message cannot be put together: {error}")
