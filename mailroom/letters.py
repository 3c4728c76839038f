"""From a text file to a letter: the first line is the subject, the rest is the body."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from ogp_tracker.languages import in_english


@dataclass(frozen=True)
class Letter:
    """What one person is going to read."""

    subject: str
    body: str


def write_letter(template: str, context: dict[str, object]) -> Letter:
    """Render the text file `template`, in English from wherever it is asked for.

    The subject is folded into one line, whatever a name in it may hold: a line break there would
    let a text write its own headers.
    """
    with in_english():
        text = render_to_string(template, {"site_url": settings.SITE_URL, **context})
    subject, _, body = text.strip().partition("\n")
    return Letter(" ".join(subject.split()), body.strip() + "\n")


def absolute(path: str) -> str:
    """The full address of a page of ours, for use outside the site."""
    return f"{settings.SITE_URL}{path}"
