"""What the story of a joint update plays with, and the plain reference it is held against."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from commitments.models import Commitment
from network.models import Person
from network.workflow import Side
from progress.models import ReportingPeriod


@dataclass
class World:
    """What the machine plays with; the test fills it from the cast."""

    commitment: Commitment
    period: ReportingPeriod
    keepers: dict[Side, Person]
    people: dict[Side, list[Person]]
    set_day: Callable[[dt.date], None]
    start: dt.date


@dataclass
class Known:
    """The reference: what must be so."""

    versions: list[str] = field(default_factory=list)
    # The person whose signature stands on the last version, by side.
    standing: dict[Side, Person] = field(default_factory=dict)
    acted_on: dict[Side, dt.date] = field(default_factory=dict)
    signed_on: dict[Side, dt.date] = field(default_factory=dict)
    # Number of the version, ground: in order.
    published: list[tuple[int, str]] = field(default_factory=list)
    is_closed: bool = False
