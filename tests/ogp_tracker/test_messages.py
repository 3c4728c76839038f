"""Bringing a catalogue up to date keeps what is translated and guesses nothing."""

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from ogp_tracker.languages.messages import is_done, renew

PO = """# Ours.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;\\n"

msgid "Gone"
msgstr "Wedi mynd"

msgid "Plan"
msgstr "Cynllun"
"""


def test_what_is_new_is_empty_and_what_is_gone_is_gone(tmp_path):
    source = tmp_path / "cy" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)
    found = Catalog()
    for text in ("Plan", "Plans", ("%(n)d day", "%(n)d days")):
        found.add(text)
    renew(source, found)
    once = source.read_text()
    with source.open("rb") as file:
        after = {message.id: message for message in read_po(file) if message.id}
    assert set(after) == {"Plan", "Plans", ("%(n)d day", "%(n)d days")}
    assert after["Plan"].string == "Cynllun"
    assert [message.id for message in after.values() if is_done(message)] == ["Plan"]
    assert "nplurals=4" in once
    renew(source, found)
    assert source.read_text() == once
