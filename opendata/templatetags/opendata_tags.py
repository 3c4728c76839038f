"""Parts that pages of any app take from here: `{% load opendata_tags %}`."""

from typing import Any

from django import template
from django.template.context import Context

from opendata.metadata import metadata_of
from opendata.ways import Link, ways_to_follow

register = template.Library()


@register.inclusion_tag("opendata/parts/page_metadata.html", takes_context=True)
def page_metadata(context: Context) -> dict[str, Any]:
    """The head's links to feeds and calendars, the page's one address, and its preview."""
    request = context.get("request")
    if request is None:
        return {}
    metadata = metadata_of(request, context)
    return {"metadata": metadata, "ways": _ways(context) if metadata else []}


@register.inclusion_tag("opendata/parts/ways_to_follow.html", takes_context=True)
def follow_ways(context: Context) -> dict[str, Any]:
    """Links to the letters, feeds and calendars that belong to this page, if readers see it."""
    ways = _ways(context)
    return {"ways": ways, "has_calendar": any(way.is_calendar for way in ways)}


def _ways(context: Context) -> list[Link]:
    request = context.get("request")
    if request is None or "exception" in context or not _is_about_what_is_public(context):
        return []
    return ways_to_follow(request)


def _is_about_what_is_public(context: Context) -> bool:
    """Whether readers see the plan or commitment of the page, where it is about one."""
    subjects = (context.get(name) for name in ("commitment", "plan"))
    return all(getattr(subject, "is_public", True) for subject in subjects)
