"""Text that a spreadsheet would take for a formula, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogp_tracker.spreadsheets import FORMULA, harmless, plain


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@here", "\tx", "'=1", "''=1"])
def test_what_could_be_a_formula_gets_one_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1", "'tis", "a=b", " =1"])
def test_what_could_not_stays(text):
    assert harmless(text) == text


def test_a_number_is_no_formula():
    assert harmless(-1) == -1


@given(st.text(alphabet="'=+-@\t\r a1"))
def test_what_is_written_is_read_again(text):
    assert plain(harmless(text)) == text
    assert not harmless(text).startswith(FORMULA)
