"""The text of an update: what both sides sign, in one canonical form with one fingerprint."""

import hashlib
import json
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from commitments.models import Completion
from commitments.workflow import MilestoneStatus
from network.workflow import Side

ASSESSMENT_OF = {
    Side.GOVERNMENT: "government_completion",
    Side.CIVIL_SOCIETY: "civil_society_completion",
}
# What each part is called on every page, in the order it is read.
LABELS = {
    "done": "What was done",
    "next_steps": "What comes next",
    "challenges": "Challenges",
    "help_wanted": "What would help",
    "involvement": "How the two sides worked together",
    "government_completion": "How far the commitment is: government’s view",
    "civil_society_completion": "How far the commitment is: civil society’s view",
}


@dataclass(frozen=True)
class MilestoneLine:
    """What an update says of one milestone. Days are written YYYY-MM-DD, or empty."""

    status: str = ""
    forecast_on: str = ""
    note: str = ""
    evidence_url: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self == MilestoneLine()


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
    milestones: Mapping[str, MilestoneLine] = field(default_factory=dict)

    def canonical(self, key: str) -> str:
        """The one way to write this content down for the update named `key`.

        JSON with sorted keys and no spare spaces (after RFC 8785), texts in Unicode NFC with
        "\\n" line ends, so that what looks the same has the same bytes.
        """
        facts: dict[str, Any] = {name: _tidy(getattr(self, name)) for name in LABELS}
        facts["milestones"] = {
            ref: {name: _tidy(text) for name, text in asdict(line).items()}
            for ref, line in self.milestones.items()
            if not line.is_empty
        }
        facts["update"] = key
        return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_canonical(cls, text: str) -> "Content":
        """Read back what `canonical` wrote."""
        facts = json.loads(text)
        lines = {ref: MilestoneLine(**line) for ref, line in facts["milestones"].items()}
        return cls(milestones=lines, **{name: facts[name] for name in LABELS})

    def assessment(self, side: Side) -> str:
        """What `side` says of the completion; empty when it has not said."""
        words: str = getattr(self, ASSESSMENT_OF[side])
        return words

    def keeping_assessment_of(self, side: Side, other: "Content") -> "Content":
        """This content with the assessment of `side` taken from `other`: only a side sets its own."""
        name = ASSESSMENT_OF[side]
        return replace(self, **{name: getattr(other, name)})

    def missing(self, evidenced: Collection[str] = ()) -> list[str]:
        """What must still be written before anybody can sign, one sentence each.

        `evidenced` names the milestones whose evidence the tracker holds already.
        """
        sentences = []
        if not self.done.strip():
            sentences.append("Say what was done, even if the answer is “nothing yet”.")
        for side in Side:
            if not self.assessment(side):
                sentences.append(f"{side.label} has not yet said how far the commitment is.")
        slow = {Completion.NOT_STARTED, Completion.LIMITED}
        if any(self.assessment(side) in slow for side in Side) and not self.challenges.strip():
            sentences.append("Say what stands in the way: progress is “not started” or “limited”.")
        for ref, line in self.milestones.items():
            if line.status == MilestoneStatus.COMPLETED and not (
                line.evidence_url or ref in evidenced
            ):
                sentences.append(f"Milestone {ref} is “completed”: add a link to the evidence.")
        return sentences


def fingerprint(canonical: str) -> str:
    """SHA-256 of a canonical text, 64 hexadecimal digits."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def _tidy(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip()


assert {f.name for f in fields(Content)} == {*LABELS, "milestones"}
