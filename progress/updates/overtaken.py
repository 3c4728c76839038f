"""What somebody typed, put together with what was saved while they were writing."""

from dataclasses import dataclass

from network.workflow import Side
from progress.content import Content, Difference, differences
from progress.models import UpdateVersion
from progress.updates.merging import merge_contents

# So many of the versions saved meanwhile are named one by one.
NAMED = 5


@dataclass(frozen=True)
class Together:
    """The merged text, and where it differs from the version in force, `current`.

    `touching` are the parts in which both changed the same words; `apart` are the others.
    """

    current: UpdateVersion | None
    meanwhile: list[UpdateVersion]
    content: Content
    touching: list[Difference]
    apart: list[Difference]

    @property
    def number(self) -> int:
        """The version that the merged text is on top of; 0 when there is none."""
        return self.current.number if self.current else 0

    @property
    def is_same(self) -> bool:
        """Whether nothing is left to save."""
        return not (self.touching or self.apart)


def put_together(
    typed: Content,
    side: Side,
    began_from: int,
    current: UpdateVersion | None,
    beginning: Content,
) -> Together:
    """What `side` typed on top of the version numbered `began_from`, now on top of `current`.

    Where there was no version yet (0) the form began with `beginning`: what was carried forward.
    """
    saved = current.content if current else beginning
    versions = current.update.versions.select_related("author") if current else None
    began = versions.filter(number=began_from).first() if versions is not None else None
    base = began.content if began else beginning
    # Nobody can have changed what the other side says of the completion.
    mine = typed.keeping_assessment_of(side.other, base)
    merged = merge_contents(base, mine, saved)
    rows = differences(saved, merged.content)
    newer = versions.filter(number__gt=began_from) if versions is not None else []
    return Together(
        current=current,
        meanwhile=list(newer)[-NAMED:],
        content=merged.content,
        touching=[row for row in rows if row.name in merged.conflicts],
        apart=[row for row in rows if row.name not in merged.conflicts],
    )
