"""From a text file to a letter."""

import pytest
from django.template import engines

from mailroom import letters
from mailroom.letters import absolute, write_letter


@pytest.fixture
def template(tmp_path, settings):
    """Write a text file and name it."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    engines._templates = None

    def write(text: str) -> str:
        (tmp_path / "letter.txt").write_text(text)
        return "letter.txt"

    return write


def test_the_first_line_is_the_subject(template):
    letter = write_letter(template("{{ word }} is due\n\nDear Gail,\n\nGo.\n\n"), {"word": "It"})
    assert letter == letters.Letter("It is due", "Dear Gail,\n\nGo.\n")


def test_a_name_cannot_break_the_subject_in_two(template):
    letter = write_letter(template("{{ name }} invites you\n\nHello\n"), {"name": "A\x0bB\x85C\rD"})
    assert letter.subject == "A B C D invites you"


def test_letters_know_the_address_of_the_site(template, settings):
    settings.SITE_URL = "https://tracker.example.org"
    assert write_letter(template("A\n\n{{ site_url }}"), {}).body == "https://tracker.example.org\n"
    assert absolute("/your-work/") == "https://tracker.example.org/your-work/"
