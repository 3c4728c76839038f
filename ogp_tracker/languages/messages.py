"""Finds every text that is marked for translation, and brings the catalogues up to date.

Run as `make messages` after texts of pages changed; then translate what is empty in the
`django.po` of each language.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from ogp_tracker.languages.catalogues import LOCALE

ROOT = LOCALE.parent.parent
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")
}
# Those whose first argument says in which sense a word is meant.
IN_A_SENSE = ("pgettext", "pgettext_lazy", "npgettext")
WIDTH = 100


def marked_in(source: str, *, is_template: bool) -> Iterator[tuple[str, Any, list[str]]]:
    """Sense, text (two of them where a number decides) and comments of each marked text."""
    if is_template:
        # In brackets, Python minds no indentation.
        source = f"({templatize(source)}\n)"
    file = io.BytesIO(source.encode())
    found: Iterator[Any] = extract_python(file, KEYWORDS, ["Translators"], {})
    for _line, name, text, comments in found:
        arguments = text if isinstance(text, tuple) else (text,)
        sense, *texts = arguments if name in IN_A_SENSE else ("", *arguments)
        texts = texts[:2] if name.startswith("n") else texts[:1]
        if texts and all(isinstance(one, str) and one for one in texts):
            yield sense, texts[0] if len(texts) == 1 else tuple(texts), comments


def sources(root: Path = ROOT) -> Iterator[tuple[Path, bool]]:
    """Every file that may hold marked texts, and whether it is a template."""
    for path in sorted((root / "templates").rglob("*.html")):
        yield path, True
    for path in sorted(root.glob("*/**/*.py")):
        first = path.relative_to(root).parts[0]
        if (root / first / "__init__.py").exists() and "migrations" not in path.parts:
            yield path, False


def collect(root: Path = ROOT) -> Catalog:
    """A catalogue of everything marked, with no translations."""
    found = Catalog(charset="utf-8")
    for path, is_template in sources(root):
        for sense, text, comments in marked_in(path.read_text(), is_template=is_template):
            flags = ["python-format"] if "%(" in str(text) else []
            found.add(text, context=sense or None, auto_comments=comments, flags=flags)
    return found


def renew(source: Path, found: Catalog) -> None:
    """Bring the .po `source` up to date: new texts stand there empty, and gone ones are gone."""
    with source.open("rb") as file:
        old = read_po(file, locale=source.parts[-3])
    written = {(message.context, message.id): message.string for message in old}
    catalogue = Catalog(old.locale, header_comment=old.header_comment, fuzzy=False)
    catalogue.mime_headers = old.mime_headers
    for new in found:
        if new.id:
            string = written.get((new.context, new.id), "")
            catalogue.add(
                new.id,
                string,
                context=new.context,
                flags=new.flags,
                auto_comments=new.auto_comments,
            )
    with source.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, no_location=True, sort_output=True)


def main() -> None:
    """Update each catalogue, and say in a line how much is left to translate."""
    found = collect()
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        renew(source, found)
        with source.open("rb") as file:
            left = [message for message in read_po(file) if message.id and not is_done(message)]
        sys.stdout.write(f"{source.parts[-3]}: {len(found)} texts, {len(left)} to translate.\n")


def is_done(message: Any) -> bool:
    """Whether a message of a catalogue is translated in each of its forms."""
    written = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(written) and not message.fuzzy


if __name__ == "__main__":
    main()
