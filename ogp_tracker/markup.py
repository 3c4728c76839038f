"""Markdown as people type it in updates and notes, made into harmless HTML."""

from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# Headings would break the outline of the page around the text; pictures would fetch from elsewhere.
_OFF = ("heading", "lheading", "image", "code", "fence", "hr", "reference")
_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(list(_OFF))


def to_html(text: str) -> SafeString:
    """Return `text` (Markdown: paragraphs, bullets, numbers, bold, italics, links) as safe HTML.

    Raw HTML in it stays text. Links are marked as not ours, and lead to web and mail addresses
    only.
    """
    html = _parser().render(text)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 let only the tags above through
