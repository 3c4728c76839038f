"""What search engines and the editors of other sites ask for."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_safe

from commitments.models import ActionPlan, Commitment
from opendata.addresses import whole
from opendata.sharing import sitemaps
from opendata.sharing.cards import HEIGHT, WIDTH, card_of

XML = "application/xml; charset=utf-8"
# Filters and orders have no end: search engines find each page by the sitemap, and turn pages.
ROBOTS = """User-agent: *
Disallow: /account/
Disallow: /admin/
Disallow: /embed/
Disallow: /follow/
Disallow: /mailroom/
Disallow: /your-work/
Disallow: /*?
Allow: /*?page=
Allow: /lateness/?plan=

Sitemap: {sitemap}
"""


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may ask for (RFC 9309)."""
    text = ROBOTS.format(sitemap=whole(reverse("files:sitemap")))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, or the list of the files that hold them."""
    found = list(sitemaps.pages())
    if len(found) <= sitemaps.LARGEST:
        return HttpResponse(sitemaps.write_pages(found), content_type=XML)
    number = -(-len(found) // sitemaps.LARGEST)
    return HttpResponse(sitemaps.write_index(number), content_type=XML)


@login_not_required
@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One file of a long list, counted from 1."""
    found = sitemaps.part(number)
    if not found:
        raise Http404("The sitemap has no such part.")
    return HttpResponse(sitemaps.write_pages(found), content_type=XML)


@login_not_required
@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """How to show the page at `url` within another (oembed.com); JSON only."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only JSON is offered.\n", status=501, content_type="text/plain")
    card = card_of(_shown_at(request.GET.get("url", "")))
    width, height = (_at_most(request, *size) for size in SIZES)
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "provider_name": "Open government tracker",
        "provider_url": whole("/"),
        "html": card.html(str(width)),
        "width": width,
        "height": height,
    }
    return JsonResponse(answer)


SIZES = (("maxwidth", WIDTH), ("maxheight", HEIGHT))


def _at_most(request: HttpRequest, name: str, ours: int) -> int:
    """Our own size, or what is asked for if that is less."""
    asked = request.GET.get(name, "")
    return min(int(asked), ours) if asked.isdecimal() and len(asked) < 6 else ours


def _shown_at(url: str) -> ActionPlan | Commitment:
    """The public commitment or plan whose page has the whole address `url`. Raises Http404."""
    if not url.startswith(whole("/")):
        raise Http404("This is no address of the tracker.")
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        raise Http404("No page has this address.") from None
    slug = match.kwargs.get("slug", "")
    if match.view_name == "commitments:commitment_detail":
        return get_object_or_404(Commitment.objects.public(), slug=slug)
    if match.view_name == "commitments:plan_detail":
        return get_object_or_404(ActionPlan.objects.public(), slug=slug)
    raise Http404("This page has no card.")
