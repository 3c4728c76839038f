"""Feeds of single things: a commitment, a plan, a theme, an organisation."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from commitments.models import ActionPlan, Commitment, Theme
from commitments.public.changes import changes_of_plan, public_changes_of
from commitments.topics import topic_of
from network.models import Organisation
from opendata.feeds.answering import feed_answer
from opendata.feeds.atom import LATEST, Feed, News
from opendata.feeds.histories import recorded
from opendata.feeds.news import about, told
from progress.models import DiaryNote


@login_not_required
@require_safe
@conditional_page
def commitment_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """News of one commitment: what its followers hear by e-mail."""
    commitment = _commitment(slug)
    what = "Progress updates, dates that move, blockers and changes of this commitment."
    return _news_of(request, commitment, _title(commitment), what)


@login_not_required
@require_safe
@conditional_page
def commitment_history_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Who changed what of one commitment."""
    commitment = _commitment(slug)
    path = reverse("commitments:commitment_history", args=[slug])
    news = recorded(public_changes_of([commitment.pk]), path)
    title = f"History of {_title(commitment, 'commitment')}"
    parts = ("feeds", "commitment-history", commitment.pk)
    return feed_answer(request, Feed(parts, title, path, "Who changed what, and why.", news))


@login_not_required
@require_safe
@conditional_page
def diary_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The public notes on one commitment."""
    commitment = _commitment(slug)
    path = reverse("progress:diary_list", args=[slug])
    rows = DiaryNote.objects.public().filter(commitment=commitment)
    rows = rows.select_related("author", "organisation", "commitment").order_by("-published_at")
    news = [
        News(
            parts=("diary", row.pk),
            title=f"{row.get_side_display()} note of {row.happened_on:%-d %B %Y}",
            path=row.get_absolute_url(),
            text=row.text,
            when=row.published_at,
            by=f"{row.author.name}, {row.organisation.name}",
            kind="Note",
        )
        for row in rows[:LATEST]
        if row.published_at
    ]
    title = f"Diary of {_title(commitment, 'commitment')}"
    parts = ("feeds", "diary", commitment.pk)
    return feed_answer(request, Feed(parts, title, path, "Notes of either side.", news))


@login_not_required
@require_safe
@conditional_page
def plan_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """News of everything in one plan."""
    plan = get_object_or_404(ActionPlan.objects.public(), slug=slug)
    return _news_of(request, plan, plan.title, "News of every commitment of this plan.")


@login_not_required
@require_safe
@conditional_page
def plan_history_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Who changed what of a plan and its themes."""
    plan = get_object_or_404(ActionPlan.objects.public(), slug=slug)
    path = reverse("commitments:plan_history", args=[slug])
    news = recorded(changes_of_plan(plan), path)
    parts = ("feeds", "plan-history", plan.pk)
    title = f"History of {plan.title}"
    return feed_answer(request, Feed(parts, title, path, "Who changed what, and why.", news))


@login_not_required
@require_safe
@conditional_page
def theme_feed(request: HttpRequest, slug: str, theme: str) -> HttpResponse:
    """News of the commitments of one theme."""
    themes = Theme.objects.filter(plan__in=ActionPlan.objects.public()).select_related("plan")
    found = get_object_or_404(themes, plan__slug=slug, slug=theme)
    title = f"{found.name}, a theme of {found.plan.title}"
    return _news_of(request, found, title, "News of every commitment of this theme.")


@login_not_required
@require_safe
@conditional_page
def organisation_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """News of the commitments that one organisation leads or supports."""
    organisation = get_object_or_404(Organisation, slug=slug)
    what = "News of every commitment that this organisation leads or supports."
    return _news_of(request, organisation, organisation.name, what)


def _news_of(
    request: HttpRequest,
    thing: ActionPlan | Theme | Commitment | Organisation,
    title: str,
    what: str,
) -> HttpResponse:
    if isinstance(thing, Theme):
        path = f"{thing.plan.get_absolute_url()}#{thing.slug}"
    else:
        path = thing.get_absolute_url()
    parts = ("feeds", thing._meta.model_name, thing.pk)
    return feed_answer(request, Feed(parts, title, path, what, told(about([topic_of(thing)]))))


def _commitment(slug: str) -> Commitment:
    return get_object_or_404(Commitment.objects.public().select_related("plan"), slug=slug)


def _title(commitment: Commitment, noun: str = "Commitment") -> str:
    return f"{noun} {commitment.number}: {commitment.title}"
