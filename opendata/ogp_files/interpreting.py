"""From a row's cells to facts in our own types: what goes into which column of a commitment."""

import re
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext

from commitments.models import Commitment, Milestone
from commitments.workflow import Stage
from opendata.ogp_files import layouts
from opendata.ogp_files.cells import Missing, read_cell, said, said_in_one_line
from opendata.ogp_files.countries import code_of
from opendata.ogp_files.dates import read_date
from opendata.ogp_files.facts import (
    MilestoneFacts,
    NamedInstitution,
    OgpFile,
    OgpRow,
    PlanKey,
    RowFacts,
    UnreadableRowError,
)
from opendata.ogp_files.institutions import read_institutions

SOURCE = "OGP’s database of commitments"
NO_THEME = "No theme given"
NO_NUMBER = "none"
TITLE_LENGTH = 200
VALUES = {
    "access_to_information": layouts.INFORMATION,
    "civic_participation": layouts.PARTICIPATION,
    "public_accountability": layouts.ACCOUNTABILITY,
    "technology": layouts.TECHNOLOGY,
}
# "2.2999999999999998": what became of 2.3 in a spreadsheet.
SPOILT_NUMBER = re.compile(r"\d+\.\d{12,}")


def interpret(file: OgpFile, row: OgpRow) -> RowFacts:
    """What the row says. Raises UnreadableRowError, naming the column, when it says too little."""
    return _Interpreter(file, row).facts()


