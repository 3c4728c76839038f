"""Text in: one-line and longer text fields that refuse what cannot be seen."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

# Control characters, line and paragraph separators, and the marks that turn text round: a \x0b in
# a subject splits an e-mail in two, a bidi override shows a reader another text than the machine.
# (NUL is refused by Django itself.)
_HIDDEN = r"\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_HIDDEN_IN_ONE_LINE = re.compile(rf"[{_HIDDEN}\t\n\r]")
_HIDDEN_IN_TEXT = re.compile(rf"[{_HIDDEN}]")


def one_line(value: str) -> None:
    """Refuse line breaks, control characters and text-direction overrides in `value`."""
    if _HIDDEN_IN_ONE_LINE.search(value) or is_piled(value):
        raise ValidationError(
            gettext("Use one line of plain text, without hidden characters"),
            code="hidden_characters",
        )


def visible_text(value: str) -> None:
    """Refuse control characters and text-direction overrides in `value`; line breaks may stay."""
    if _HIDDEN_IN_TEXT.search(value) or is_piled(value):
        words = gettext("Use plain text, without hidden characters")
        raise ValidationError(words, code="hidden_characters")


# As many marks as the Unicode stream-safe text format (UAX 15) allows on one letter.
MOST_MARKS = 30


def is_piled(text: str) -> bool:
    """Whether some letter carries more marks than any language needs.

    Putting marks in order takes the square of their number in time: a hundred thousand of them
    would keep the server busy for minutes.
    """
    if text.isascii():
        return False
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return True
    return False


def at_the_door(value: Any) -> Any:
    """Return typed text in the one form we keep: NFC, with line breaks as a single line feed."""
    if isinstance(value, str):
        if is_piled(value):  # left as it is, and refused by the field
            return value
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    if isinstance(value, list):
        return [at_the_door(part) for part in value]
    return value


class OneLineField(forms.CharField):
    """A line of text; `width` is a number of characters (2, 3, 4, 5, 10, 20 or 30)."""

    default_validators = [one_line]

    def __init__(self, *, width: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if width:
            self.widget.attrs["class"] = f"govuk-input--width-{width}"


class TextField(forms.CharField):
    """Text of several lines; with `max_length` the page says how many characters are left."""

    widget = forms.Textarea
    default_validators = [visible_text]

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows


def guard(field: forms.CharField) -> None:
    """Give `field`, made elsewhere (a model's, say), the same refusal as our own fields."""
    # A UUID or JSON field is a CharField too, but what its validators see is no text.
    if isinstance(field.widget, forms.PasswordInput) or isinstance(
        field, forms.UUIDField | forms.JSONField
    ):
        return
    check = visible_text if isinstance(field.widget, forms.Textarea) else one_line
    if check not in field.validators:
        field.validators.append(check)
