"""The parts every page is made of: `{% load tracker %}`."""

import datetime as dt
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from ogp_tracker.forms import TrackerBoundField
from ogp_tracker.forms.foreign import dress
from ogp_tracker.markup import to_html

register = template.Library()

# What a status means to a reader decides its colour; the word itself always stands beside it.
TONES = {
    "good": "green",
    "moving": "teal",
    "waiting": "yellow",
    "bad": "red",
    "late": "red",
    "quiet": "grey",
    "info": "blue",
    "government": "blue",
    "civil_society": "purple",
}


# --- Words --------------------------------------------------------------------------------------
@register.filter
def day(value: dt.date | None, shape: str = "") -> str:
    """Write a date, or the local day of a moment, as "5 March 2014" ("short": "5 Mar 2014").

    In the language of the page.
    """
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return date_format(value, "SHORT_DATE_FORMAT" if shape == "short" else "DATE_FORMAT")


@register.filter
def clock_time(value: dt.datetime | None) -> str:
    """Write the local time of a moment as "11:49am"; 12 o'clock is "midday" or "midnight"."""
    if not value:
        return ""
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    if value.minute == 0 and value.hour in (0, 12):
        return gettext("midday") if value.hour else gettext("midnight")
    half = pgettext("after a time", "pm") if value.hour >= 12 else pgettext("after a time", "am")
    return f"{value.hour % 12 or 12}:{value:%M}{half}"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Write a moment in the current time zone as "5 March 2014, 11:49am"."""
    return f"{day(value)}, {clock_time(value)}" if value else ""


@register.filter
def markdown(value: str) -> SafeString:
    """Show text that may hold bullets, links and emphasis; the classes are those of the kit."""
    return to_html(value or "")


# --- Addresses ----------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """Return this page's query string with `changes`; a value of None or "" takes a key away."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def nav_link(context: Context, url_name: str, text: str) -> SafeString:
    """One entry of the service navigation; it knows whether the reader is there or below."""
    url = reverse(url_name)
    path = getattr(context.get("request"), "path", "")
    here = path == url
    below = url != reverse("commitments:home") and path.startswith(url)
    return format_html(
        '<li class="govuk-service-navigation__item{}">'
        '<a class="govuk-service-navigation__link" href="{}"{}>{}</a></li>',
        " govuk-service-navigation__item--active" if here or below else "",
        url,
        format_html(' aria-current="{}"', "page" if here else "true") if here or below else "",
        format_html('<strong class="govuk-service-navigation__active-fallback">{}</strong>', text)
        if here or below
        else text,
    )


