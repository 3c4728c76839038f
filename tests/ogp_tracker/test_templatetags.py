"""Words, addresses and parts that templates ask for, and the frame around every page."""

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_page
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import include, path
from django.utils import timezone

from ogp_tracker.forms import OneLineField, TrackerForm
from ogp_tracker.templatetags.charts import shares
from ogp_tracker.templatetags.tracker import clock_time, day, in_our_look, moment


def page(request: HttpRequest) -> HttpResponse:
    return render_page(request, "base.html")


page.login_required = False  # type: ignore[attr-defined]


def names(app: str, **addresses: str) -> Any:
    return include(([path(url, page, name=name) for name, url in addresses.items()], app))


urlpatterns = [
    path(
        "",
        names(
            "commitments",
            home="",
            commitment_list="commitments/",
            organisation_list="organisations/",
            plan_list="plans/",
        ),
    ),
    path("", names("network", circulation_list="circulations/")),
    path("", names("progress", your_work="your-work/")),
    path(
        "",
        names(
            "opendata",
            accessibility="access/",
            api_guide="api/",
            dataset_list="data/",
            licence="licence/",
            privacy="privacy/",
            search="search/",
        ),
    ),
    path("", names("files", news_feed="news.atom", deadlines_calendar="deadlines.ics")),
    path("in/", page, name="account_login"),
    path("out/", page, name="account_logout"),
    path("you/", page, name="mfa_index"),
    path("about/", page, name="about"),
]
pytestmark = pytest.mark.urls(__name__)


def render(source: str, url: str = "/", **context: Any) -> str:
    request = RequestFactory().get(url)
    context["request"] = request
    return Template("{% load tracker charts %}" + source).render(Context(context))


SUMMER = dt.datetime(2014, 4, 14, 10, 49, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (SUMMER, "14 April 2014, 11:49am"),
        (dt.datetime(2014, 3, 5, 23, 5, tzinfo=dt.UTC), "5 March 2014, 11:05pm"),
        (dt.datetime(2014, 4, 30, 23, 0, tzinfo=dt.UTC), "1 May 2014, midnight"),
        (dt.datetime(2014, 1, 31, 12, 0, tzinfo=dt.UTC), "31 January 2014, midday"),
        (dt.datetime(2014, 1, 31, 12, 1, tzinfo=dt.UTC), "31 January 2014, 12:01pm"),
        (dt.datetime(2014, 1, 31, 0, 1, tzinfo=dt.UTC), "31 January 2014, 12:01am"),
        (None, ""),
    ],
)
def test_moments_are_local(value: dt.datetime | None, said: str) -> None:
    with timezone.override("Europe/London"):
        assert moment(value) == said


def test_moments_follow_the_current_time_zone() -> None:
    with timezone.override("America/Mexico_City"):
        assert moment(SUMMER) == "14 April 2014, 5:49am"
        assert clock_time(SUMMER) == "5:49am"


def test_days() -> None:
    assert day(dt.date(2014, 3, 5)) == "5 March 2014"
    assert day(dt.date(2014, 9, 30), "short") == "30 Sep 2014"
    assert day(None) == ""
    with timezone.override("Europe/London"):
        assert day(dt.datetime(2014, 4, 13, 23, 30, tzinfo=dt.UTC)) == "14 April 2014"


def test_query_with_keeps_changes_and_takes_away() -> None:
    html = render("{% query_with page=2 theme=None %}", url="/?theme=3&q=a%26b&q=c")
    assert html == "?q=a%26b&amp;q=c&amp;page=2"


@pytest.mark.parametrize(
    ("now", "state", "next_order"),
    [("", "none", "title"), ("title", "ascending", "-title"), ("-title", "descending", "title")],
)
def test_sort_link(now: str, state: str, next_order: str) -> None:
    html = render('{% sort_link "Title" "title" %}', url=f"/?sort={now}&page=4&q=x")
    assert f'aria-sort="{state}"' in html
    assert f'href="?q=x&amp;sort={next_order}"' in html


def test_pagination_keeps_the_filters_and_the_first_page_has_no_number() -> None:
    pages = Paginator(range(60), 25)
    html = render("{% pagination page %}", url="/?theme=3&page=2", page=pages.page(2))
    assert 'href="?theme=3" rel="prev"' in html
    assert 'href="?theme=3&amp;page=3" rel="next"' in html
    assert render("{% pagination page %}", page=Paginator(range(5), 25).page(1)).strip() == ""


def test_breadcrumbs_begin_at_home() -> None:
    html = render('{% breadcrumbs "Commitments" "/commitments/" here %}', here="Open <b>")
    assert html.index('href="/"') < html.index('href="/commitments/"')
    assert "Open &lt;b&gt;" in html
    assert html.count("<a ") == 2


def test_tabs_mark_the_present_page() -> None:
    html = render('{% tabs "One" "/one/" "Two" "/two/" label="Commitment 7" %}', url="/two/?page=2")
    assert html.count("aria-current") == 1
    assert 'href="/two/" aria-current="page"' in html
    assert 'aria-label="Commitment 7"' in html


