"""What travels is what Django itself would send, in lines of ASCII that every server takes."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core.mail import BadHeaderError, EmailMultiAlternatives

from mailroom.delivery.mime import BOUNDARY, as_bytes

TEXTS = (
    "Dear Gail,\n\nIt is due.\n",
    "Dear Zoë – “fällig”\nключ 🔑\n",
    "x" * 3000,
    "\n\n.\n..\nFrom here on = there\n \ntrailing blanks   \n",
    f"--{BOUNDARY}\nContent-Type: text/html\n\n<b>other</b>\n--{BOUNDARY}--\n",
)
SUBJECTS = ("It is due", "Progress " * 20 + "end", "Zoë: “fällig” – " * 10 + "end", "x" * 200)
PEOPLE = ("gail@example.org", '"Green, Gail" <gail@example.org>', "Gail Green <gail@example.org>")
OFFICE = ("Tracker <a@example.org>", "Transparência <a@example.org>", f"{'é' * 90} <a@example.org>")


def letter(**facts) -> EmailMultiAlternatives:
    defaults = {
        "subject": "It is due", "body": "Go.\n", "from_email": OFFICE[0], "to": [PEOPLE[0]],
        "headers": {"Message-ID": "<outbox-7-x@example.org>", "List-Unsubscribe": f"<{'y' * 180}>"},
    }  # fmt: skip
    email = EmailMultiAlternatives(**(defaults | facts))
    email.attach_alternative(f"<p>{email.body}</p>", "text/html")
    return email


def read(text: bytes) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Headers and parts, as the other side reads them."""
    email = message_from_bytes(text, policy=policy.default)
    assert isinstance(email, EmailMessage)
    assert not email.defects
    ours = {"Subject", "From", "To", "Reply-To", "Message-ID", "List-Unsubscribe", "MIME-Version"}
    headers = {name: " ".join(str(text).split()) for name, text in email.items() if name in ours}
    parts = list(email.iter_parts())
    assert all(not part.defects for part in parts)
    texts = [part.get_content().replace("\r\n", "\n").rstrip("\n") for part in parts]
    return headers, [
        (part.get_content_type(), text) for part, text in zip(parts, texts, strict=True)
    ]


@pytest.mark.parametrize(
    "facts",
    [{"body": text} for text in TEXTS]
    + [{"subject": text} for text in SUBJECTS]
    + [{"to": [text]} for text in PEOPLE]
    + [{"from_email": text, "reply_to": [text]} for text in OFFICE],
)
def test_it_reads_like_what_django_makes(facts):
    email = letter(**facts)
    text = as_bytes(email)
    assert read(text) == read(email.message().as_bytes(linesep="\r\n"))
    assert text.isascii()
    lines = text.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) < 250


def test_line_breaks_of_other_systems_are_line_breaks():
    text = as_bytes(letter(body="One\rTwo\r\nThree\n"))
    assert read(text)[1][0] == ("text/plain", "One\nTwo\nThree")


def test_it_has_the_moment():
    email = message_from_bytes(as_bytes(letter()), policy=policy.default)
    assert email["Date"].datetime


@pytest.mark.parametrize("sign", ["\n", "\r", "\x00", "\x0b", "\x7f"])
@pytest.mark.parametrize("place", ["subject", "from_email", "to"])
def test_what_would_begin_another_header_raises(place, sign):
    text = f"Gail{sign}Bcc: x <gail@example.org>"
    with pytest.raises(BadHeaderError):
        as_bytes(letter(**{place: [text] if place == "to" else text}))
