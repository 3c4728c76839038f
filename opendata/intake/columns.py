"""Which heading of a file stands for which column: what is asked, and what is suggested."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ogp_tracker.forms import TrackerForm
from opendata.intake.readers import Section

# How alike two names have to be before one is suggested for the other.
ALIKE = 0.75


@dataclass(frozen=True)
class Asked:
    """One column that is asked for: where it is, and what stood for it before."""

    section: str
    column: str
    is_required: bool
    headings: Sequence[str]
    before: str


def asked_of(sections: Sequence[Section], mapping: dict[str, dict[str, str]]) -> list[Asked]:
    """The columns that are not in the file under their own names, needed ones first."""
    found = []
    for section in sections:
        free = section.unknown({})
        mapped = mapping.get(section.name, {})
        for column in section.missing({}) if free else ():
            before = mapped.get(column.name) or suggestion(column.name, free)
            found.append(Asked(section.name, column.name, column.is_required, free, before))
    return sorted(found, key=lambda one: not one.is_required)


def suggestion(column: str, headings: Sequence[str]) -> str:
    """The heading that is most like the column, or nothing."""
    bare = {_bare(heading): heading for heading in reversed(headings)}
    words = set(_bare(column).split())
    near = [
        *(heading for heading in bare if words <= set(heading.split())),
        *difflib.get_close_matches(_bare(column), list(bare), n=1, cutoff=ALIKE),
    ]
    return bare[near[0]] if near else ""


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.lower()).strip()


class ColumnsForm(TrackerForm):
    """A list of the file's headings for each column that was not found."""

    mark_optional = False

    def __init__(self, *args: Any, asked: Sequence[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By position: the names of columns have spaces in them.
        self.asked = {f"column_{place}": one for place, one in enumerate(asked, start=1)}
        for name, one in self.asked.items():
            nothing = gettext("Choose a column") if one.is_required else gettext("Not in the file")
            self.fields[name] = forms.ChoiceField(
                label=_label(one),
                choices=[("", nothing), *((heading, heading) for heading in one.headings)],
                initial=one.before,
                required=one.is_required,
            )
            self._speak_plainly(name, self.fields[name])

    def clean(self) -> None:
        """One heading stands for one column."""
        taken: dict[tuple[str, str], Asked] = {}
        for name, one in self.asked.items():
            heading = self.cleaned_data.get(name)
            if not heading:
                continue
            first = taken.setdefault((one.section, heading), one)
            if first is not one:
                words = gettext("“%(heading)s” already stands for “%(column)s”")
                values = {"heading": heading, "column": first.column}
                self.add_error(name, ValidationError(words % values))

    @property
    def mapping(self) -> dict[str, dict[str, str]]:
        """By section, the heading for each column."""
        found: dict[str, dict[str, str]] = {}
        for name, one in self.asked.items():
            if heading := self.cleaned_data[name]:
                found.setdefault(one.section, {})[one.column] = heading
        return found


def _label(one: Asked) -> str:
    name = f"{one.section}: {one.column}" if one.section else one.column
    return gettext("%(column)s (needed)") % {"column": name} if one.is_required else name
