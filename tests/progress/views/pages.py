"""Addresses and form data of the update pages."""

from django.urls import reverse

from progress.models import UpdateVersion

DAY = "2014-04-30"


def address(view: str, commitment, *more) -> str:
    """The page `view` of the commitment's first update."""
    return reverse(f"progress:{view}", args=[commitment.slug, DAY, *more])


def typed(base: int = 0, **texts: str) -> dict[str, str]:
    """What a browser sends for the update form."""
    return {"base": str(base), "done": "The draft law was shared.", **texts}


def signed(version: UpdateVersion) -> dict[str, str]:
    """What a browser sends from the signing page."""
    return {
        "number": str(version.number),
        "content_hash": version.content_hash,
        "how": "plain",
        "reservation": "",
    }
