"""Files that the tests hand in as evidence."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(17)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(8) + b"\xff\xd9"
CSV = b"month,requests\nMarch,12\n"
ODT_KIND = "application/vnd.oasis.opendocument.text"
OOXML = "application/vnd.openxmlformats-officedocument"
DOCX_KIND = f"{OOXML}.wordprocessingml.document"
XLSX_KIND = f"{OOXML}.spreadsheetml.sheet"


def zipped(**parts: str) -> bytes:
    """An archive with these parts; in a name "__" stands for a slash."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


def odt(**more: str) -> bytes:
    """A text document of an open office."""
    return zipped(mimetype=ODT_KIND, **{"content.xml": "<office:document-content/>", **more})


def office(kind: str, main_part: str, **more: str) -> bytes:
    """A document of Microsoft's kinds."""
    types = f'<Types><Override PartName="/{main_part}" ContentType="{kind}.main+xml"/></Types>'
    return zipped(**{"[Content_Types].xml": types, main_part: "<w/>", **more})


def docx(**more: str) -> bytes:
    """A text document."""
    return office(DOCX_KIND, "word/document.xml", **more)


def xlsx(**more: str) -> bytes:
    """A spreadsheet."""
    return office(XLSX_KIND, "xl/workbook.xml", **more)


def upload(name: str = "minutes.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """What a browser sends for a chosen file; it may call it what it likes."""
    return SimpleUploadedFile(name, content, content_type="application/x-whatever")
