"""What any table for spreadsheets has to mind."""

# A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it.

    A number, a negative one too, is none.
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
