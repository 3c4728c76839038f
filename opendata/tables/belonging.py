"""To which commitment and plan a line belongs: the columns that many tables begin with."""

from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce, Least

from commitments.models import Commitment
from opendata.columns import Column
from opendata.datasets import Reference

OF_ITS_COMMITMENT = Reference(("commitment",), "commitments", ("commitment",))
OF_ITS_ORGANISATION = Reference(("organisation",), "organisations", ("organisation",))
OF_ITS_MILESTONE = Reference(("milestone",), "milestones", ("milestone",))


def where_plan_is_public(field: str, commitment: str = "") -> Case:
    """`field` of a commitment whose plan readers may see; nothing for an early start before that.

    `commitment` is the path from the row to its commitment, with two underscores at its end.
    """
    is_public = Q(**{f"{commitment}plan__published_on__isnull": False})
    return Case(When(is_public, then=F(f"{commitment}{field}")))


def public_plan(commitment: str = "") -> Case:
    """The name of the plan of a row's commitment, as `where_plan_is_public`."""
    return where_plan_is_public("plan__slug", commitment)


def of_commitment(commitment: str = "commitment__") -> tuple[Column, Column]:
    """The two columns that say to which commitment a line belongs."""
    return (
        Column(
            "plan",
            "Plan of the commitment; none while that is being prepared",
            public_plan(commitment),
        ),
        Column("commitment", "Commitment", f"{commitment}slug", is_required=True),
    )


def in_order_of_plans(commitment: str = "commitment__") -> tuple[str, ...]:
    """The usual order: by plan, and in the plan's own order."""
    return (f"{commitment}plan", f"{commitment}order", f"{commitment}pk")


def of_public(**more: object) -> Q:
    """Rows of commitments that readers may see."""
    return Q(commitment__in=Commitment.objects.public(), **more)


def public_since(commitment: str = "commitment__") -> Least:
    """The day from which readers could see a row's commitment."""
    with_plan = Coalesce(f"{commitment}added_on", f"{commitment}plan__published_on")
    return Least(f"{commitment}started_early_on", with_plan)
