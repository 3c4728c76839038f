"""How to fill in the spreadsheet of a plan, in plain words, as its first sheet says it."""

from collections.abc import Iterator, Sequence

from opendata.columns import Kind
from opendata.spreadsheets.layout import Sheet, SheetColumn

GUIDE = "How to fill this in"
WORDS = (
    ("One plan", "This file holds one plan. Each sheet has one kind of thing, one in a row."),
    ("First row", "Leave the first row as it is: it has the names of the columns."),
    ("Must be filled in", "Columns with a blue heading. The list below says “needed” of them."),
    (
        "Short names",
        "Themes and organisations have one, such as “open-data”. Fill in these two sheets first.",
    ),
    ("Dates", "Write a day as 2014-04-30. A true date of your spreadsheet is right, too."),
    (
        "Dates in words",
        "Where the plan says “spring 2014”, write these words and choose how exact they are.",
    ),
    ("Formulas", "A cell may not have a formula. Paste its value instead."),
    ("Other columns", "You may add columns and sheets of your own. They are not read."),
    (
        "What is here already",
        "It stays as it is, and you are told where your file differs. Only what is new is added.",
    ),
)
HOW = {
    Kind.LIST: "one on each line of the cell",
    Kind.WHOLE: "a whole number",
    Kind.YES_NO: "yes or no",
    Kind.DAY: "a day, such as 2014-04-30",
}


def guide_of(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """The lines of the guide: what they are about, and what they say."""
    yield GUIDE, ""
    yield from WORDS
    for sheet in sheets:
        yield "", ""
        yield f"Sheet {sheet.name}", sheet.about
        for column in sheet.columns:
            yield column.name, ". ".join(_words(column)) + "."


def _words(column: SheetColumn) -> Iterator[str]:
    yield f"{column.about} (needed)" if column.is_required else column.about
    if column.kind in HOW and "one a line" not in column.about:
        yield HOW[column.kind].capitalize()
    if column.among:
        yield f"Choose from the sheet {column.among}"
    if column.codes:
        choices = (f"{code} ({label})" for code, label in column.codes.choices if code)
        yield "One of: " + ", ".join(choices)
    if column.longest:
        yield f"At most {column.longest} characters"
