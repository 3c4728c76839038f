"""The lock under which a period's due days move and its updates are closed."""

from progress.models import ReportingPeriod


def locked_period(period: ReportingPeriod) -> ReportingPeriod:
    """The period with its plan, its row locked until the end of the transaction.

    An extension and the closing wait for each other; a lead who begins an update does not wait.
    """
    locked = ReportingPeriod.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("plan").get(pk=period.pk)
