"""What can be followed, with the words that readers know it by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments import topics
from commitments.models import ActionPlan, Commitment, Theme
from network.models import Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Followable:
    """One thing that readers may follow: its topic, its name, its page, and what news there is."""

    topic: str
    label: str
    path: str
    tells: "StrOrPromise"
    is_monthly: bool = False


OF_COMMITMENT = _(
    "progress updates, reservations and corrections, missed reporting dates, dates that move, "
    "blockers, calls for help, sides without a lead, and changes of the commitment itself"
)
OF_MANY = format_lazy(_("everything about each of its commitments: {news}"), news=OF_COMMITMENT)


def followable(kind: str, slug: str) -> Followable:
    """The public thing of this kind at this address. Raises Http404."""
    find = FIND.get(kind)
    if find is None:
        raise Http404("Nothing of this kind can be followed.")
    return find(slug)


def followable_site(kind: str) -> Followable:
    """What takes in the whole site. Raises Http404."""
    if kind not in SITE:
        raise Http404("Nothing of this kind can be followed.")
    label, url_name, tells = SITE[kind]
    is_monthly = kind == topics.NETWORK
    return Followable(kind, str(label), reverse(url_name), tells, is_monthly)


def _commitment(slug: str) -> Followable:
    commitment = get_object_or_404(Commitment.objects.public(), slug=slug)
    label = gettext("Commitment %(number)s: %(title)s")
    label %= {"number": commitment.number, "title": commitment.title}
    return Followable(
        topics.topic_of(commitment), label, commitment.get_absolute_url(), OF_COMMITMENT
    )


def _plan(slug: str) -> Followable:
    plan = get_object_or_404(ActionPlan.objects.public(), slug=slug)
    return Followable(topics.topic_of(plan), plan.title, plan.get_absolute_url(), OF_MANY)


def _theme(slug: str) -> Followable:
    plan_slug, _slash, theme_slug = slug.partition("/")
    public: QuerySet[ActionPlan] = ActionPlan.objects.public()
    themes = Theme.objects.select_related("plan").filter(plan__in=public)
    theme = get_object_or_404(themes, plan__slug=plan_slug, slug=theme_slug)
    label = gettext("%(theme)s, a theme of %(plan)s")
    label %= {"theme": theme.name, "plan": theme.plan.title}
    path = f"{theme.plan.get_absolute_url()}#{theme.slug}"
    return Followable(topics.topic_of(theme), label, path, OF_MANY)


def _organisation(slug: str) -> Followable:
    organisation = get_object_or_404(Organisation, slug=slug)
    tells = format_lazy(
        _("everything about each commitment that it leads or supports: {news}"), news=OF_COMMITMENT
    )
    return Followable(
        topics.topic_of(organisation), organisation.name, organisation.get_absolute_url(), tells
    )


FIND: dict[str, Callable[[str], Followable]] = {
    "commitment": _commitment,
    "plan": _plan,
    "theme": _theme,
    "organisation": _organisation,
}
TELLS_OF_DELAYS = _(
    "updates that come late or never, updates that one side publishes alone, and dates of "
    "milestones that move to a later day"
)
TELLS_OF_RESERVATIONS = _(
    "updates that one side signs with a reservation, and what the reservation says"
)
TELLS_OF_BLOCKERS = _(
    "blockers that are raised, that rise to the next rung, that are answered and closed"
)
TELLS_OF_NETWORK = _(
    "what happened in a month, in one letter by the network’s coordinator: new updates, meetings, "
    "calls for help, blockers and delays"
)
# By topic: what it is called, the page it is about, and what news there is.
SITE = {
    topics.DELAYS: (_("All delays"), "progress:lateness_list", TELLS_OF_DELAYS),
    topics.RESERVATIONS: (_("All reservations"), "progress:update_list", TELLS_OF_RESERVATIONS),
    topics.BLOCKERS: (_("All blockers"), "progress:blocker_list", TELLS_OF_BLOCKERS),
    topics.NETWORK: (
        _("The monthly circulation of the network"),
        "network:circulation_list",
        TELLS_OF_NETWORK,
    ),
}
