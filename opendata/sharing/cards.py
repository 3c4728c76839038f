"""Small pages for other people's pages: what to write there to show one, and how to cite us."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from commitments.models import ActionPlan, Commitment
from opendata.addresses import whole

# Pixels. As wide as the page that shows it lets it be; below the narrowest it scrolls.
WIDTH = 400
HEIGHT = 480


@dataclass(frozen=True)
class Card:
    """A commitment or a plan as others show it: its title, its page and its small page."""

    title: str
    page: str
    small_page: str

    def html(self, width: str = "100%") -> str:
        """What to put into a page to show it; `width` in pixels, or of the page around."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
            *(self.small_page, self.title, width, HEIGHT),
        )


def card_of(thing: ActionPlan | Commitment) -> Card:
    """The card of a public commitment or plan."""
    is_plan = isinstance(thing, ActionPlan)
    name = "opendata:plan_embed" if is_plan else "opendata:commitment_embed"
    return Card(
        title_of(thing), whole(thing.get_absolute_url()), whole(reverse(name, args=[thing.slug]))
    )


def title_of(thing: ActionPlan | Commitment) -> str:
    """How it is called where nothing around it says what it is."""
    if isinstance(thing, ActionPlan):
        return thing.title
    return gettext("Commitment %(number)s: %(title)s") % {
        "number": thing.number,
        "title": thing.title,
    }
