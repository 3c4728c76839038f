"""Two people's changes of one update put together on the version both began from."""

from dataclasses import dataclass, replace

from ogp_tracker.comparing.merging import merge_texts, merge_values
from progress.content import ASSESSMENT_OF, LABELS, Content, MilestoneLine, tidy

# What an update says of a milestone; its reference and title are not the writer's.
SAID = ("status", "forecast_on", "note", "evidence_url")
# These are chosen, not written.
CHOSEN = set(ASSESSMENT_OF.values())


@dataclass(frozen=True)
class MergedContent:
    """A whole update merged.

    `conflicts` names the parts in which both changed the same words: the names of LABELS, and the
    ids of milestones.
    """

    content: Content
    conflicts: list[str]


def merge_contents(base: Content, mine: Content, theirs: Content) -> MergedContent:
    """Both changes of `base`: texts line by line; choices, days, notes and links as a whole."""
    conflicts = []
    texts = {}
    for name in LABELS:
        versions = [tidy(getattr(content, name)) for content in (base, mine, theirs)]
        merged = merge_values(*versions) if name in CHOSEN else merge_texts(*versions)
        texts[name] = merged.text
        conflicts += [] if merged.is_clean else [name]
    lines = {}
    for pk in {**base.milestones, **mine.milestones, **theirs.milestones}:
        lines[pk], is_clean = _merge_lines(
            *(content.milestones.get(pk, MilestoneLine()) for content in (base, mine, theirs))
        )
        conflicts += [] if is_clean else [pk]
    content = Content(milestones=lines, **texts)
    # That nothing has changed is said of the text as it is, and of no other.
    if content.canonical("") == replace(theirs, unchanged_since="").canonical(""):
        content = replace(content, unchanged_since=theirs.unchanged_since)
    return MergedContent(content, conflicts)


def _merge_lines(
    base: MilestoneLine, mine: MilestoneLine, theirs: MilestoneLine
) -> tuple[MilestoneLine, bool]:
    """What is said of one milestone, and whether no part of it was changed by both."""
    merged = {
        part: merge_values(*(tidy(getattr(line, part)) for line in (base, mine, theirs)))
        for part in SAID
    }
    # A file and its name are one thing.
    files = (f"{line.evidence_file} {line.evidence_name}" for line in (base, mine, theirs))
    file = merge_values(*files)
    sha256, _, name = file.text.partition(" ")
    said = {part: value.text for part, value in merged.items()}
    said |= {part: getattr(mine, part) or getattr(theirs, part) for part in ("ref", "title")}
    return (
        MilestoneLine(**said, evidence_file=sha256, evidence_name=name),
        all(value.is_clean for value in (*merged.values(), file)),
    )
