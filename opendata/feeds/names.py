"""Names that stay for ever: of what a feed tells, and of what a calendar holds."""

from urllib.parse import urlsplit

from django.conf import settings

# The name in a tag names whoever held the domain on this day (RFC 4151); never change it.
SINCE = "2014-02-01"


def authority() -> str:
    """The domain in whose name ids are given: the site's own, or the one it had at first."""
    return settings.PERMANENT_NAME or urlsplit(settings.SITE_URL).hostname or "localhost"


def tag(*parts: object) -> str:
    """The id of one thing in a feed: the same for ever, wherever the site moves (RFC 4151)."""
    return f"tag:{authority()},{SINCE}:{'/'.join(map(str, parts))}"


def uid(*parts: object) -> str:
    """The id of one event in a calendar."""
    return f"{'-'.join(map(str, parts))}@{authority()}"
