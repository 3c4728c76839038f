"""Feeds of the lists of the site."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from commitments import topics
from commitments.models import ActionPlan, Commitment, Lead
from commitments.public.filters import CommitmentFilters, OrganisationFilters
from mailroom.models import Announcement
from network.models import Circulation
from network.workflow import Side
from ogp_tracker import clock
from opendata.feeds.answering import feed_answer
from opendata.feeds.atom import LATEST, Feed, News
from opendata.feeds.news import about, about_commitments, told
from progress.blockers.filters import BlockerFilter
from progress.models import Blocker

OF_UPDATES = (
    *(Announcement.Kind.UPDATE, Announcement.Kind.CORRECTION, Announcement.Kind.RESERVATION),
)


@login_not_required
@require_safe
@conditional_page
def news_feed(request: HttpRequest) -> HttpResponse:
    """Everything that was announced."""
    what = "Everything that happens to the commitments of the plans."
    return _feed(request, "news", "News", "commitments:home", what, told())


@login_not_required
@require_safe
@conditional_page
def commitments_feed(request: HttpRequest) -> HttpResponse:
    """News of the commitments that the filters of the list leave; all news without a filter."""
    filters = CommitmentFilters(request.GET, today=clock.today())
    rows = about_commitments(filters.narrowed()) if filters.chosen() else None
    what = "News of the commitments that you see in the list at this address."
    page = "commitments:commitment_list"
    return _feed(request, "commitments", "News of commitments", page, what, told(rows))


@login_not_required
@require_safe
@conditional_page
def organisations_feed(request: HttpRequest) -> HttpResponse:
    """News of the commitments in which the organisations of the list take part."""
    filters = OrganisationFilters(request.GET)
    slugs = filters.narrowed().order_by().values_list("slug", flat=True)
    news = told(about(f"organisation:{slug}" for slug in slugs))
    what = "News of the commitments in which the organisations in the list take part."
    page = "commitments:organisation_list"
    return _feed(request, "organisations", "News of organisations", page, what, news)


@login_not_required
@require_safe
@conditional_page
def plans_feed(request: HttpRequest) -> HttpResponse:
    """Plans that are published, and how what they promise changes."""
    news = told(Announcement.objects.filter(kind=Announcement.Kind.PLAN))
    what = "Plans that are published, and changes of what they promise."
    return _feed(request, "plans", "News of plans", "commitments:plan_list", what, news)


@login_not_required
@require_safe
@conditional_page
def updates_feed(request: HttpRequest) -> HttpResponse:
    """Updates that are published, corrected, or signed with a reservation."""
    news = told(Announcement.objects.filter(kind__in=OF_UPDATES))
    what = "Progress updates that are published, corrected, or signed with a reservation."
    return _feed(request, "updates", "Progress updates", "progress:update_list", what, news)


@login_not_required
@require_safe
@conditional_page
def blockers_feed(request: HttpRequest) -> HttpResponse:
    """Every step of the blockers that the filters of the register leave."""
    rows = about([topics.BLOCKERS])
    found = BlockerFilter(request.GET, Blocker.objects.public())
    blockers = found.qs.select_related("commitment")
    if found.number_chosen:
        rows = rows.filter(path__in=[blocker.get_absolute_url() for blocker in blockers])
    what = "Blockers that are raised, rise, are answered and closed."
    return _feed(request, "blockers", "Blockers", "progress:blocker_list", what, told(rows))


@login_not_required
@require_safe
@conditional_page
def lateness_feed(request: HttpRequest) -> HttpResponse:
    """Updates that come late or never, and dates that move to a later day; of one plan or all."""
    rows = about([topics.DELAYS])
    if slug := request.GET.get("plan"):
        plan = get_object_or_404(ActionPlan.objects.public(), slug=slug)
        rows = rows.filter(topics__contains=[topics.topic_of(plan)])
    what = "Updates that come late or never, and dates that move to a later day."
    return _feed(request, "lateness", "Delays", "progress:lateness_list", what, told(rows))


@login_not_required
@require_safe
@conditional_page
def vacancies_feed(request: HttpRequest) -> HttpResponse:
    """Sides of commitments that lost their last lead; of one side or both."""
    rows = Announcement.objects.filter(key__startswith="vacancy:")
    if (side := request.GET.get("side")) in Side.values:
        gone = Lead.objects.filter(side=side, ends_on__isnull=False)
        gone = gone.filter(commitment__in=Commitment.objects.public())
        rows = rows.filter(key__in=[f"vacancy:{pk}" for pk in gone.values_list("pk", flat=True)])
    what = "Commitments in which nobody leads any more for one of the two sides."
    return _feed(request, "vacancies", "Vacancies", "commitments:vacancy_list", what, told(rows))


@login_not_required
@require_safe
@conditional_page
def circulations_feed(request: HttpRequest) -> HttpResponse:
    """The network's monthly letters."""
    news = [
        News(("circulation", row.pk), row.subject, row.get_absolute_url(), row.text, row.sent_at)
        for row in Circulation.objects.sent().order_by("-month")[:LATEST]
        if row.sent_at
    ]
    what = "The monthly letter of the network’s coordinator."
    page = "network:circulation_list"
    return _feed(request, "circulations", "News of the network", page, what, news)


def _feed(
    request: HttpRequest, name: str, title: str, page: str, what: str, news: list[News]
) -> HttpResponse:
    """The feed of the list `page`, with what its address keeps of the filters."""
    query = request.GET.urlencode()
    path = f"{reverse(page)}?{query}" if query else reverse(page)
    parts = ("feeds", name, query) if query else ("feeds", name)
    return feed_answer(request, Feed(parts, title, path, what, news))
