"""The text of an update: what both sides sign, in one canonical form with one fingerprint."""

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Completion
from commitments.workflow import MilestoneStatus
from network.workflow import Side

ASSESSMENT_OF = {
    Side.GOVERNMENT: "government_completion",
    Side.CIVIL_SOCIETY: "civil_society_completion",
}
# Parts of a milestone's line that came later. Empty, they are left out of the canonical form, so
# that texts written before them keep their fingerprints.
LATER_PARTS = {"evidence_file", "evidence_name"}
# What each part is called on every page, in the order it is read.
LABELS = {
    "done": _("What was done"),
    "next_steps": _("What comes next"),
    "challenges": _("Challenges"),
    "help_wanted": _("What would help"),
    "involvement": _("How the two sides worked together"),
    "government_completion": _("How far the commitment is: government’s view"),
    "civil_society_completion": _("How far the commitment is: civil society’s view"),
}


# Where either side says so, the challenges and what would help must be said.
SLOW = (Completion.NOT_STARTED, Completion.LIMITED)
WHY_ASKED = "progress is “not started” or “limited”"


@dataclass(frozen=True)
class MilestoneLine:
    """What an update says of one milestone. Days are written YYYY-MM-DD, or empty.

    The reference and title are part of what is signed: renaming the milestone later changes
    nothing of what an update said.
    """

    status: str = ""
    forecast_on: str = ""
    note: str = ""
    evidence_url: str = ""
    ref: str = ""
    title: str = ""
    # The SHA-256 of a file that was handed in, and its name.
    evidence_file: str = ""
    evidence_name: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        said = (self.status, self.forecast_on, self.has_evidence, self.note.strip())
        return not any(said)

    @property
    def has_evidence(self) -> bool:
        """Whether there is something to look at: a link or a file."""
        return bool(self.evidence_url or self.evidence_file)

    def names_the_file_of(self, other: "MilestoneLine | None") -> bool:
        """Whether both name the same file, by the same name."""
        return other is not None and (self.evidence_file, self.evidence_name) == (
            other.evidence_file,
            other.evidence_name,
        )

    @property
    def status_label(self) -> str:
        """The status in words; empty when it was not said."""
        return str(MilestoneStatus(self.status).label) if self.status else ""

    @property
    def forecast(self) -> dt.date | None:
        """The expected day."""
        return dt.date.fromisoformat(self.forecast_on) if self.forecast_on else None

    def in_words(self) -> str:
        """Everything that was said, in one line."""
        expected = f"expected on {self.forecast:%-d %B %Y}" if self.forecast else ""
        file = f"{self.evidence_name} ({self.evidence_file[:12]})" if self.evidence_file else ""
        parts = (self.status_label, expected, tidy(self.note), self.evidence_url, file)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Content:
    """Everything an update says. Equal contents have equal fingerprints."""

    done: str = ""
    next_steps: str = ""
    challenges: str = ""
    help_wanted: str = ""
    involvement: str = ""
    government_completion: str = ""
    civil_society_completion: str = ""
    # By the milestone's id, which stays when it gets another reference.
    milestones: Mapping[str, MilestoneLine] = field(default_factory=dict)
    # The due day (YYYY-MM-DD) of the update since which nothing has changed; empty otherwise.
    unchanged_since: str = ""

    @property
    def lines(self) -> list[MilestoneLine]:
        """What is said of each milestone, 7.9 before 7.10."""
        return [line for _, line in _in_order(self.milestones)]

    def canonical(self, key: str) -> str:
        """The one way to write this content down for the update named `key`.

        JSON with sorted keys and no spare spaces (after RFC 8785), texts in Unicode NFC with one
        line feed at each line's end, so that what looks the same has the same bytes.
        """
        facts: dict[str, Any] = {name: tidy(getattr(self, name)) for name in LABELS}
        facts["milestones"] = {
            milestone: {
                name: tidy(text)
                for name, text in asdict(line).items()
                if text or name not in LATER_PARTS
            }
            for milestone, line in self.milestones.items()
            if not line.is_empty
        }
        facts["update"] = key
        if self.unchanged_since:  # left out otherwise, so that older texts keep their bytes
            facts["unchanged_since"] = self.unchanged_since
        return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_canonical(cls, text: str) -> "Content":
        """Read back what `canonical` wrote."""
        facts = json.loads(text)
        lines = {pk: MilestoneLine(**line) for pk, line in facts["milestones"].items()}
        texts = {name: facts[name] for name in LABELS}
        return cls(milestones=lines, unchanged_since=facts.get("unchanged_since", ""), **texts)

    @property
    def unchanged_since_day(self) -> dt.date | None:
        """The due day of the update since which nothing has changed."""
        return dt.date.fromisoformat(self.unchanged_since) if self.unchanged_since else None

    def assessment(self, side: Side) -> str:
        """What `side` says of the completion; empty when it has not said."""
        words: str = getattr(self, ASSESSMENT_OF[side])
        return words

    def keeping_assessment_of(self, side: Side, other: "Content") -> "Content":
        """The same content, with what `side` says of the completion taken from `other`."""
        name = ASSESSMENT_OF[side]
        return replace(self, **{name: getattr(other, name)})

    def missing(self, evidenced: Collection[str] = (), without: Side | None = None) -> list[str]:
        """What must still be written before anybody can sign, one sentence each.

        `evidenced` holds the ids of the milestones whose evidence the tracker holds already;
        `without` is a side that is not waited for: its own assessment may be missing.
        """
        sentences = []
        if not self.done.strip():
            sentences.append("Say what was done, even if the answer is “nothing yet”.")
        sentences += [
            f"{side.label} has not yet said how far the commitment is."
            for side in Side
            if side is not without and not self.assessment(side)
        ]
        if any(self.assessment(side) in SLOW for side in Side):
            if not self.challenges.strip():
                sentences.append(f"Say what stands in the way: {WHY_ASKED}.")
            if not self.help_wanted.strip():
                sentences.append(f"Say what would help: {WHY_ASKED}.")
        for pk, line in self.milestones.items():
            if line.status == MilestoneStatus.COMPLETED and not (
                line.has_evidence or pk in evidenced
            ):
                sentences.append(
                    f"Milestone {line.ref} is “completed”: add a link to the evidence, or a file."
                )
        return sentences


