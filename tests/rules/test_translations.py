"""Every text of a public page is marked for translation, and every mark is translated."""

import re

import pytest
from babel.messages.pofile import read_po

from ogp_tracker.languages.catalogues import LOCALE
from ogp_tracker.languages.messages import collect, is_done, marked_in
from tests.rules.public_templates import TEMPLATES, public_templates, unmarked

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
PLACES = re.compile(r"%%?\(\w+\)[sd]|{\w+}|<[^>]+>")


def read(path):
    with path.open("rb") as file:
        return read_po(file)


def named(catalogue):
    return {(message.context, message.id) for message in catalogue if message.id}


def test_there_are_catalogues_and_public_templates():
    assert CATALOGUES
    assert len(public_templates()) > 100


@pytest.mark.parametrize(
    "path", public_templates(), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_every_text_of_a_public_page_is_marked(path):
    assert not unmarked(path.read_text())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_catalogue_knows_every_mark_and_no_other(path):
    """`make messages` puts it right."""
    assert named(read(path)) == named(collect())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_mark_is_translated(path):
    left = [message.id for message in read(path) if message.id and not is_done(message)]
    assert not left


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_has_the_places_and_the_links_of_its_text(path):
    for message in read(path):
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        written = message.string if isinstance(message.string, tuple) else (message.string,)
        for one in written if message.id else ():
            assert sorted(set(PLACES.findall(one))) == sorted(set(PLACES.findall(texts[-1]))), one


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Words</p>", ["Words"]),
        ("<p>{{ number }}.</p>", []),
        ('<p>{% translate "Words" %}</p>', []),
        ("{% blocktranslate %}<b>Words</b>{% plural %}More{% endblocktranslate %}", []),
        ('<nav aria-label="Menu"></nav>', ["Menu"]),
        ('<a title="{% translate "Menu" %}" href="/x/">{{ text }}</a>', []),
        ('{% row "Key" %}{{ value }}{% endrow %}', ["Key"]),
        ('{% row _("Key") %}{{ value }}{% endrow %}', []),
        ("<script>code()</script>{# a comment #}", []),
    ],
)
def test_the_reader_of_templates_sees_what_is_not_marked(template, found):
    assert unmarked(template) == found


def test_the_reader_of_marks_sees_all_kinds():
    plural = "{% blocktranslate count n=n %}a{% plural %}b{% endblocktranslate %}"
    template = '{% translate "One" %}' + plural
    assert [text for _, text, _ in marked_in(template, is_template=True)] == ["One", ("a", "b")]
    code = 'x = _("Two")\ny = ngettext("c", "d", 2)\nz = pgettext("sense", "Three")\n'
    assert [(sense, text) for sense, text, _ in marked_in(code, is_template=False)] == [
        ("", "Two"),
        ("", ("c", "d")),
        ("sense", "Three"),
    ]
