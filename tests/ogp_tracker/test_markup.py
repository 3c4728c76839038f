"""Markdown: what people use comes through, and nothing that could do harm."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogp_tracker.markup import to_html

ALLOWED = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code"}


def test_bullets_bold_and_lines():
    html = to_html("Done:\n\n- one\n- **two**\n\nA line\nand another")
    assert "<ul>" in html
    assert "<li><strong>two</strong></li>" in html
    assert "A line<br>" in html


def test_a_link_is_marked_as_not_ours():
    html = to_html("[the law](https://example.org/law)")
    assert html == '<p><a href="https://example.org/law" rel="nofollow noopener">the law</a></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![](https://example.org/spy.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        '[x](https://e.org "onmouseover=alert(1)")',
        "<a href='javascript:alert(1)'>x</a>",
    ],
)
def test_harm_stays_text(text):
    html = to_html(text)
    assert set(re.findall(r"<([a-z]+)", html)) <= {"p", "a"}
    assert not re.search(r"""<[^>]*href=["']?\s*(javascript|data|vbscript)""", html, re.IGNORECASE)
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_a_heading_does_not_break_the_page():
    assert "<h1" not in to_html("# Loud\n\nLoud\n====")
    assert "# Loud" in to_html("# Loud")


@given(st.text(alphabet=st.sampled_from("ab<>&\"'`*_[]()#-+!\\\n \t:/javscripton="), max_size=200))
def test_whatever_is_typed_only_our_tags_come_out(text):
    html = to_html(text)
    assert set(re.findall(r"</?([a-zA-Z][^\s>/]*)", html)) <= ALLOWED
