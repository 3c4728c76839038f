"""An e-mail as the bytes that travel, put together without a tree of objects.

`EmailMessage.message().as_bytes()` says the same and takes many times as long, which would be a
good part of the whole delivery.
"""

import binascii
import re
from email.header import Header
from email.utils import formatdate

from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.core.mail.message import sanitize_address

# Quoted-printable text never holds these two signs together (RFC 2045, 6.7).
BOUNDARY = "=_letter"
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
LINE_BREAK = re.compile(r"\r\n?|\n")
# As long as a line of a header should be (RFC 5322, 2.1.1), its name included.
LINE_LENGTH = 78


def as_bytes(email: EmailMultiAlternatives) -> bytes:
    """The e-mail with its plain text and its alternatives, line by line, of ASCII only.

    Raises BadHeaderError, or another ValueError where a text is not one.
    """
    headers = {
        "Subject": email.subject,
        "From": _address(email.from_email),
        "To": ", ".join(_address(address) for address in email.to),
        "Reply-To": ", ".join(_address(address) for address in email.reply_to),
        "Date": formatdate(),
        **email.extra_headers,
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{BOUNDARY}"',
    }
    lines = "".join(_header(name, str(text)) for name, text in headers.items() if text)
    parts = [(email.body, "text/plain"), *email.alternatives]
    texts = b"".join(_part(str(text), str(kind)) for text, kind in parts)
    return b"%s\r\n%s--%s--\r\n" % (lines.encode("ascii"), texts, BOUNDARY.encode())


def _part(text: str, kind: str) -> bytes:
    """One of the parts, which ends with a line break."""
    lines = LINE_BREAK.sub("\r\n", text.rstrip("\r\n") + "\n").encode()
    head = f'--{BOUNDARY}\r\nContent-Type: {kind}; charset="utf-8"\r\n'
    encoding = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode("ascii") + encoding + binascii.b2a_qp(lines) + b"\r\n"


def _header(name: str, text: str) -> str:
    """A header, folded where it is long and can be; what would begin another raises."""
    if CONTROL.search(text):
        raise BadHeaderError(f"There is a line break or the like in the header {name}.")
    is_long = len(name) + len(text) + 2 > LINE_LENGTH and " " in text
    if is_long or not text.isascii():
        text = Header(text, header_name=name).encode(linesep="\r\n")
    return f"{name}: {text}\r\n"


def _address(text: str) -> str:
    """A name and an address, of which only the name may be written in other signs than ASCII."""
    return text if text.isascii() else " ".join(sanitize_address(text, "utf-8").split())
