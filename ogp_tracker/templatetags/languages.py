"""The languages of a page and of the texts on it: `{% load languages %}`."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ogp_tracker.languages import editions, path_in

register = template.Library()


@register.inclusion_tag("parts/language_links.html", takes_context=True)
def language_links(context: Context) -> dict[str, Any]:
    """For the head of a page: where programs find it in each language."""
    request = context.get("request")
    found = editions(request) if request else []
    return {"editions": found, "site_url": settings.SITE_URL}


@register.inclusion_tag("parts/language_switch.html", takes_context=True)
def language_switch(context: Context) -> dict[str, Any]:
    """For readers: the same page in the other languages."""
    request = context.get("request")
    return {"editions": editions(request) if request else []}


@register.simple_tag
def home_path() -> str:
    """The address of the home page, for pages that must come out when nothing else does."""
    return path_in(translation.get_language() or settings.LANGUAGE_CODE, "/")


@register.simple_tag(takes_context=True)
def written_in(context: Context) -> SafeString:
    """For an element that holds a text of the record: ` lang="en"` where the page is in another.

    The plan on the page, or that of its commitment, says which; without one it is English.
    """
    plan = context.get("plan") or getattr(context.get("commitment"), "plan", None)
    written = getattr(plan, "language", "en")
    here = (translation.get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return format_html(' lang="{}"', written) if written != here else SafeString("")
