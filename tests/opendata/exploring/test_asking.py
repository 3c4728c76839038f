"""What is made of what somebody typed; texts that bear marks stay texts."""

import pytest

from opendata.exploring.asking import asks_for_something, plain_words
from opendata.exploring.snippets import START, STOP, marked


@pytest.mark.parametrize("words", ["register", "7", "é", '"open data"', "a -b", "-a or b", "7.01"])
def test_a_question(words):
    assert asks_for_something(words)


@pytest.mark.parametrize("words", ["", " ", "-", "-register", '-"open data"', "or", "':*&|!", "%"])
def test_no_question(words):
    assert not asks_for_something(words)


def test_plain_words_are_without_signs_and_numbers():
    assert plain_words('"Open data" or -closed Trégor 2013 open data') == [
        *("Open", "data", "Trégor", "open"),
    ]


def test_marks_are_all_that_is_html():
    text = f"<script>alert(1)</script> & {START}<b>register</b>{STOP}"
    assert marked(text) == (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>&lt;b&gt;register&lt;/b&gt;</mark>"
    )


@pytest.mark.parametrize("text", [f"{STOP}a{START}", f"{START}a", f"{START}{START}a{STOP}{STOP}"])
def test_signs_of_ours_in_a_text_open_nothing_that_stays_open(text):
    html = marked(text)
    assert html.count("<mark>") == html.count("</mark>")
    assert START not in html
    assert STOP not in html


def test_signs_of_markdown_are_left_out():
    assert marked("**Agreed**\n- on the fee\n* and 3*4") == "Agreed\non the fee\nand 3*4"
