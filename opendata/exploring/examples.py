"""Ways to ask, shown with the words of a commitment that is there, so that each finds something."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext

from commitments.models import Commitment
from opendata.exploring.asking import plain_words


@dataclass(frozen=True)
class Example:
    """One way to ask, and what it means."""

    words: str
    about: str

    @property
    def url(self) -> str:
        """The address of its results."""
        return f"?{urlencode({'q': self.words})}"


def examples_of(commitment: Commitment) -> list[Example]:
    """Five ways to ask for `commitment`; fewer where its title has one word."""
    title = plain_words(commitment.title)
    ways = [(commitment.title, gettext("Words in any order and form, with or without accents"))]
    if len(title) > 1:
        first, second = title[:2]
        ways += [
            (f'"{first} {second}"', gettext("These words, one right after the other")),
            (f"{first} or {second}", gettext("Either of these words, or both")),
            (f"{first} -{second}", gettext("The first of these words without the second")),
        ]
    number = commitment.ogp_id or gettext("Commitment %(number)s") % {"number": commitment.number}
    ways.append((number, gettext("A number, or the OGP id of a plan or a commitment")))
    return [Example(words, about) for words, about in ways]
