"""From the translations people write to those that pages read."""

import gettext

import pytest
from babel.messages.pofile import PoFileError

from ogp_tracker.languages.catalogues import compile_all

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;\\n"

msgid "Plan"
msgstr "%s"
"""


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    path = folder / "django.po"
    path.write_text(PO % "Cynllun")
    return path


def read(source):
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_what_pages_read_is_made_once(source, tmp_path):
    assert compile_all(tmp_path) == ["cy"]
    assert read(source).gettext("Plan") == "Cynllun"
    assert compile_all(tmp_path) == []


def test_a_change_is_noticed(source, tmp_path):
    compile_all(tmp_path)
    source.write_text(PO % "Cynlluniau")
    assert compile_all(tmp_path) == ["cy"]
    assert read(source).gettext("Plan") == "Cynlluniau"


def test_what_is_gone_is_made_again(source, tmp_path):
    compile_all(tmp_path)
    source.with_suffix(".mo").unlink()
    assert compile_all(tmp_path) == ["cy"]


def test_a_broken_catalogue_stops_it(source, tmp_path):
    source.write_text('msgid "Plan"\nmsgstr "Cynllun"\nnonsense\n')
    with pytest.raises(PoFileError):
        compile_all(tmp_path)
