"""A picture alone: well-formed, safe to show anywhere, and to be read at any width."""

import datetime as dt
import re

import pytest

from commitments import actions
from commitments.models import Precision, PrintedDate
from ogp_tracker.templatetags.charts import PATTERNS
from opendata.drawing.kinds import Source, draw
from opendata.drawing.sheet import COLOURS, FORBIDDEN, SMALL, WIDTH, Sheet
from opendata.picturing.ground import Ground
from opendata.picturing.pictures import PICTURES
from tests.cast import action_plan, commitment_of
from tests.opendata.svg import SVG, read_svg
from tests.progress.blocking import blocker_of

pytestmark = pytest.mark.django_db

SOURCE = Source("The plan", "14 April 2014", "https://tracker.example.org/plans/x/pictures/")
HOSTILE = "<script>alert(1)</script> & \"quotes\" 'too'"


def drawn(plan, name):
    return read_svg(draw(PICTURES[name](Ground(plan)), SOURCE))


def words_of(root):
    return " ".join(" ".join(text.itertext()) for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", PICTURES)
def test_it_stands_alone(name, plan, commitment, period, cyrus):
    blocker_of(cyrus, commitment, title=HOSTILE)
    hostile = commitment_of(plan, "8", HOSTILE)
    due = PrintedDate("March 2014", Precision.MONTH, dt.date(2014, 3, 31), dt.date(2014, 3, 31))
    actions.add_milestone(by=None, commitment=hostile, due=due, ref="8.01", title=HOSTILE)
    root = drawn(plan, name)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text
    assert SOURCE.url in description.text
    assert "Open Government Licence v3.0" in words_of(root)
    assert "14 April 2014" in words_of(root)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {
        "svg", "title", "desc", "defs", "pattern", "path", "rect", "line", "text",
    }  # fmt: skip
    for element in root.iter():
        assert not [key for key in element.attrib if "href" in key or key.startswith("on")]
        assert "style" not in element.attrib


@pytest.mark.parametrize("name", PICTURES)
def test_its_words_can_be_read_on_a_phone(name, plan, commitment, period, cyrus):
    blocker_of(cyrus, commitment)
    root = drawn(plan, name)
    sizes = {float(text.get("font-size")) for text in root.iter(f"{SVG}text")}
    assert min(sizes) * 320 / WIDTH >= 12
    assert min(sizes) == SMALL
    height = float(root.get("height"))
    for element in root.iter():
        if element.tag in (f"{SVG}text", f"{SVG}rect"):
            assert 0 <= float(element.get("x", 0)) <= WIDTH
            assert 0 <= float(element.get("y", 0)) <= height


@pytest.mark.parametrize("name", PICTURES)
def test_an_empty_plan_has_a_file_that_says_so(name, today, db):
    plan = action_plan()
    picture = PICTURES[name](Ground(plan))
    words = words_of(read_svg(draw(picture, SOURCE)))
    assert str(picture.empty).split()[0] in words


def test_a_long_text_goes_on_in_the_next_line():
    sheet = Sheet()
    sheet.write("word " * 40)
    root = read_svg(sheet.svg("t", "d"))
    lines = [text.text for text in root.iter(f"{SVG}text")]
    assert len(lines) > 4
    assert max(map(len, lines)) <= 40
    assert float(root.get("height")) > 100


def test_what_no_xml_may_hold_is_left_out():
    sheet = Sheet()
    sheet.write("a\x0bb\x00c\ud800\uffff")
    root = read_svg(sheet.svg("\x0b", "\x00"))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["abc"]
    assert not FORBIDDEN.search("Plain – “words”, 中文 and 🙂")


def test_the_colours_are_those_of_the_pages(settings):
    css = (settings.BASE_DIR / "static" / "css" / "tracker.css").read_text()
    found = dict(re.findall(r"\.tracker-tone--(\w+) \{ fill: (#\w+); \}", css))
    assert found == {tone: colour for tone, colour in COLOURS.items() if tone}
    assert set(PATTERNS) < set(COLOURS)
