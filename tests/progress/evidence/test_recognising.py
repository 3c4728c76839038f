"""Which files are taken as evidence, and under which name."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from progress.evidence.recognising import (
    ENDINGS,
    MOST_PARTS,
    MOST_UNPACKED,
    harmless_name,
    recognise,
)
from progress.models.evidence import KINDS, MOST_BYTES
from tests.progress.files import (
    CSV,
    DOCX_KIND,
    JPEG,
    ODT_KIND,
    PDF,
    PNG,
    XLSX_KIND,
    docx,
    odt,
    xlsx,
    zipped,
)

WANTED = "must be a PDF, PNG, JPEG, ODT, DOCX, XLSX or CSV"
TAKEN = [
    (PDF, "application/pdf"),
    (PNG, "image/png"),
    (JPEG, "image/jpeg"),
    (odt(), ODT_KIND),
    (docx(), DOCX_KIND),
    (xlsx(), XLSX_KIND),
]


def refusal(content: bytes, name: str = "minutes.pdf") -> str:
    with pytest.raises(ValidationError) as error:
        recognise(name, content)
    return str(error.value.message)


@pytest.mark.parametrize(("content", "kind"), TAKEN, ids=[kind for _, kind in TAKEN])
def test_a_file_is_known_by_what_is_in_it_whatever_its_name(content, kind):
    assert recognise("table.csv", content) == kind
    assert recognise("", content) == kind


def test_every_kind_has_a_word_and_an_ending():
    assert set(ENDINGS) == set(KINDS)
    assert {kind for _, kind in TAKEN} | {"text/csv"} == set(KINDS)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "\ufeffa;b\r\n", "naïve,€\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_table_is_text_as_spreadsheets_write_it(text, encoding):
    content = text.lstrip("\ufeff" if encoding == "cp1252" else "").encode(encoding)
    assert recognise("Table.CSV", content) == "text/csv"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<script>alert(1)</script>", "page.html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.svg"),
        (CSV, "table.txt"),
        (b"a,b\n1,\x002\n", "table.csv"),
        (b"a\x81b,\x8d\n", "table.csv"),
        (b"MZ\x90\x00" + bytes(60), "minutes.pdf"),
        (b" %PDF-1.7", "minutes.pdf"),
        (zipped(readme="no document"), "bundle.zip"),
        (zipped(mimetype="application/epub+zip"), "book.odt"),
        (zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "x.docx"),
    ],
)
def test_anything_else_is_refused(content, name):
    assert WANTED in refusal(content, name)


@pytest.mark.parametrize(
    "content",
    [
        docx(**{"word/vbaProject.bin": "x"}),
        xlsx(**{"xl/VBAPROJECT.BIN": "x"}),
        xlsx(**{"xl/macrosheets/sheet1.xml": "x"}),
        docx(**{"word/activeX/activeX1.xml": "x"}),
        odt(**{"Basic/Standard/Module1.xml": "x"}),
        odt(**{"Scripts/python/a.py": "x"}),
        zipped(
            **{
                "[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml",
                "word/document.xml": "<w/>",
            }
        ),
    ],
)
def test_what_can_run_by_itself_is_refused(content):
    assert "must not hold macros" in refusal(content)


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = odt(padding="0" * (MOST_UNPACKED + 1))
    assert len(bomb) < MOST_BYTES
    assert "far larger when it is unpacked" in refusal(bomb)
    assert recognise("x.odt", odt(padding="0" * 1_000_000)) == ODT_KIND


def test_a_document_of_very_many_parts_is_refused():
    parts = odt(**{f"part{number}": "" for number in range(MOST_PARTS)})
    assert "far larger when it is unpacked" in refusal(parts)


def test_a_locked_document_is_refused():
    locked = bytearray(odt())
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.index(sign) + (6 if sign == b"PK\x03\x04" else 8)
        locked[at] |= 1
    assert "must not have a password" in refusal(bytes(locked))


@given(st.integers(min_value=4, max_value=len(docx()) - 1), st.binary(max_size=20))
def test_a_damaged_document_is_refused_in_words_or_still_whole(at, junk):
    whole = docx()
    said = ""
    try:
        said = recognise("x.docx", whole[:at] + junk + whole[at + len(junk) :])
    except ValidationError as error:
        said = error.message
    assert said == DOCX_KIND or said.startswith("The selected file")


def test_ten_megabytes_are_taken_and_a_byte_more_is_not():
    assert recognise("x.pdf", PDF.ljust(MOST_BYTES)) == "application/pdf"
    assert refusal(PDF.ljust(MOST_BYTES + 1)) == "The selected file must be 10 MB or smaller"


def test_an_empty_file_is_refused():
    assert refusal(b"") == "The selected file is empty"


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("Minutes of March.pdf", "Minutes of March.pdf"),
        ("MINUTES.PDF", "MINUTES.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\gail\\minutes.pdf", "minutes.pdf"),
        ("setup.exe", "setup.exe.pdf"),
        ("two\r\nSet-Cookie: x.pdf", "two Set-Cookie: x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("  .pdf", "pdf.pdf"),
        ("", "evidence.pdf"),
        ("...", "evidence.pdf"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_becomes_harmless(name, harmless):
    assert harmless_name(name, "application/pdf") == harmless


@given(st.text(max_size=300), st.sampled_from([*ENDINGS]))
def test_any_name_becomes_one_short_line_with_its_ending(name, kind):
    harmless = harmless_name(name, kind)
    assert 0 < len(harmless) <= 150
    assert harmless.isprintable()
    assert not set(harmless) & {"/", "\\"}
    assert harmless.lower().endswith(ENDINGS[kind])
    assert harmless_name(harmless, kind) == harmless


def test_the_files_of_these_tests_are_honest():
    assert zipfile.ZipFile(io.BytesIO(docx())).testzip() is None
