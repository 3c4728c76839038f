"""What a commitment's page tells of its last update, in the words it was published with."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import gettext

from network.workflow import Side
from ogp_tracker.words import count_days


@dataclass(frozen=True)
class Signed:
    """Who signed, for which side, when, and with which reservation (empty: none)."""

    name: str
    side: str
    at: str
    reservation: str = ""
    # Given after the other side had published alone.
    is_late: bool = False

    @property
    def moment(self) -> dt.datetime:
        """When it was given."""
        return dt.datetime.fromisoformat(self.at)

    @property
    def side_words(self) -> str:
        """The side, as it reads within a sentence."""
        return str(Side(self.side).label).lower()


@dataclass(frozen=True)
class Changed:
    """One part that is not as it was in the update before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class LatestReport:
    """The last published update of a commitment, as its page shows it. Days are YYYY-MM-DD."""

    due_on: str
    url: str
    published_at: str
    done: str
    next_steps: str = ""
    challenges: str = ""
    help_wanted: str = ""
    days_late: int = 0
    # "government" or "civil_society" where that side had not answered; empty: both signed.
    silent_side: str = ""
    signed: tuple[Signed, ...] = ()
    unchanged_since: str = ""
    # The due day of the update before, and what changed since; empty for the first.
    since: str = ""
    changes: tuple[Changed, ...] = ()
    # Why it was corrected; empty when it was not.
    corrected_because: str = ""

    def to_json(self) -> dict[str, Any]:
        """As the column holds it."""
        return asdict(self)

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "LatestReport | None":
        """Read the column; None while nothing was published. What a later day added is ignored."""
        if not facts:
            return None
        known = {field.name: facts[field.name] for field in fields(cls) if field.name in facts}
        known["signed"] = tuple(Signed(**row) for row in facts.get("signed", ()))
        known["changes"] = tuple(Changed(**row) for row in facts.get("changes", ()))
        return cls(**known)

    @property
    def due_day(self) -> dt.date:
        """The due day of its period."""
        return dt.date.fromisoformat(self.due_on)

    @property
    def since_day(self) -> dt.date | None:
        """The due day of the update before it."""
        return dt.date.fromisoformat(self.since) if self.since else None

    @property
    def unchanged_since_day(self) -> dt.date | None:
        """The due day of the update since which nothing has changed."""
        return dt.date.fromisoformat(self.unchanged_since) if self.unchanged_since else None

    @property
    def lateness(self) -> str:
        """How late it came, in words."""
        return gettext("%(days)s late") % {"days": count_days(self.days_late)}

    @property
    def silent_side_words(self) -> str:
        """The side that had not answered, as it begins a sentence; empty when both had signed."""
        return str(Side(self.silent_side).label) if self.silent_side else ""

    @property
    def published(self) -> dt.datetime:
        """The moment of publication."""
        return dt.datetime.fromisoformat(self.published_at)
