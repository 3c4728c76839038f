"""Who takes part: organisations, what they lead and support, and the leads."""

from django.db.models import Q

from commitments.models import Commitment, Lead, Participation
from network.models import Organisation
from network.workflow import Side
from opendata.addresses import address
from opendata.columns import Column, Kind
from opendata.datasets import Dataset, Reference
from opendata.tables.promises import OF_ITS_COMMITMENT

OF_ITS_ORGANISATION = Reference(("organisation",), "organisations", ("organisation",))


def _of_public(**more: object) -> Q:
    return Q(commitment__in=Commitment.objects.public(), **more)


ORGANISATIONS = Dataset(
    name="organisations",
    title="Organisations",
    about="Departments, charities, companies: everybody that takes part under its own name.",
    rows=lambda: Organisation.objects.order_by("name", "pk"),
    columns=(
        Column("organisation", "Name of it in addresses", "slug", is_required=True),
        Column("name", "Its full name", "name", is_required=True),
        Column("abbreviation", "Its short name, where it has one", "abbreviation"),
        Column("kind", "What kind of organisation it is", "kind", codes=Organisation.Kind),
        Column("printed_kind", "Its kind as a plan printed it", "printed_kind"),
        Column("url", "Its page", address("commitments:organisation_detail", "slug"), Kind.ADDRESS),
    ),
    key=("organisation",),
)

COMMITMENT_ORGANISATIONS = Dataset(
    name="commitment_organisations",
    title="Organisations of each commitment",
    about="Which organisations lead and support which commitment, on which side.",
    rows=lambda: Participation.objects.filter(_of_public()).order_by(
        "commitment__plan", "commitment__order", "commitment", "-side", "capacity", "pk"
    ),
    columns=(
        Column("plan", "Plan of the commitment", "commitment__plan__slug", is_required=True),
        Column("commitment", "Commitment", "commitment__slug", is_required=True),
        Column("organisation", "Organisation", "organisation__slug", is_required=True),
        Column("organisation_name", "Its full name", "organisation__name"),
        Column("side", "Side it is on", "side", codes=Side),
        Column(
            "capacity", "Whether it leads or supports", "capacity", codes=Participation.Capacity
        ),
    ),
    key=("commitment", "organisation"),
    references=(OF_ITS_COMMITMENT, OF_ITS_ORGANISATION),
)

LEADS = Dataset(
    name="leads",
    title="Leads",
    about="Who writes and signs the updates of each commitment for each side, from when until when.",
    rows=lambda: Lead.objects.filter(_of_public()).order_by(
        "commitment__plan", "commitment__order", "commitment", "-side", "starts_on", "pk"
    ),
    columns=(
        Column("lead", "Number of the appointment", "pk", Kind.WHOLE, is_required=True),
        Column("plan", "Plan of the commitment", "commitment__plan__slug", is_required=True),
        Column("commitment", "Commitment", "commitment__slug", is_required=True),
        Column("side", "Side the person leads for", "side", codes=Side),
        Column("person", "The person’s name", "person__name", is_required=True),
        Column("organisation", "Organisation the person stands for", "organisation__slug"),
        Column("organisation_name", "Its full name", "organisation__name"),
        Column("starts_on", "First day", "starts_on", Kind.DAY, is_required=True),
        Column("ends_on", "Day from which they no longer lead", "ends_on", Kind.DAY),
    ),
    key=("lead",),
    references=(OF_ITS_COMMITMENT, OF_ITS_ORGANISATION),
)
