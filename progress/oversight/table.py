"""The list as a table for spreadsheets."""

import csv
import io
from collections.abc import Sequence

from mailroom.letters import absolute
from ogp_tracker.spreadsheets import harmless
from progress.oversight.ground import Ground
from progress.oversight.matters import Matter

COLUMNS = (
    *("plan", "commitment", "title", "department", "what", "late", "days", "day"),
    *("in_words", "how_it_stands", "side", "who", "next_step", "link"),
)


def table_of(matters: Sequence[Matter], ground: Ground) -> bytes:
    """CSV in UTF-8, with the mark by which spreadsheets know that; every cell is quoted."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for matter in matters:
        writer.writerow([harmless(cell) for cell in _row(matter, ground)])
    return text.getvalue().encode("utf-8-sig")


def _row(matter: Matter, ground: Ground) -> tuple[object, ...]:
    commitment, step = matter.commitment, matter.next_step
    departments = ground.departments.get(commitment.pk, []) if commitment else []
    is_page = step is not None and step.path.startswith("/")
    where = step.path if step and is_page else (commitment or matter.plan).get_absolute_url()
    return (
        matter.plan.title,
        commitment.number if commitment else "",
        commitment.title if commitment else "",
        ", ".join(one.name for one in departments),
        matter.kind.label,
        "yes" if matter.is_late else "no",
        matter.days,
        matter.day.isoformat() if matter.day else "",
        matter.what,
        matter.detail,
        ", ".join(str(side.label) for side in matter.sides),
        ", ".join(matter.who),
        step.label if step else "",
        absolute(where),
    )
