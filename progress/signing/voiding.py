"""Telling people that a change of leads has made their signatures void: a look at the database."""

from collections import defaultdict

from commitments.models import Lead
from mailroom.models import OutboxMessage
from progress import emails
from progress.models import Signature, UpdateVersion
from progress.workflow import Status


def tell_of_void_signatures() -> int:
    """Write to each signer of a text in force whose signature stopped counting; returns how many.

    Leads change in other rooms and other apps (a role that ends takes the lead with it), so this
    looks for what is so instead of waiting to be told. The outbox's unique key keeps it to one
    letter a signature. Whoever no longer leads is not written to: it is no longer theirs to mend.
    """
    latest = UpdateVersion.objects.exclude(update__status=Status.NOT_REPORTED).order_by(
        "update_id", "-number"
    )
    given = Signature.objects.filter(
        withdrawn_at=None,
        version__publication=None,
        version__in=latest.distinct("update_id").values("pk"),
    ).select_related(
        "person", "lead", "version__update__period", "version__update__commitment__plan"
    )
    by_day = defaultdict(list)
    for signature in given:
        by_day[signature.version.update.commitment.plan.today()].append(signature)
    told = 0
    for day, signatures in by_day.items():
        keys = [signature.pk for signature in signatures]
        standing = set(
            Signature.objects.standing(day).filter(pk__in=keys).values_list("pk", flat=True)
        )
        leading = set(
            Lead.objects.current(day)
            .filter(pk__in=[signature.lead_id for signature in signatures])
            .values_list("pk", flat=True)
        )
        void = [row for row in signatures if row.pk not in standing and row.lead_id in leading]
        told += sum(_tell(signature) for signature in void)
    return told


def _tell(signature: Signature) -> bool:
    if OutboxMessage.objects.filter(key=f"void:{signature.pk}").exists():
        return False
    emails.void_by_leads(signature)
    return True
