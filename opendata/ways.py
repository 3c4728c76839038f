"""Ways to follow a page: by e-mail, and which feed and which calendar belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ATOM = "application/atom+xml"
CALENDAR = "text/calendar"
EMAIL = "text/html"
PAGE = ""


@dataclass(frozen=True)
class Way:
    """A feed, a calendar, letters, or a page about the page: its address by name, and its title.

    `arguments` of its address come on top of those of the page.
    """

    url_name: str
    title: str | Promise
    kind: str = ATOM
    # Whether the filters in the address of the page count for it, too.
    keeps_filters: bool = False
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A way to follow one page, with its address on the site."""

    url: str
    title: str | Promise
    kind: str

    @property
    def is_calendar(self) -> bool:
        """Whether it is for calendars."""
        return self.kind == CALENDAR

    @property
    def is_letters(self) -> bool:
        """Whether it comes by e-mail."""
        return self.kind == EMAIL

    @property
    def is_feed(self) -> bool:
        """Whether it is for feed readers."""
        return self.kind == ATOM


def letters(title: str | Promise, kind: str, *, is_one_thing: bool = True) -> Way:
    """News by e-mail: of the one thing that the page is about, or of all of a kind."""
    name = "commitments:follow" if is_one_thing else "commitments:follow_site"
    return Way(name, title, EMAIL, arguments={"kind": kind})


ALL_NEWS = Way("files:news_feed", _("All news"))
OF_COMMITMENT = (
    letters(_("News of this commitment"), "commitment"),
    Way("files:commitment_feed", _("News of this commitment")),
    Way("files:commitment_calendar", _("Deadlines of this commitment"), CALENDAR),
    Way("opendata:commitment_share", _("Share, show or cite this commitment"), PAGE),
)
OF_PLAN = (
    letters(_("News of this plan"), "plan"),
    Way("files:plan_feed", _("News of this plan")),
    Way("files:plan_calendar", _("Deadlines of this plan"), CALENDAR),
    Way("opendata:plan_share", _("Share, show or cite this plan"), PAGE),
)
# By page, what belongs to it; the arguments in the address are those of the page.
WAYS: Mapping[str, tuple[Way, ...]] = {
    "commitments:home": (
        ALL_NEWS,
        Way("files:deadlines_calendar", _("All deadlines"), CALENDAR),
    ),
    "commitments:commitment_list": (
        Way("files:commitments_feed", _("News of these commitments"), keeps_filters=True),
        Way("files:commitments_calendar", _("Deadlines of these commitments"), CALENDAR, True),
    ),
    "commitments:commitment_detail": OF_COMMITMENT,
    "progress:commitment_progress": OF_COMMITMENT,
    "commitments:commitment_history": (
        Way("files:commitment_history_feed", _("History of this commitment")),
    ),
    "progress:diary_list": (Way("files:diary_feed", _("Diary of this commitment")),),
    "commitments:plan_list": (Way("files:plans_feed", _("News of plans")),),
    "commitments:plan_detail": OF_PLAN,
    "progress:period_list": OF_PLAN,
    "commitments:plan_history": (Way("files:plan_history_feed", _("History of this plan")),),
    "commitments:organisation_list": (
        Way("files:organisations_feed", _("News of these organisations"), keeps_filters=True),
    ),
    "commitments:organisation_detail": (
        letters(_("News of this organisation"), "organisation"),
        Way("files:organisation_feed", _("News of this organisation")),
        Way("files:organisation_calendar", _("Deadlines of this organisation"), CALENDAR),
    ),
    "commitments:vacancy_list": (
        Way("files:vacancies_feed", _("News of vacancies"), keeps_filters=True),
    ),
    "progress:update_list": (
        letters(_("News of all reservations"), "reservations", is_one_thing=False),
        Way("files:updates_feed", _("News of progress updates")),
    ),
    "progress:blocker_list": (
        letters(_("News of all blockers"), "blockers", is_one_thing=False),
        Way("files:blockers_feed", _("News of these blockers"), keeps_filters=True),
    ),
    "progress:lateness_list": (
        letters(_("News of all delays"), "delays", is_one_thing=False),
        Way("files:lateness_feed", _("News of delays"), keeps_filters=True),
    ),
    "network:circulation_list": (
        letters(_("News of the network"), "network", is_one_thing=False),
        Way("files:circulations_feed", _("News of the network")),
    ),
}


def ways_to_follow(request: HttpRequest) -> list[Link]:
    """The letters, feeds and calendars that belong to the page that was asked for."""
    match = request.resolver_match
    if match is None:
        return []
    query = request.GET.copy()
    for name in ("page", "sort"):
        query.pop(name, None)
    links = []
    for way in WAYS.get(match.view_name, ()):
        url = reverse(way.url_name, kwargs={**way.arguments, **match.kwargs})
        filters = f"?{query.urlencode()}" if way.keeps_filters and query else ""
        links.append(Link(f"{url}{filters}", way.title, way.kind))
    return links
