"""The sheets of a plan and their columns, under the names that the public tables have for them."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Choices

from commitments.importing.checking import longest
from commitments.models import (
    ActionPlan,
    Commitment,
    Milestone,
    Participation,
    Precision,
    Theme,
)
from commitments.workflow import MilestoneStatus, Stage
from network.models import Organisation
from network.workflow import Side
from opendata.columns import Kind


@dataclass(frozen=True)
class SheetColumn:
    """One column: `among` names the sheet whose first column has the values it takes.

    A cell of a required column is never empty. A column that is `expected` has to be there, and
    its cells may be empty: an empty one says that there is nothing.
    """

    name: str
    about: str
    kind: Kind = Kind.TEXT
    is_required: bool = False
    is_expected: bool = False
    is_long: bool = False
    codes: type[Choices] | None = None
    among: str = ""
    longest: int | None = None

    @property
    def must_be_there(self) -> bool:
        """Whether a sheet without it cannot be read."""
        return self.is_required or self.is_expected


@dataclass(frozen=True)
class Sheet:
    """One sheet, and the name of the file that has it where each sheet is a file of its own."""

    name: str
    file: str
    about: str
    columns: tuple[SheetColumn, ...]
    # Columns of the public table of this name that are worked out: they are not read.
    computed: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, SheetColumn]:
        """The columns by name."""
        return {column.name: column for column in self.columns}


def _due(what: str, start: str = "due") -> tuple[SheetColumn, ...]:
    most = longest(Milestone, "due_text")
    return (
        SheetColumn(start, f"{what}, in the plan’s own words", is_expected=True, longest=most),
        SheetColumn(f"{start}_precision", "How exact that is", is_expected=True, codes=Precision),
        SheetColumn(
            f"{start}_on",
            "The last day it can mean, where the words fix one",
            Kind.DAY,
            is_expected=True,
        ),
    )


def _moved() -> tuple[SheetColumn, ...]:
    most = longest(Milestone, "due_text")
    return (
        SheetColumn(
            "published_due",
            "The date as first published, if it has moved since",
            longest=most,
        ),
        SheetColumn("published_due_precision", "How exact that is", codes=Precision),
        SheetColumn("published_due_on", "The last day it could mean", Kind.DAY),
    )


def _value(name: str, about: str) -> SheetColumn:
    return SheetColumn(name, about, Kind.YES_NO)


PLAN = Sheet(
    "Plan",
    "plans.csv",
    "The plan itself: one row.",
    (
        SheetColumn(
            "plan",
            "Short name for addresses: small letters, digits and hyphens",
            is_required=True,
            longest=longest(ActionPlan, "slug"),
        ),
        SheetColumn("title", "Title", is_required=True, longest=longest(ActionPlan, "title")),
        SheetColumn("country", "Country", is_required=True, longest=longest(ActionPlan, "country")),
        SheetColumn(
            "country_code",
            "Three letters for the country, such as GBR",
            is_required=True,
            longest=longest(ActionPlan, "country_code"),
        ),
        SheetColumn("number", "Number of the plan in its country", Kind.WHOLE, is_required=True),
        SheetColumn("ogp_id", "Id in OGP’s database", longest=longest(ActionPlan, "ogp_id")),
        SheetColumn(
            "period", "Period as the plan prints it", longest=longest(ActionPlan, "period_text")
        ),
        SheetColumn("starts_on", "First day", Kind.DAY),
        SheetColumn("ends_on", "Last day", Kind.DAY),
        SheetColumn(
            "published_on", "Day of publication. Leave it empty to keep it from readers", Kind.DAY
        ),
        SheetColumn("time_zone", "Time zone, such as Europe/London"),
        SheetColumn("coordinator", "Who coordinates it in government", among="Organisations"),
        SheetColumn(
            "civil_society_coordinator",
            "Who coordinates it in civil society",
            among="Organisations",
        ),
        SheetColumn("licence", "Licence of its text", longest=longest(ActionPlan, "licence")),
        SheetColumn("notes", "Notes for readers, one a line of the cell", Kind.LIST, is_long=True),
    ),
    ("url",),
)
THEMES = Sheet(
    "Themes",
    "themes.csv",
    "The chapters of the plan, one a row.",
    (
        SheetColumn(
            "theme",
            "Short name: small letters, digits and hyphens",
            is_required=True,
            longest=longest(Theme, "slug"),
        ),
        SheetColumn("name", "Name", is_required=True, longest=longest(Theme, "name")),
        SheetColumn("order", "Place in the plan, counted from 1", Kind.WHOLE),
    ),
    ("plan",),
)
ORGANISATIONS = Sheet(
    "Organisations",
    "organisations.csv",
    "Everybody who leads or supports a commitment, one a row.",
    (
        SheetColumn(
            "organisation",
            "Short name: small letters, digits and hyphens",
            is_required=True,
            longest=longest(Organisation, "slug"),
        ),
        SheetColumn("name", "Full name", is_required=True, longest=longest(Organisation, "name")),
        SheetColumn("abbreviation", "Abbreviation", longest=longest(Organisation, "abbreviation")),
        SheetColumn("kind", "What kind it is", is_required=True, codes=Organisation.Kind),
        SheetColumn(
            "printed_kind",
            "Its kind as the plan prints it",
            longest=longest(Organisation, "printed_kind"),
        ),
    ),
    ("url",),
)
COMMITMENTS = Sheet(
    "Commitments",
    "commitments.csv",
    "What the plan promises, one commitment a row, in the plan’s order.",
    (
        SheetColumn(
            "number",
            "Number in the plan; “B” and “iv” are numbers, too",
            is_required=True,
            longest=longest(Commitment, "number"),
        ),
        SheetColumn("title", "Short title", is_required=True, longest=longest(Commitment, "title")),
        SheetColumn("theme", "Its theme", is_required=True, among="Themes"),
        SheetColumn("commitment", "Its name in addresses. Leave it empty for a new commitment"),
        SheetColumn("order", "Place in the plan, counted from 1", Kind.WHOLE),
        SheetColumn("ogp_id", "Id in OGP’s database", longest=longest(Commitment, "ogp_id")),
        SheetColumn(
            "government_title",
            "Title the government uses, if another",
            longest=longest(Commitment, "government_title"),
        ),
        SheetColumn("summary", "What is promised", is_long=True),
        SheetColumn("problem", "The public problem it answers", is_long=True),
        SheetColumn("how_it_helps", "How it helps with the problem", is_long=True),
        _value("access_to_information", "Serves access to information"),
        _value("civic_participation", "Serves civic participation"),
        _value("public_accountability", "Serves public accountability"),
        _value("technology", "Serves technology and innovation"),
        SheetColumn(
            "policy_areas", "OGP’s policy areas, one a line of the cell", Kind.LIST, longest=80
        ),
        SheetColumn("stage", "Where it is in its life. Empty means in the plan", codes=Stage),
        SheetColumn("added_on", "Day it was added, if after the plan was published", Kind.DAY),
        SheetColumn("started_early_on", "Day it began, if before any plan", Kind.DAY),
        *_due("When it ends"),
        SheetColumn("notes", "Notes for readers, one a line of the cell", Kind.LIST, is_long=True),
        SheetColumn("sources", "Where its facts come from, one a line", Kind.LIST, is_long=True),
    ),
    (
        *("plan", "government_completion", "civil_society_completion", "reported_until"),
        *("reported_at", "update_due_on", "last_contact_on", "url", "plan_title", "theme_name"),
    ),
)
TAKING_PART = Sheet(
    "Taking part",
    "commitment_organisations.csv",
    "Who leads and who supports which commitment, one organisation of one commitment a row.",
    (
        SheetColumn(
            "commitment", "Number of the commitment", is_required=True, among="Commitments"
        ),
        SheetColumn("organisation", "The organisation", is_required=True, among="Organisations"),
        SheetColumn("side", "Its side", is_required=True, codes=Side),
        SheetColumn("capacity", "What it does", is_required=True, codes=Participation.Capacity),
    ),
    ("plan", "organisation_name"),
)
MILESTONES = Sheet(
    "Milestones",
    "milestones.csv",
    "The steps of each commitment, one a row, in their order.",
    (
        SheetColumn(
            "commitment", "Number of the commitment", is_required=True, among="Commitments"
        ),
        SheetColumn(
            "ref",
            "Number of the milestone",
            is_required=True,
            longest=longest(Milestone, "ref"),
        ),
        SheetColumn(
            "title", "What is to be done", is_required=True, longest=longest(Milestone, "title")
        ),
        SheetColumn("order", "Place in the commitment, counted from 1", Kind.WHOLE),
        SheetColumn("is_explicit", "Whether the plan prints it as a milestone", Kind.YES_NO),
        *_due("When it is due"),
        *_moved(),
        SheetColumn("status", "How far it is", codes=MilestoneStatus),
        SheetColumn("forecast_on", "Day on which it is expected", Kind.DAY),
        SheetColumn(
            "evidence",
            "What shows that it is done. Needed for “completed”, or a link",
            longest=longest(Milestone, "evidence"),
        ),
        SheetColumn(
            "evidence_url",
            "Link to the evidence",
            longest=longest(Milestone, "evidence_url"),
        ),
        SheetColumn("completed_on", "Day on which it was done", Kind.DAY),
    ),
    (
        *("milestone", "plan", "times_moved", "days_moved", "days_late", "is_past_due"),
        "url",
    ),
)
SHEETS = (PLAN, THEMES, ORGANISATIONS, COMMITMENTS, TAKING_PART, MILESTONES)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
# The name by which rows of one sheet are referred to in the others.
KEY_OF = {
    "Themes": "theme",
    "Organisations": "organisation",
    "Commitments": "number",
}