@dataclass(frozen=True)
class Difference:
    """One part of two contents that is not the same: a name of LABELS, or a milestone's id."""

    name: str
    label: str
    before: str
    after: str


def differences(before: Content, after: Content) -> list[Difference]:
    """The parts in which two contents differ, in reading order, in the words of the pages."""
    rows = [
        Difference(name, str(label), words_of(before, name), words_of(after, name))
        for name, label in LABELS.items()
    ]
    for pk, line in _in_order({**before.milestones, **after.milestones}):
        old, new = (content.milestones.get(pk, MilestoneLine()) for content in (before, after))
        rows.append(
            Difference(
                pk, gettext("Milestone %(ref)s") % {"ref": line.ref}, old.in_words(), new.in_words()
            )
        )
    return [row for row in rows if row.before != row.after]


def words_of(content: Content, name: str) -> str:
    """One part of a content as a reader sees it: labels, not codes."""
    text = tidy(getattr(content, name))
    return str(Completion(text).label) if text and name in ASSESSMENT_OF.values() else text


def fingerprint(canonical: str) -> str:
    """SHA-256 of a canonical text, 64 hexadecimal digits."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def tidy(text: str) -> str:
    """The one way to write a text down: NFC, one line feed at each line's end, no spare ends."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip()


def _in_order(milestones: Mapping[str, MilestoneLine]) -> list[tuple[str, MilestoneLine]]:
    def place(pair: tuple[str, MilestoneLine]) -> list[tuple[int, str]]:
        found = re.findall(r"[0-9]+|[^0-9]+", pair[1].ref)
        return [(int(part), "") if part[0] in "0123456789" else (0, part) for part in found]

    return sorted(milestones.items(), key=place)
