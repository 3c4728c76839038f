"""Public pages in Welsh: their language, their dates, and no English but that of the record."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.utils import translation

from ogp_tracker.words import count_days, how_long
from tests.progress.blocking import blocker_of
from tests.progress.drafts import published
from tests.progress.notes import change_in_public, note_of

# Words that no Welsh sentence has.
ENGLISH = re.compile(r"(?i)\b(the|of|is|was|has|been|not|and|for|by|with|every|since|from)\b")
ALONE = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect"}


class _Reader(HTMLParser):
    """Gathers what a reader of Welsh is told in Welsh."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALONE:
            self.open.append((tag, dict(attrs).get("lang")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        languages = [language for _, language in self.open if language]
        if languages and languages[-1] == "cy" and self.open[-1][0] not in {"script", "style"}:
            self.texts.append(" ".join(data.split()))


@pytest.fixture
def pages(gail, cyrus, plan, commitment, period):
    update = published(gail, cyrus, commitment, period)
    blocker = blocker_of(cyrus, commitment)
    change_in_public(gail, note_of(gail, commitment, is_public=True))
    one = f"/commitments/{commitment.slug}/"
    names = ("", "progress/", "diary/", "history/", "wordings/", "as-on/", "as-on/2014-04-14/")
    milestone = commitment.milestones.first().pk
    return [
        *("/", "/about/", "/plans/", "/commitments/", "/organisations/", "/vacancies/"),
        *("/updates/", "/lateness/", "/blockers/", "/circulations/", "/account/login/"),
        *(f"{one}{name}" for name in names),
        *(f"/plans/{plan.slug}/{name}" for name in ("", "history/", "dates/", "reporting-dates/")),
        *("/organisations/bis/", f"/milestones/{milestone}/dates/"),
        *(update.get_absolute_url(), update.latest_version().get_absolute_url()),
        *(blocker.get_absolute_url(), f"/follow/commitment/{commitment.slug}/", "/follow/asked/"),
        *("/commitments/?q=nothingatall&theme=nonsense", "/account/password/reset/"),
    ]


@pytest.mark.django_db
def test_every_page_is_welsh_and_sets_no_cookie(client, pages):
    for path in pages:
        response = client.get(f"/cy{path}")
        page = response.content.decode()
        assert response.status_code == 200, path
        assert '<html lang="cy" dir="ltr"' in page, path
        assert 'hreflang="en-gb"' in page, path
        assert not response.cookies or "/account/" in path, path


@pytest.mark.django_db
def test_no_page_mixes_english_into_its_welsh(client, pages, commitment, plan):
    texts = set()
    for path in pages:
        reader = _Reader()
        reader.feed(client.get(f"/cy{path}").content.decode())
        texts |= set(reader.texts)
    # Titles of the record stand within sentences, too.
    ours = [commitment.title, plan.title, "Department for Business, Innovation and Skills"]
    ours += [row.title for row in (*commitment.milestones.all(), *commitment.blockers.all())]
    left = {text for text in texts if ENGLISH.search(_without(text, ours))}
    assert not left


def _without(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text


def test_dates_are_welsh():
    written = Template("{% load tracker %}{{ one|day }}, {{ one|day:'short' }}, {{ one|moment }}")
    with translation.override("cy"):
        words = written.render(Context({"one": dt.datetime(2014, 3, 5, 14, 30, tzinfo=dt.UTC)}))
    assert words == "5 Mawrth 2014, 5 Maw 2014, 5 Mawrth 2014, 2:30yp"


def test_numbers_take_their_four_forms():
    with translation.override("cy"):
        assert [count_days(n) for n in (1, 2, 3, 8)] == [
            "1 diwrnod",
            "2 ddiwrnod",
            "3 diwrnod",
            "8 diwrnod",
        ]
        assert how_long(dt.timedelta(minutes=2)) == "2 funud"
