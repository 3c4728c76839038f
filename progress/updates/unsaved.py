"""What a lead typed and has not saved, as the pages need it."""

from collections.abc import Sequence

from commitments.models import Commitment, Milestone
from network.models import Person
from network.workflow import Side
from progress.content import Content
from progress.models import PrivateDraft, ProgressUpdate, ReportingPeriod
from progress.updates.forms import UpdateForm


def unsaved_text(
    person: Person,
    side: Side,
    commitment: Commitment,
    period: ReportingPeriod,
    update: ProgressUpdate | None,
) -> PrivateDraft | None:
    """What `person` typed on this update, unless some version has said it since."""
    kept = PrivateDraft.objects.filter(person=person, commitment=commitment, period=period).first()
    if kept is None:
        return None
    form = form_with(kept, side, list(commitment.milestones.all()))
    if not form.is_valid():
        return kept
    typed = form.content()
    said = [Content()] if update is None or not kept.base else []
    if update is not None:
        said += [version.content for version in update.versions.filter(number__gte=kept.base)]
    is_said = any(
        typed.keeping_assessment_of(side.other, content).canonical("") == content.canonical("")
        for content in said
    )
    return None if is_said else kept


def form_with(kept: PrivateDraft, side: Side, milestones: Sequence[Milestone]) -> UpdateForm:
    """The form filled with what was typed, on the version it was opened on."""
    return UpdateForm({**kept.fields, "base": str(kept.base)}, side=side, milestones=milestones)
