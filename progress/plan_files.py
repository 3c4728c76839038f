"""Loads a plan file with its reporting dates: what was promised, and when it is reported on."""

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.importing import ImportReport, PlanFile, PlanFileError, load_plan
from commitments.models import ActionPlan
from progress.actions import add_periods
from progress.models import ReportingPeriod


@transaction.atomic
def load_with_reporting_dates(file: PlanFile) -> tuple[ActionPlan, ImportReport]:
    """Load `file` and its reporting dates, and say what was done.

    Raises PlanFileError when a new reporting date is not after those that are here.
    """
    plan, report = load_plan(file)
    add_reporting_dates(plan, file, report)
    return plan, report


def add_reporting_dates(plan: ActionPlan, file: PlanFile, report: ImportReport) -> None:
    """Add the periods that were never here; a due day that was moved here stays moved.

    Raises PlanFileError when a new one is not after those that are here.
    """
    past = dict(ReportingPeriod.history.filter(plan_id=plan.pk).values_list("due_on", "number"))
    new = [day for day in file.reporting_dates if day not in past]
    try:
        add_periods(by=None, plan=plan, due_days=new, reason=f"Imported from {file.name}")
    except ValidationError as error:
        raise PlanFileError([f"reporting_dates: {error.message}"]) from None
    report.added["reporting period"] += len(new)
    here = set(plan.periods.values_list("due_on", flat=True))
    for day in file.reporting_dates:
        if day in past and day not in here:
            report.keep_away(f"the reporting date {day:%-d %B %Y}")
