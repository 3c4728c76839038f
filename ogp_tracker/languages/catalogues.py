"""Makes what the pages read, `django.mo`, from the translations people write, `django.po`.

Run as `python -m ogp_tracker.languages.catalogues`: no machine needs gettext's own tools. Nothing
is written for a catalogue that has not changed.
"""

import hashlib
import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogue(source: Path) -> bool:
    """Write the .mo beside the .po `source`; False when it was fresh.

    Raises babel.messages.pofile.PoFileError when the file cannot be read.
    """
    target, stamp = source.with_suffix(".mo"), source.with_suffix(".stamp")
    mark = hashlib.sha256(source.read_bytes()).hexdigest()
    if target.exists() and stamp.exists() and stamp.read_text() == mark:
        return False
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    # Several processes of the tests may come here at once: each puts a whole file in place.
    half = target.with_suffix(f".{os.getpid()}")
    with half.open("wb") as file:
        write_mo(file, catalogue)
    half.replace(target)
    stamp.write_text(mark)
    return True


def compile_all(locale: Path = LOCALE) -> list[str]:
    """Compile every catalogue that changed; the codes of their languages."""
    sources = sorted(locale.glob("*/LC_MESSAGES/*.po"))
    return [source.parts[-3] for source in sources if compile_catalogue(source)]


if __name__ == "__main__":
    written = compile_all()
    state = f"written: {', '.join(written)}" if written else "are fresh"
    sys.stdout.write(f"Catalogues of translations {state}.\n")
