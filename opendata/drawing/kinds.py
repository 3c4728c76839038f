"""Each kind of picture, drawn on a sheet of its own."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from opendata.drawing.sheet import INK, INNER, LINE, MARGIN, QUIET, SMALL, Sheet
from opendata.picturing.assessments import SideBySide
from opendata.picturing.figures import Bars, Picture, in_words
from opendata.picturing.punctuality import Strips
from opendata.picturing.time_line import SHAPES, TimeLine, Track

BAR = 30


@dataclass(frozen=True)
class Source:
    """Where a picture is from: the plan, the day it shows, and its page."""

    plan: str
    day: str
    url: str


def draw(picture: Picture, source: Source) -> str:
    """The picture as an SVG file."""
    sheet = Sheet()
    sheet.write(source.plan, size=SMALL, fill=QUIET)
    sheet.space(4)
    sheet.write(f"{picture.sentence}.", size=20, bold=True)
    sheet.space(6)
    if picture.is_empty:
        sheet.write(picture.empty)
    else:
        DRAW[type(picture.drawing)](sheet, picture.drawing)
    sheet.space(14)
    about = gettext("As at %(day)s. Source: Open government tracker, %(url)s")
    said = about % {"day": source.day, "url": source.url}
    licence = gettext("Licence: Open Government Licence v3.0")
    sheet.write(said, size=SMALL, fill=QUIET)
    sheet.write(licence, size=SMALL, fill=QUIET)
    title = f"{source.plan}: {picture.title}"
    return sheet.svg(title, f"{picture.sentence}. {picture.about} {said}. {licence}.")


def draw_bars(sheet: Sheet, bars: Bars) -> None:
    """Bars that divide a whole each, every one under its label."""
    _legend(sheet, [key for key in bars.keys if key.tone])
    group = ""
    for bar, widths in zip(bars.bars, bars.widths, strict=True):
        *heads, label = map(in_words, bar.heads)
        if heads and heads[0] != group:
            group = heads[0]
            sheet.space(8)
            sheet.write(group, bold=True)
        sheet.write(f"{label}: {sum(bar.counts)}")
        x = float(MARGIN)
        for key, count, share in zip(bars.keys, bar.counts, widths, strict=True):
            width = share * INNER / 100
            if count:
                sheet.rect(x, sheet.y + 2, width, BAR, key.tone)
                sheet.word(x + width / 2, sheet.y + 22, count)
            x += width
        sheet.space(BAR + 8)
        if bar.note:
            sheet.write(bar.note, size=SMALL, fill=QUIET)


def draw_assessments(sheet: Sheet, drawing: SideBySide) -> None:
    """A scale for each commitment, with a mark for each who assessed it."""
    viewers = ", ".join(f"{viewer.letter} = {viewer.label}" for viewer in drawing.viewers)
    sheet.write(viewers)
    sheet.space(24)
    for step, (x, width) in zip(drawing.steps, drawing.fields, strict=True):
        sheet.word(_place(x + width / 2), sheet.y, step)
    for row in drawing.rows:
        sheet.space(8)
        sheet.write(str(row.commitment))
        for x, width in drawing.fields:
            sheet.rect(_place(x), sheet.y + 3, width * INNER / 100, BAR, "quiet")
        if row.line:
            sheet.line(_place(row.line[0]), sheet.y + 18, _place(row.line[1]), sheet.y + 18, INK, 2)
        for place in row.places:
            letters = " ".join(str(letter) for letter, _offset in place.letters)
            sheet.word(_place(place.x), sheet.y + 23, letters)
        sheet.space(BAR + 6)
        if row.is_empty:
            sheet.write(row.words, size=SMALL, fill=QUIET)


def draw_strips(sheet: Sheet, drawing: Strips) -> None:
    """A strip for each commitment, a cell a period."""
    _legend(sheet, drawing.keys)
    first, last = drawing.periods[0].due_on, drawing.periods[-1].due_on
    sheet.write(f"{in_words(first)} – {in_words(last)}", size=SMALL, fill=QUIET)
    for strip in drawing.strips:
        sheet.space(6)
        sheet.write(str(strip.commitment))
        width = INNER / len(strip.cells)
        for number, cell in enumerate(strip.cells):
            x = MARGIN + number * width
            sheet.rect(x, sheet.y + 2, width, BAR, cell.outcome.tone)
            sheet.word(x + width / 2, sheet.y + 22, cell.short)
        sheet.space(BAR + 6)


def draw_time_line(sheet: Sheet, drawing: TimeLine) -> None:
    """The milestones of each commitment under an axis."""
    for kind, words in (
        ("published", gettext("Date first published")),
        ("moved", gettext("A date in between")),
        ("in_force", gettext("Date today")),
        ("completed", gettext("Completed")),
    ):
        sheet.path(MARGIN + 8, sheet.y + 13, SHAPES[kind], _fill(kind))
        sheet.write(words, indent=24)
    for group in drawing.groups:
        sheet.space(12)
        sheet.write(str(group.commitment), bold=True)
        sheet.space(20)
        for x, words in drawing.ticks:
            sheet.word(_place(x), sheet.y, words, anchor="start" if x < 10 else "middle")
        for track in group.tracks:
            _draw_track(sheet, drawing, track)


def _draw_track(sheet: Sheet, drawing: TimeLine, track: Track) -> None:
    milestone = track.slip.milestone
    sheet.space(6)
    sheet.write(f"{milestone.ref} {milestone.title}", size=SMALL)
    if not track.marks:
        sheet.write(f"{track.state.label}. {track.words}", size=SMALL, fill=QUIET)
        return
    middle = sheet.y + 14
    sheet.line(MARGIN, middle, MARGIN + INNER, middle, LINE)
    for x, _words in drawing.ticks:
        sheet.line(_place(x), middle - 10, _place(x), middle + 10, LINE)
    today = _place(drawing.today_x)
    sheet.line(today, middle - 12, today, middle + 12, "#b10e1e", 2)
    if track.span:
        sheet.line(_place(track.span[0]), middle, _place(track.span[1]), middle, INK, 4)
    for mark in track.marks:
        sheet.path(_place(mark.x), middle, SHAPES[mark.kind], _fill(mark.kind))
    sheet.space(28)
    sheet.write(f"{track.state.label}. {track.words}", size=SMALL, fill=QUIET)


def _legend(sheet: Sheet, keys: Any) -> None:
    for key in keys:
        sheet.rect(MARGIN, sheet.y + 3, 18, 18, key.tone)
        sheet.write(key.label, indent=26)
    sheet.space(6)


def _fill(kind: str) -> str:
    return "#ffffff" if kind in ("published", "completed") else INK


def _place(x: float) -> float:
    return MARGIN + x * INNER / 100


DRAW: dict[Any, Any] = {
    Bars: draw_bars,
    SideBySide: draw_assessments,
    Strips: draw_strips,
    TimeLine: draw_time_line,
}
