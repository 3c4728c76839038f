"""What a draft says, on a page and in a letter."""

import pytest

from mailroom.models import Announcement
from network.circulation.wording import NOTHING_NEW, draft_text, plain
from ogp_tracker.markup import to_html


def one(kind: str, headline: str = "Something") -> Announcement:
    return Announcement(kind=kind, headline=headline, path="/updates/")


def test_sections_come_in_their_order_and_empty_ones_are_left_out():
    text = draft_text([one("delay", "Late"), one("meeting", "Meet"), one("update", "New")])
    titles = [line for line in text.splitlines() if line.startswith("**")]
    assert titles == ["**New updates**", "**Meetings ahead**", "**Delays**"]
    assert "- [Late](http://localhost:8000/updates/)" in text


@pytest.mark.parametrize("kind", Announcement.Kind.values)
def test_every_kind_of_news_has_a_section(kind):
    assert "- [Something]" in draft_text([one(kind)])


def test_without_news_it_says_so():
    assert draft_text([]) == NOTHING_NEW


def test_a_headline_stays_text():
    headline = "Help [click](http://evil.example) **now** <b>"
    html = to_html(draft_text([one("update", headline)]))
    assert "Help [click](http://evil.example) **now** &lt;b&gt;" in html
    assert html.count("<a ") == 1


def test_a_letter_has_the_words_without_the_marks():
    headline = "Commitment 7 [draft] *one*"
    text = draft_text([one("update", headline)])
    assert plain(text) == (
        "New updates\n\n- Commitment 7 [draft] *one*: http://localhost:8000/updates/"
    )
    assert plain("Write to <https://a.example/x>") == "Write to https://a.example/x"
    assert plain("See [the page](https://a.example/x) **soon**") == (
        "See the page: https://a.example/x soon"
    )


def test_of_each_blocker_only_the_last_is_told():
    raised, other, closed = (
        Announcement(kind="blocker", headline=headline, path=path)
        for headline, path in (("Raised", "/1/"), ("Another", "/2/"), ("Closed", "/1/"))
    )
    text = draft_text([raised, other, one("update", "New"), closed])
    assert "Raised" not in text
    assert [text.count(words) for words in ("Another", "New]", "Closed")] == [1, 1, 1]
