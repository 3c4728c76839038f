"""Dates keep their wording and say only what can be known."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.models import Precision, read_printed_date
from opendata.ogp_files.dates import Order, order_of, read_date

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


@pytest.mark.parametrize(
    ("text", "wording", "precision", "on"),
    [
        ("12/31/2022", "31 December 2022", DAY, "2022-12-31"),
        ("4/5/2014", "5 April 2014", DAY, "2014-04-05"),
        ("6/30/20", "30 June 2020", DAY, "2020-06-30"),
        ("30/06/2015", "30 June 2015", DAY, "2015-06-30"),
        ("2014-04-30", "30 April 2014", DAY, "2014-04-30"),
        ("30 April 2014", "30 April 2014", DAY, "2014-04-30"),
        ("April 30th, 2014", "30 April 2014", DAY, "2014-04-30"),
        ("43525", "1 March 2019", DAY, "2019-03-01"),
        ("December 2014", "December 2014", MONTH, "2014-12-31"),
        ("02/2016", "02/2016", MONTH, "2016-02-29"),
        ("Quarter 4 2016", "Quarter 4 2016", Precision.QUARTER, "2016-12-31"),
        ("Q2 2015", "Q2 2015", Precision.QUARTER, "2015-06-30"),
        ("III quarter of 2022", "III quarter of 2022", Precision.QUARTER, "2022-09-30"),
        ("2014", "2014", YEAR, "2014-12-31"),
        ("End of 2014", "End of 2014", YEAR, "2014-12-31"),
        ("Spring 2015", "Spring 2015", Precision.SEASON, None),
        ("2014-2015", "2014-2015", Precision.PERIOD, None),
        ("by the middle of 2015", "by the middle of 2015", Precision.PERIOD, None),
        ("Permanent activity", "Permanent activity", Precision.ONGOING, None),
        ("Ongoing", "Ongoing", Precision.ONGOING, None),
        ("after the election", "after the election", Precision.NONE, None),
        ("31/31/2014", "31/31/2014", Precision.PERIOD, None),
        ("", "no date given", Precision.NONE, None),
    ],
)
def test_what_is_known_of_a_date(text, wording, precision, on):
    date = read_date(text, Order.MONTH_FIRST)
    assert (date.wording, date.precision) == (wording, precision)
    assert date.on == (dt.date.fromisoformat(on) if on else None)


@pytest.mark.parametrize(
    ("order", "on"),
    [
        (Order.MONTH_FIRST, dt.date(2014, 4, 5)),
        (Order.DAY_FIRST, dt.date(2014, 5, 4)),
    ],
)
def test_the_file_says_what_comes_first(order, on):
    assert read_date("4/5/2014", order).on == on


@pytest.mark.parametrize("order", [Order.MIXED, Order.UNKNOWN])
def test_where_it_does_not_only_the_year_counts(order):
    date = read_date("4/5/2014", order)
    assert (date.text, date.precision, date.on) == ("4/5/2014", YEAR, dt.date(2014, 12, 31))
    assert read_date("4/4/2014", order).on == dt.date(2014, 4, 4)
    assert read_date("30/9/2014", order).on == dt.date(2014, 9, 30)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["4/30/2014", "4/5/2014", "NA"], Order.MONTH_FIRST),
        (["30/9/2014", "31/1/2015"], Order.DAY_FIRST),
        (["4/30/2014", "30/9/2014"], Order.MIXED),
        (["4/5/2014", "Spring 2014"], Order.UNKNOWN),
    ],
)
def test_the_order_of_a_file(texts, order):
    assert order_of(texts) is order


@given(
    st.one_of(
        st.text(max_size=300),
        st.from_regex(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}", fullmatch=True),
        st.from_regex(
            r"(Q[1-4]|Spring|winter|May|end of)? ?[0-9]{4}([-/ ][0-9]{2,4})?", fullmatch=True
        ),
    ),
    st.sampled_from(Order),
)
def test_any_text_is_read_and_keeps_its_wording(text, order):
    date = read_date(text, order)
    line = " ".join(text.split())
    assert len(date.text) <= 120
    if date.precision is Precision.DAY:
        assert date.on is not None
        assert str(date.on.year) in date.text
    elif len(line) <= 120:
        assert date.text == line
    else:
        assert line.startswith(date.text.removesuffix("…"))
    if date.precision is not Precision.NONE:
        assert read_printed_date(date.text, date.precision, date.on) == date
