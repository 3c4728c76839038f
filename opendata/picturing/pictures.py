"""Every picture of a plan, by name, in the order of the page."""

from collections.abc import Callable

from opendata.picturing.assessments import assessments_side_by_side
from opendata.picturing.blockers import open_blockers
from opendata.picturing.completion import completion_by_organisation, completion_by_theme
from opendata.picturing.figures import Picture
from opendata.picturing.ground import Ground
from opendata.picturing.milestones import (
    milestones_by_organisation,
    milestones_by_quarter,
    milestones_by_theme,
)
from opendata.picturing.punctuality import punctuality_by_commitment, punctuality_by_period
from opendata.picturing.time_line import milestones_on_a_time_line

# A name is part of addresses that others link to: it never changes.
PICTURES: dict[str, Callable[[Ground], Picture]] = {
    "completion-by-theme": completion_by_theme,
    "assessments": assessments_side_by_side,
    "milestones-by-theme": milestones_by_theme,
    "milestones-by-quarter": milestones_by_quarter,
    "time-line": milestones_on_a_time_line,
    "punctuality": punctuality_by_period,
    "punctuality-by-commitment": punctuality_by_commitment,
    "blockers": open_blockers,
    "completion-by-organisation": completion_by_organisation,
    "milestones-by-organisation": milestones_by_organisation,
}


def pictures_of(ground: Ground) -> list[Picture]:
    """All of them."""
    return [make(ground) for make in PICTURES.values()]
