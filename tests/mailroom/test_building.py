"""An e-mail is whole: plain text and HTML of the same letter, to one person, with its headers."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mailroom.delivery.building import as_bytes, as_html, build, number_in, stable_message_id
from mailroom.delivery.services.base import RefusedError
from mailroom.models import OutboxMessage

HOSTILE = (
    "<script>alert(1)</script>",
    "</p></body></html><img src=https://example.org/x.png>",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/<b>",
    ".\r\n.\r\nMAIL FROM:<x@example.org>",
    "\n.\n",
    "From here on\n>From there",
    "ключ 🔑 a\u2028b \u202eevil",
    "x" * 5000,
    "{{ settings.SECRET_KEY }}{% load x %}",
)


def parsed(**facts) -> EmailMessage:
    """The e-mail as the other side reads it."""
    defaults = {
        "pk": 7, "key": "k", "subject": "It is due", "body": "Go.\n", "to_name": "Gail Green",
        "to_email": "gail@example.org",
    }  # fmt: skip
    message = OutboxMessage(**(defaults | facts))
    message.message_id = stable_message_id(message)
    email = message_from_bytes(as_bytes(build(message)), policy=policy.default)
    assert isinstance(email, EmailMessage)
    return email


def part(email: EmailMessage, kind: str) -> str:
    found = email.get_body((kind,))
    assert found is not None
    return found.get_content().replace("\r\n", "\n")


def test_it_says_the_same_in_plain_text_and_html():
    text = "Dear Gail,\n\nThese wait:\n- one & two\n- https://example.org/a?b=1&c=2.\n\nBye\n"
    email = parsed(body=text)
    assert email.get_content_type() == "multipart/alternative"
    assert part(email, "plain") == text
    html = part(email, "html")
    assert "<p>Dear Gail,</p>" in html
    assert "<p>These wait:</p>" in html
    assert "<li>one &amp; two</li>" in html
    link = "https://example.org/a?b=1&amp;c=2"
    assert f'<li><a href="{link}">{link}</a>.</li>' in html
    assert 'lang="en-GB"' in html


def test_a_line_after_a_bullet_belongs_to_it():
    html = as_html("It is due", "- one\n  more of it\n- two\n")
    assert "<li>one<br>more of it</li>" in html
    assert html.count("<li>") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    email = parsed(body=f"Before\n{text}\nAfter\n")
    plain, html = part(email, "plain"), part(email, "html")
    assert plain.endswith("After\n")
    assert "After" in html
    assert "<script" not in html
    assert "<img" not in html
    assert 'onmouseover="' not in html
    assert [kind.get_content_type() for kind in email.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("text", ["Zoë – “Fällig”", "Due today " * 19 + "x"])
def test_a_subject_arrives_as_it_is(text):
    assert parsed(subject=text)["Subject"] == text


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_sign_that_some_take_for_a_line_break_opens_no_header(sign):
    email = parsed(subject=f"It is due{sign}Bcc: mia@example.org")
    assert email["Bcc"] is None
    assert email["Subject"].replace(sign, " ") == "It is due Bcc: mia@example.org"
    assert part(email, "plain") == "Go.\n"


@pytest.mark.parametrize("sign", ["\n", "\r", "\x0b", "\x0c"])
def test_what_would_open_one_is_refused(sign):
    with pytest.raises(RefusedError, match="cannot be put together"):
        parsed(subject=f"It is due{sign}Bcc: mia@example.org")


def test_it_fetches_nothing_from_elsewhere():
    html = as_html("It is due", "https://example.org/x.png")
    assert "src=" not in html
    assert "<link" not in html


def test_where_there_is_a_choice_one_click_ends_it():
    email = parsed(unsubscribe_path="/following/leave/abc/")
    assert email["List-Unsubscribe"] == "<http://localhost:8000/following/leave/abc/>"
    assert email["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_duty_has_no_such_header():
    email = parsed()
    assert email["List-Unsubscribe"] is None
    assert email["List-Unsubscribe-Post"] is None


def test_sender_and_address_for_answers_are_settings(settings):
    settings.DEFAULT_FROM_EMAIL = "Tracker <tracker@example.org>"
    assert parsed()["Reply-To"] is None
    settings.MAIL_REPLY_TO = "open@example.org"
    assert (parsed()["From"], parsed()["Reply-To"]) == (
        "Tracker <tracker@example.org>", "open@example.org",
    )  # fmt: skip


def test_its_number_is_in_its_message_id():
    assert number_in(parsed()["Message-ID"]) == 7
    assert number_in("<somebody@example.org>") == 0


def test_a_header_in_an_unsubscribe_path_is_refused():
    with pytest.raises(RefusedError, match="cannot be put together"):
        parsed(unsubscribe_path="/x/\r\nBcc: mia@example.org")
