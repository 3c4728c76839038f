"""A date typed in three boxes: day, month, year."""

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogp_tracker.languages.lists import all_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS = ("day", "month", "year")
NAMES = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}


class DateBoxes(forms.Widget):
    """Three boxes; ids and names end in _day, _month and _year."""

    template_name = "django/forms/widgets/date_boxes.html"
    use_fieldset = True

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:
        """A label leads to the first box."""
        return f"{id_}_day" if id_ else ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return what was typed, as three texts; one text when it came in one piece."""
        typed = tuple((data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        # A date in one piece comes from a link (?from=2014-04-30), never from our own page.
        return typed if any(typed) else data.get(name) or None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the date was not on the page at all."""
        return not any(f"{name}_{part}" in data for part in PARTS) and name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Describe the three boxes to the template."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        merged = context["widget"]["attrs"]
        wrong = merged.pop("data-wrong", "").split()
        boxes = []
        for part, text in zip(PARTS, _in_boxes(value), strict=True):
            boxes.append(
                {
                    "name": f"{name}_{part}",
                    "id": f"{merged.get('id', name)}_{part}",
                    "label": NAMES[part],
                    "value": text,
                    "width": 4 if part == "year" else 2,
                    "autocomplete": f"bday-{part}" if merged.get("autocomplete") == "bday" else "",
                    "wrong": part in wrong,
                }
            )
        context["widget"]["boxes"] = boxes
        return context


def _month_named(text: str) -> str | int:
    """The number of a month typed as a word, in English or the language of the page."""
    here = {str(MONTHS[number]).lower(): number for number in MONTHS}
    return (_MONTHS | here).get(text.lower(), text)


def _in_boxes(value: Any) -> tuple[Any, ...]:
    """Split a date, or what was typed, into the texts of the three boxes."""
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            return ("", "", value)
    if isinstance(value, dt.date):
        return (value.day, value.month, value.year)
    return tuple(value) if value else ("", "", "")


class DateField(forms.DateField):
    """A day in three boxes; every message names the field and says which box is wrong.

    The form gives `name_in_messages`, the label as a sentence begins with it. Months may be typed
    as words.
    """

    widget = DateBoxes
    name_in_messages: "StrOrPromise" = _("Date")

    def to_python(self, value: Any) -> dt.date | None:
        """Return the day that was typed, or None; a ValidationError says what is wrong with it."""
        if isinstance(value, tuple):
            return self._from_boxes(value)
        if isinstance(value, str) and value:
            try:
                return dt.date.fromisoformat(value)
            except ValueError:
                raise self._wrong(gettext("%(name)s must be a real date")) from None
        return super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day was typed; what is no day counts as a change."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True

    def _from_boxes(self, typed: tuple[str, ...]) -> dt.date:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise self._wrong(gettext("%(name)s must include a %(missing)s"), *missing)
        day, month, year = typed[0], _month_named(typed[1]), typed[2]
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise self._wrong(
                gettext("%(name)s must have a year of 4 numbers, such as 2014"), "year"
            )
        try:
            return dt.date(int(year), int(month), int(day))
        except (ValueError, OverflowError):
            raise self._wrong(gettext("%(name)s must be a real date")) from None

    def _wrong(self, what: str, *boxes: str) -> ValidationError:
        missing = all_of([str(NAMES[box]).lower() for box in boxes])
        message = what % {"name": self.name_in_messages, "missing": missing}
        return ValidationError(message, code="invalid", params={"boxes": boxes or PARTS})
