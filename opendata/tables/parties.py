"""Who takes part: organisations, what they lead and support, the leads, and where one is missing.

A person is a name, a side, an organisation and a time: what they hold in public, and nothing else.
"""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet

from commitments.models import Commitment, Lead, Participation
from commitments.vacancies import vacancies_of
from network.models import Organisation
from network.workflow import Side
from ogp_tracker import clock
from opendata.addresses import address
from opendata.columns import Column, Kind, Told
from opendata.datasets import Dataset, Readings
from opendata.tables.belonging import (
    OF_ITS_COMMITMENT,
    OF_ITS_ORGANISATION,
    in_order_of_plans,
    of_commitment,
    of_public,
    public_since,
)

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
    rows=lambda: Participation.objects.filter(of_public()).order_by(
        *in_order_of_plans(), "-side", "capacity", "pk"
    ),
    columns=(
        *of_commitment(),
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


def _public_leads() -> QuerySet[Lead]:
    """Appointments that were still in force when readers first saw the commitment, or later."""
    return (
        Lead.objects.filter(of_public())
        .alias(seen_from=public_since())
        .filter(Q(ends_on=None) | Q(ends_on__gte=F("seen_from")))
    )


LEADS = Dataset(
    name="leads",
    title="Leads",
    about="Who writes and signs the updates of a commitment for each side, from when until when.",
    rows=lambda: _public_leads().order_by(*in_order_of_plans(), "-side", "starts_on", "pk"),
    columns=(
        Column("lead", "Number of the appointment", "pk", Kind.WHOLE, is_required=True),
        *of_commitment(),
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


def _vacancies(commitments: Sequence[int]) -> Readings:
    rows = Commitment.objects.filter(pk__in=commitments).select_related("plan")
    found: dict[int, list[object]] = {}
    for vacancy in vacancies_of(rows.order_by("pk"), clock.today()):
        found.setdefault(vacancy.commitment.pk, []).append(vacancy)
    return found


VACANCIES = Dataset(
    name="vacancies",
    title="Vacancies",
    about="Sides of open commitments for which nobody leads today.",
    rows=lambda: Commitment.objects.public().reported_on().order_by(*in_order_of_plans("")),
    columns=(
        *of_commitment(""),
        Column("side", "Side without a lead", Told(lambda one: one.side), codes=Side),
        Column(
            "vacant_since",
            "Day on which the last lead went; none where nobody was ever appointed",
            Told(lambda one: one.since),
            Kind.DAY,
        ),
        Column(
            "organisations",
            "Names of the organisations whom it is up to",
            Told(lambda one: [row.name for row in one.organisations]),
            Kind.LIST,
        ),
        Column("hand_over", "What readers are told of it", Told(lambda one: one.public_line)),
    ),
    key=("commitment", "side"),
    references=(OF_ITS_COMMITMENT,),
    readings=_vacancies,
)
