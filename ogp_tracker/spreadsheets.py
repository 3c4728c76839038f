"""What any table for spreadsheets has to mind."""

import csv

# Characters of one cell. The limit is one for the whole process, so it is set once, here.
LONGEST_CELL = 10 * 1024 * 1024
csv.field_size_limit(LONGEST_CELL)

# A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it.

    So does text that looks as if it had got one: `plain` takes exactly one away again. A number,
    a negative one too, is no formula.
    """
    return f"'{cell}" if isinstance(cell, str) and _is_formula(cell.lstrip("'")) else cell


def plain(cell: str) -> str:
    """The text that `harmless` was given."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell.lstrip("'")) else cell


def _is_formula(text: str) -> bool:
    return text.startswith(FORMULA)
