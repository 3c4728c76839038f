"""The name of a file that was handed in, as it may stand on a page and in a header."""

import unicodedata

LONGEST = 150


def plain_name(name: str) -> str:
    """One line, no path, nothing that is not seen; with what it ends in."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    name = " ".join(name.split()).strip(". ") or "file"
    begin, dot, ending = name.rpartition(".")
    return f"{begin[: LONGEST - len(ending) - 1]}{dot}{ending}"[-LONGEST:]
