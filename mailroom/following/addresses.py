"""Telling e-mail addresses apart, and telling that two of them reach the same person."""

import unicodedata
from contextlib import suppress

from django.utils.crypto import salted_hmac


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
    return hidden("mailbox", f"{mailbox}@{domain}")


def hidden(kind: str, value: str) -> str:
    """A key that is equal for equal values and tells nobody what the value was."""
    return salted_hmac(f"mailroom.following.{kind}", value, algorithm="sha256").hexdigest()
