"""Reading the SVG that we have drawn ourselves."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def read_svg(text: str) -> ElementTree.Element:
    """The file as a tree; ParseError when it is not well-formed."""
    return ElementTree.fromstring(text)  # noqa: S314 - it is ours
