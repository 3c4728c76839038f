"""Cells keep their wording, and their words for nothing stay apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendata.ogp_files.cells import (
    MISSING_WORDS,
    Missing,
    Said,
    clean,
    read_cell,
    said,
    said_in_one_line,
    storable,
)


@pytest.mark.parametrize("word", MISSING_WORDS)
def test_each_word_for_nothing_is_its_own(word):
    assert read_cell(word) == Missing(word)
    assert read_cell(f" {word.lower()} ") == Missing(word)
    assert said(word) == ""


def test_an_empty_cell_is_another_thing():
    assert read_cell("") == read_cell(" \n ") == Missing("")
    assert read_cell("Not specified in the plan") == Said("Not specified in the plan")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("one<br/>two<BR>three", "one\ntwo\nthree"),
        ("Law &amp; order", "Law & order"),
        ("&amp;amp; once", "&amp; once"),
        ("It&#39;s", "It's"),
        ("\ufeffAlbania\u200b", "Albania"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\uf0b7 first", "• first"),
        ("\u202egnp.exe", "gnp.exe"),
        ("nul\0here", "nulhere"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_what_a_reader_sees(cell, text):
    assert clean(cell) == text


def test_names_are_one_line():
    assert said_in_one_line("Ministry\n of  <br/>Justice") == "Ministry of Justice"


def test_nul_can_be_stored_and_is_still_seen():
    assert storable("a\0b\ud800") == "a\ufffdb\ufffd"


@given(st.text())
def test_any_cell_is_read_and_loses_no_letter(cell):
    text = clean(cell)
    assert "\0" not in text
    letters = [
        one for one in text if unicodedata.category(one) in ("Cc", "Cf") and one not in "\n\t"
    ]
    assert not set(letters) & set("\u202e\u200b\ufeff\x0b")
    read = read_cell(cell)
    assert isinstance(read, Said | Missing)
    if cell.isascii() and cell.isalnum() and isinstance(read, Said):
        assert read.text == cell