def _pairs(args: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Read "text, address, text, address" as a list; a last text without address has none."""
    texts, urls = args[::2], [*args[1::2], None]
    return [{"text": text, "url": url} for text, url in zip(texts, urls, strict=False)]


@register.inclusion_tag("parts/breadcrumbs.html")
def breadcrumbs(*args: Any) -> dict[str, Any]:
    """Text and address in turns, from the second level down; Home comes by itself."""
    return {"items": [{"text": gettext("Home"), "url": reverse("commitments:home")}, *_pairs(args)]}


@register.inclusion_tag("parts/tabs.html", takes_context=True)
def tabs(context: Context, *args: Any, label: str = "") -> dict[str, Any]:
    """Text and address in turns: pages that belong together, the present one marked."""
    path = context["request"].path
    return {"label": label, "items": [{**tab, "here": tab["url"] == path} for tab in _pairs(args)]}


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page, key: str = "page") -> dict[str, Any]:
    """Links between the pages of a list; filters in the address stay."""

    def address(number: int) -> str:
        return query_with(context, **{key: number if number > 1 else None})

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
        "items": [
            {"number": n, "url": address(n)} if isinstance(n, int) else {"gap": True}
            for n in numbers
        ],
    }


@register.simple_tag(takes_context=True)
def sort_link(
    context: Context, text: str, key: str, param: str = "sort", numeric: bool = False
) -> SafeString:
    """A column heading that sorts by `key`, and the other way round when it already does."""
    now = context["request"].GET.get(param, "")
    state = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    return format_html(
        '<th scope="col" class="govuk-table__header{}" aria-sort="{}">'
        '<a class="govuk-link govuk-link--no-visited-state tracker-sort" href="{}">{}</a></th>',
        " govuk-table__header--numeric" if numeric else "",
        state,
        query_with(context, page=None, **{param: f"-{key}" if state == "ascending" else key}),
        text,
    )


# --- Small parts --------------------------------------------------------------------------------
@register.simple_tag
def tag(text: Any, tone: str = "info") -> SafeString:
    """A status in a coloured box; `tone` is a meaning from TONES or a colour."""
    colour = TONES.get(tone, tone)
    classes = "govuk-tag" if colour == "blue" else f"govuk-tag govuk-tag--{colour}"
    return format_html('<strong class="{}">{}</strong>', classes, text)


def _block(content: str, part: str, **values: Any) -> SafeString:
    return render_to_string(f"parts/{part}.html", {"content": content, **values})


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """A passage that stands out from the text around it."""
    return _block(content, "inset")


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """Something with consequences, said before it happens."""
    return _block(content, "warning")


@register.simple_block_tag
def details(content: str, summary: str, is_open: bool = False) -> SafeString:
    """Text that opens when asked for."""
    return _block(content, "details", summary=summary, is_open=is_open)


@register.simple_block_tag
def notification(
    content: str,
    title: str = "",
    kind: str = "",
    id: str = "notification",  # noqa: A002 - a template argument reads best under its HTML name
) -> SafeString:
    """A banner above the content; kind="success" after something was done."""
    title = title or (gettext("Success") if kind == "success" else gettext("Important"))
    return _block(content, "notification", title=title, kind=kind, id=id)


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """The large confirmation at the end of a task; it carries the page's h1."""
    return _block(content, "panel", title=title)


@register.simple_block_tag
def filter_panel(content: str, title: str = "", chosen: int = 0) -> SafeString:
    """The filters of a list: beside it when there is room, closed above it on a phone."""
    return _block(content, "filter_panel", title=title or gettext("Filter"), chosen=chosen)


@register.simple_block_tag
def summary_list(content: str, borders: bool = True) -> SafeString:
    """Facts as key and value; rows are `{% row "Key" %}value{% endrow %}`."""
    return _block(content, "summary_list", borders=borders)


@register.simple_block_tag
def row(content: str, key: str, change: str = "", action: str = "") -> SafeString:
    """One fact; `change` is the address of the link that changes it."""
    value = content.strip() and content
    return _block(value, "summary_row", key=key, change=change, action=action or gettext("Change"))


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """What happened, newest first; entries are `{% event ... %}`."""
    return _block(content, "timeline")


@register.simple_block_tag
def event(
    content: str, title: Any, when: dt.date | None = None, by: Any = "", level: int = 2
) -> SafeString:
    """One entry of a timeline: what, who, and when (a day, or a moment with its time)."""
    return _block(content, "event", title=title, when=when, by=by, level=level)


@register.inclusion_tag("parts/changes.html")
def changes(rows: Any) -> dict[str, Any]:
    """Before and after: `rows` have label, before and after; empty values are said to be empty."""
    return {"rows": rows}


# --- Forms --------------------------------------------------------------------------------------
@register.inclusion_tag("parts/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict[str, Any]:
    """All that is wrong in these forms, each line a link to the control that must be corrected."""
    items: list[dict[str, str]] = []
    for form in filter(None, forms):
        for name, errors in form.errors.items():
            field = form[name] if name in form.fields else None
            href = f"#{field.focus_id}" if isinstance(field, TrackerBoundField) else ""
            hidden = field is not None and field.is_hidden
            items += [{"text": str(text), "href": "" if hidden else href} for text in errors]
    return {"items": items}


@register.filter
def in_our_look(form: BaseForm | None) -> BaseForm | None:
    """Dress a form that is not ours (allauth's), if there is one."""
    return dress(form) if form else form