@dataclass
class _Interpreter:
    """One row, and where the file keeps what."""

    file: OgpFile
    row: OgpRow

    def facts(self) -> RowFacts:
        key = self._key()
        title = self._line(layouts.SHORT_TITLE) or self._line(layouts.TITLE)
        if not title:
            raise self._unreadable(layouts.TITLE, gettext("is empty: a commitment needs a title"))
        institutions, wordings = self._institutions()
        return RowFacts(
            row=self.row,
            key=key,
            plan_fields=self._plan_fields(key),
            theme=_short(self._line(layouts.THEME), 120) or NO_THEME,
            number=self._number(),
            ogp_id=self._line(layouts.OGP_ID)[:20],
            fields={
                **self._titles(title),
                "summary": said(self._cell(layouts.TEXT)),
                **{name: self._cell(column).strip() == "1" for name, column in VALUES.items()},
                "policy_areas": [tag for tag in self.file.tags if self.row.cells[tag] == "1"],
                "stage": self._stage(),
                "notes": self._notes(wordings),
                "sources": [self._source()],
            },
            due=read_date(self._line(layouts.END), self.file.order_of(self.row)),
            institutions=institutions,
            milestone=self._milestone(),
        )

    def _cell(self, known: str) -> str:
        column = self.file.columns.get(known)
        return self.row.cells[column] if column else ""

    def _line(self, known: str) -> str:
        return said_in_one_line(self._cell(known))

    def _unreadable(self, known: str, words: str) -> UnreadableRowError:
        column = self.file.columns.get(known, known)
        return UnreadableRowError(
            column,
            gettext("the column “%(column)s” %(words)s.") % {"column": column, "words": words},
        )

    def _key(self) -> PlanKey:
        country = self._line(layouts.COUNTRY)
        if not country:
            raise self._unreadable(layouts.COUNTRY, gettext("names no country"))
        code = self._line(layouts.CODE).upper() or code_of(country)
        if code is None:
            words = gettext("has “%(value)s”, which is no country known here")
            raise self._unreadable(layouts.COUNTRY, words % {"value": _short(country, 60)})
        if not re.fullmatch("[A-Z]{2,6}", code):
            words = gettext("has “%(value)s”, which is no code of two to six letters")
            raise self._unreadable(layouts.CODE, words % {"value": _short(code, 60)})
        return PlanKey(code, self._plan_number())

    def _plan_number(self) -> int:
        cell = read_cell(self._cell(layouts.PLAN_NUMBER))
        text = cell.word if isinstance(cell, Missing) else cell.text
        match = re.fullmatch(r"([0-9]{1,4})(?:\.0+)?", text)
        if match is None or not int(match[1]):
            words = gettext("has “%(value)s”, which is no number") % {"value": _short(text, 60)}
            raise self._unreadable(layouts.PLAN_NUMBER, words if text else gettext("is empty"))
        return int(match[1])

    def _plan_fields(self, key: PlanKey) -> dict[str, object]:
        country = _short(self._line(layouts.COUNTRY), 80)
        years = [self._line(layouts.SUBMITTED), self._line(layouts.END_YEAR)]
        notes = [
            f"Taken from {SOURCE} and kept here for reference.",
            "Its time zone and exact days are not known here: days are counted in UTC.",
        ]
        level = self._line(layouts.LEVEL)
        if level and level != "National":
            notes.insert(1, f"OGP lists this plan as “{level}”, not as a national one.")
        return {
            "title": f"{country} action plan {key.number}",
            "country": country,
            "country_code": key.code,
            "number": key.number,
            "ogp_id": self._line(layouts.PLAN_ID)[:20],
            "period_text": _short(" to ".join(dict.fromkeys(filter(None, years))), 80),
            "time_zone": "UTC",
            "is_reference": True,
            "notes": notes,
        }

    def _number(self) -> str:
        """The number as printed: "NA" and "B" too; mended where a spreadsheet spoilt it."""
        cell = read_cell(self._cell(layouts.NUMBER))
        text = cell.word if isinstance(cell, Missing) else " ".join(cell.text.split())
        if SPOILT_NUMBER.fullmatch(text):
            text = f"{float(text):.6g}"
        # Room for what tells it from another with the same number.
        return _short(text, 14) or NO_NUMBER

    def _titles(self, title: str) -> dict[str, object]:
        full = self._line(layouts.TITLE)
        return {
            "title": _short(title, TITLE_LENGTH),
            "government_title": "" if full == title else _short(full, TITLE_LENGTH),
        }

    def _stage(self) -> Stage:
        """Where it is in its life, as far as an assessment says so."""
        mid, end = self._line(layouts.COMPLETION), self._line(layouts.COMPLETION_AT_END)
        last = (end or mid).casefold()
        if last in ("complete", "completed"):
            return Stage.COMPLETED
        if last == "withdrawn":
            return Stage.WITHDRAWN
        if self._cell(layouts.CARRIED).strip() == "1":
            return Stage.CARRIED_OVER
        return Stage.CLOSED_INCOMPLETE if end else Stage.IN_PLAN

    def _institutions(self) -> tuple[list[NamedInstitution], dict[str, str]]:
        """Who takes part, each once; and by column the wording that names nobody clearly."""
        found: dict[str, NamedInstitution] = {}
        wordings = {}
        for known, leads in ((layouts.LEAD, True), (layouts.SUPPORT, False)):
            named, wording = read_institutions(self._cell(known), leads=leads)
            for one in named:
                found.setdefault(one.name.casefold(), one)
            if wording:
                wordings[known] = " ".join(wording.split())
        return list(found.values()), wordings

    def _notes(self, wordings: dict[str, str]) -> list[str]:
        full, start = self._line(layouts.TITLE), self._line(layouts.START)
        notes = []
        if len(full) > TITLE_LENGTH:
            notes.append(f"Its whole title: {full}")
        if start:
            due = read_date(start, self.file.order_of(self.row))
            notes.append(f"Starts: {due.wording}")
        labels = {layouts.LEAD: "Lead institution", layouts.SUPPORT: "Supporting institutions"}
        notes += [f"{labels[known]}, as OGP words it: {text}" for known, text in wordings.items()]
        return notes

    def _source(self) -> str:
        url = self._line(layouts.URL)
        return f"{SOURCE}: {url}" if re.match("https?://", url) else SOURCE

    def _milestone(self) -> MilestoneFacts | None:
        text = self._line(layouts.MILESTONE) or self._line(layouts.MILESTONE_SHORT)
        if not text:
            return None
        return MilestoneFacts(
            number=_short(self._line(layouts.MILESTONE_NUMBER), 14) or NO_NUMBER,
            title=_short(text, _longest(Milestone, "title")),
            due=read_date(self._line(layouts.END), self.file.order_of(self.row)),
        )


def _short(text: str, length: int) -> str:
    """The text, or as many of its words as fit, and an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    word = cut.rsplit(" ", 1)[0] if " " in cut and text[length - 1] != " " else cut
    return Truncator(f"{word.rstrip(' ,;:')}…").chars(length)


def _longest(model: type[Commitment | Milestone], column: str) -> int:
    length = model._meta.get_field(column).max_length  # type: ignore[union-attr]
    assert length is not None
    return int(length)
