"""What must be set before mail can leave, asked by every `manage.py check`."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

UUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
KEY = re.compile(rf".+-{UUID}-{UUID}")


@register
def mail_service(**_: Any) -> list[CheckMessage]:
    """Whether MAIL_SERVICE names one, and whether that has what it needs."""
    if settings.MAIL_SERVICE not in ("smtp", "notify"):
        words = f"MAIL_SERVICE is “{settings.MAIL_SERVICE}”: write smtp or notify."
        return [Error(words, id="mailroom.E001")]
    if settings.MAIL_SERVICE == "smtp":
        return []
    found: list[CheckMessage] = []
    if not KEY.fullmatch(settings.NOTIFY_API_KEY):
        words = "NOTIFY_API_KEY is not a key of GOV.UK Notify: copy it whole, its name included."
        found.append(Error(words, id="mailroom.E002"))
    if not re.fullmatch(UUID, settings.NOTIFY_TEMPLATE_ID):
        words = "NOTIFY_TEMPLATE_ID is not the ID of a template of GOV.UK Notify."
        found.append(Error(words, id="mailroom.E003"))
    return found
