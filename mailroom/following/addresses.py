"""Telling e-mail addresses apart, and telling that two of them reach the same person."""

import unicodedata
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

# Two names of one mail service.
SAME_DOMAIN = {"googlemail.com": "gmail.com"}
LONGEST = 254


def refuse_unusual(email: str) -> None:
    """Raise ValidationError for an address that can be spelt in ways nobody can tell apart.

    A local part in quotation marks may hold any number of backslashes, and a domain in brackets is
    an IP address, which has many spellings. Letters that stand for several others may make an
    address too long, or no address at all.
    """
    address = normal(email)
    local, _, domain = address.rpartition("@")
    if any(mark in local for mark in '"\\()') or domain.startswith("[") or "(" in domain:
        raise ValidationError(
            "Enter the address in its plain form, like name@example.org, without quotation marks, "
            "brackets or comments"
        )
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            "Enter an email address in the correct format, like name@example.org"
        ) from None
    if len(address) > LONGEST:
        raise ValidationError(f"The email address must be {LONGEST} characters or fewer")


def normal(email: str) -> str:
    """The address in one form: compatible letters, all small, the domain in ASCII.

    The form that was typed is the one to write to; this one finds it again.
    """
    local, _, domain = unicodedata.normalize("NFKC", email.strip()).casefold().rpartition("@")
    with suppress(UnicodeError):  # a domain that has no ASCII form is its own
        domain = domain.encode("idna").decode()
    return f"{local}@{domain}"


def mailbox_key(email: str) -> str:
    """A key for the mailbox behind an address: equal for all spellings that may reach it.

    Dots and whatever follows a plus are left out for every domain. Somewhere they do tell people
    apart, and two of these then share one limit: better than a way round it. The key is an HMAC, so
    that limits outlive the address without keeping it.
    """
    local, _, domain = normal(email).rpartition("@")
    mailbox = local.partition("+")[0].replace(".", "") or local
    return hidden("mailbox", f"{mailbox}@{SAME_DOMAIN.get(domain, domain)}")


def hidden(kind: str, value: str) -> str:
    """A key that is equal for equal values and tells nobody what the value was."""
    return salted_hmac(f"mailroom.following.{kind}", value, algorithm="sha256").hexdigest()