def test_navigation_marks_the_page_or_what_it_belongs_to() -> None:
    link = '{% nav_link "commitments:commitment_list" "Commitments" %}'
    assert 'aria-current="page"' in render(link, url="/commitments/")
    assert 'aria-current="true"' in render(link, url="/commitments/open-contracting/")
    assert "aria-current" not in render(link, url="/plans/")
    assert "aria-current" not in render('{% nav_link "commitments:home" "Home" %}', url="/plans/")


def test_tags_say_their_word_and_escape_it() -> None:
    assert render('{% tag status "late" %}', status="<b>") == (
        '<strong class="govuk-tag govuk-tag--red">&lt;b&gt;</strong>'
    )


def test_parts_escape_values_but_keep_the_markup_inside() -> None:
    html = render("{% row key %}<em>{{ value }}</em>{% endrow %}", key="<k>", value="<v>")
    assert "&lt;k&gt;" in html
    assert "<em>&lt;v&gt;</em>" in html
    assert "None" in render('{% row "Lead" %} {% endrow %}')


def test_events_and_changes() -> None:
    rows = [SimpleNamespace(label="Status", before="", after="Limited <1>")]
    html = render(
        '{% event "Edited" when=when by="Gail" level=3 %}{% changes rows %}{% endevent %}',
        when=SUMMER,
        rows=rows,
    )
    assert "Gail, <time" in html
    assert "11:49am" in html
    assert "<h3" in html
    assert "empty" in html
    assert "<ins>Limited &lt;1&gt;</ins>" in html
    assert "14 April 2014</time>" in render('{% event "x" when=d %}{% endevent %}', d=SUMMER.date())


@pytest.mark.parametrize(
    ("counts", "widths"),
    [
        ([1, 1], [50, 50]),
        ([0, 4], [0, 100]),
        ([0, 0], [0, 0]),
        ([99, 1], [94, 6]),
        ([95, 1, 4], [88, 6, 6]),
    ],
)
def test_shares_of_a_bar(counts: list[int], widths: list[float]) -> None:
    assert shares(counts) == pytest.approx(widths)


def test_a_chart_says_every_number_twice() -> None:
    html = render(
        '{% stacked_bars keys bars title="By theme" heading="Theme" noun="milestones" %}',
        keys=[("Complete", "good"), ("Late", "bad")],
        bars=[("Data", [3, 0], "/?theme=data"), ("Money", [0, 0])],
    )
    assert 'aria-label="Complete: 3"' in html
    assert html.count('<rect class="tracker-tone--') == 3  # two keys, one segment
    assert html.count('fill="url(#chart-bad)"') == 1  # what is drawn over the colour of a key
    assert html.count('<td class="govuk-table__cell govuk-table__cell--numeric">') == 6
    assert "style=" not in html


def test_bars_of_days_say_every_number_twice() -> None:
    def group(label: str, days: int) -> SimpleNamespace:
        return SimpleNamespace(label=label, url="/somewhere/", days=days, cells=["2", f"{days}"])

    html = render(
        '{% day_bars groups columns title="Days later" heading="Theme" %}',
        groups=[group("<b>Data", 90), group("Money", 45), group("Water", 1), group("Air", 0)],
        columns=["Moved", "Days"],
    )
    assert 'aria-label="&lt;b&gt;Data: 90 days later"' in html
    assert "1 day later" in html
    assert re.findall(r'rect class="[^"]*" width="([^"]*)"', html) == ["100.00%", "50.00%", "1.11%"]
    assert html.count('<td class="govuk-table__cell govuk-table__cell--numeric">') == 8
    assert "style=" not in html
    assert "<li" not in render('{% day_bars groups columns title="T" %}', groups=[], columns=[])


def test_other_peoples_forms_can_wear_our_look() -> None:
    class Foreign(forms.Form):
        login = forms.EmailField(label="Email")

    form = Foreign({})
    assert "govuk" not in str(form["login"])
    html = str(in_our_look(form))
    assert "govuk-input--error" in html
    assert "required" not in html.replace("is required", "")


def test_a_page_for_readers_sets_no_cookie(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert b"Sign in" in answer.content
    assert b"<style" not in answer.content
    assert b"style=" not in answer.content


def test_the_frame_tells_of_errors_and_of_a_stopped_clock() -> None:
    form = type("F", (TrackerForm,), {"title": OneLineField(label="Title")})({"title": ""})
    frozen = dt.date(2014, 4, 14)
    html = render('{% include "base.html" %}', form=form, frozen_today=frozen)
    assert "<title>Error: Home – Open government tracker</title>" in html
    assert html.count("There is a problem") == 1
    assert "Demonstration: today is 14 April 2014" in html


def test_somebody_signed_in_sees_name_work_and_the_way_out() -> None:
    gail = SimpleNamespace(is_authenticated=True, name="Gail <Green>", email="gail@example.org")
    html = Template('{% include "base.html" %}').render(
        Context({"user": gail, "request": RequestFactory().get("/")})
    )
    assert "Gail &lt;Green&gt;" in html
    assert 'href="/your-work/"' in html
    assert 'href="/out/"' in html
    assert 'href="/you/"' in html
    assert "Sign in<" not in html


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_error_pages_that_must_come_out_without_any_context(name: str) -> None:
    html = render_to_string(name)
    assert "<h1" in html
    assert 'href="/"' in html


def test_an_unknown_address_gets_a_helpful_page(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert b'action="/commitments/"' in answer.content
    assert not answer.cookies
