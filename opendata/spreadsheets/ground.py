"""What the plan that is here asks of the sheets that are read."""

from django.db.models import Q

from commitments.models import ActionPlan, Commitment
from commitments.workflow import Stage
from opendata.spreadsheets.facts import SheetReading


def additions_without_day(reading: SheetReading) -> list[str]:
    """A sentence for each commitment that would come to a public plan without the day it came.

    Readers are told what a plan did not hold when it was published.
    """
    file = reading.file
    same = Q(country_code=file.fields["country_code"], number=file.fields["number"])
    plan = ActionPlan.objects.public().filter(Q(slug=file.slug) | same).first()
    if plan is None:
        return []
    numbers = [promise.number for promise in file.commitments]
    known = set(
        Commitment.history.filter(plan_id=plan.pk, number__in=numbers).values_list(
            "number", flat=True
        )
    )
    return [
        f"{reading.places[('commitment', promise.number)]}, column added_on: is empty; the plan "
        "is public already, so say on which day the commitment was added"
        for promise in file.commitments
        if promise.number not in known
        and not promise.fields.get("added_on")
        and promise.fields.get("stage") != Stage.PROPOSED
    ]
