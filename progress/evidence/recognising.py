"""Which files are taken as evidence: told by what is in them, never by what they are called."""

import io
import re
import unicodedata
import zipfile
import zlib
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError

from progress.models.evidence import MOST_BYTES

# What is taken, with what a name may end in, the usual ending first.
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "text/csv": (".csv",),
}
PDF, PNG, JPEG, ODT, DOCX, XLSX, CSV = ENDINGS
SIGNS = {PDF: b"%PDF-", PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff"}
# The main part of each Office document, and what the list of its parts calls it.
OFFICE = {
    DOCX: ("word/document.xml", b"wordprocessingml.document.main+xml"),
    XLSX: ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
# Parts that can run by themselves: macros, scripts, controls.
RUNNING = re.compile(
    r"(^|/)(vbaproject\.bin$|basic/|scripts/|activex/|macrosheets/)", re.IGNORECASE
)
# Unpacked, an honest document of ten megabytes stays far below these.
MOST_PARTS = 10_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_OF_A_LIST = 1024 * 1024
LONGEST_NAME = 150
# All that reading a damaged or contrived archive may end in.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
# Control characters that no table holds.
NO_TABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

WANTED = "The selected file must be a PDF, PNG, JPEG, ODT, DOCX, XLSX or CSV"


def recognise(name: str, content: bytes) -> str:
    """What kind of file `content` is, as a media type: one that ENDINGS names.

    `name` decides only between a table and any other text, which look the same inside.

    Raises ValidationError with a sentence when it is empty, too large, can run by itself, or is
    of no kind that is taken.
    """
    if not content:
        raise ValidationError("The selected file is empty")
    if len(content) > MOST_BYTES:
        raise ValidationError("The selected file must be 10 MB or smaller")
    for kind, sign in SIGNS.items():
        if content.startswith(sign):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    if name.lower().endswith(".csv") and _is_text(content):
        return CSV
    raise ValidationError(WANTED)


def harmless_name(name: str, kind: str) -> str:
    """A name that can stand on a page and in a header: one line, no path, its kind's ending."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = " ".join(name.split())
    # What is left of the category "other" is not seen, or turns text round.
    name = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    name = " ".join(name.split()).strip(". ")
    ending = PurePosixPath(name).suffix
    if ending.lower() not in ENDINGS[kind]:
        ending = ENDINGS[kind][0]
        name += ending
    begin = name[: -len(ending)].strip(". ") or "evidence"
    return begin[: LONGEST_NAME - len(ending)].rstrip() + ending


def _document(content: bytes) -> str:
    """The kind of a zipped document; nothing of it is unpacked but the list of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_dangerous(parts.infolist())
            return _kind_of(parts)
    except BROKEN:
        raise ValidationError("The selected file cannot be opened: it may be damaged") from None


def _refuse_dangerous(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValidationError("The selected file is far larger when it is unpacked: save it anew")
    if any(part.flag_bits & 0x1 for part in parts):
        raise ValidationError("The selected file must not have a password")
    if any(RUNNING.search(part.filename) for part in parts):
        raise ValidationError("The selected file must not hold macros: save it without them")


def _kind_of(parts: zipfile.ZipFile) -> str:
    names = set(parts.namelist())
    if "mimetype" in names and _read(parts, "mimetype").strip() == ODT.encode():
        return ODT
    if "[Content_Types].xml" in names:
        said = _read(parts, "[Content_Types].xml")
        if b"macroEnabled" in said:
            raise ValidationError("The selected file must not hold macros: save it without them")
        for kind, (main_part, word) in OFFICE.items():
            if main_part in names and word in said:
                return kind
    raise ValidationError(WANTED)


def _read(parts: zipfile.ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        return part.read(MOST_OF_A_LIST)


def _is_text(content: bytes) -> bool:
    """Whether it reads as text, in UTF-8 or as older spreadsheets write it."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return not NO_TABLE.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False
