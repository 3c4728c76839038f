"""What a lead typed and has not saved, as the pages need it."""

from dataclasses import replace

from commitments.models import Commitment
from network.models import Person
from progress.content import Content
from progress.models import PrivateDraft, ProgressUpdate, ReportingPeriod
from progress.updates.forms import UpdateForm


def unsaved_text(
    person: Person,
    commitment: Commitment,
    period: ReportingPeriod,
    update: ProgressUpdate | None,
    form: UpdateForm,
    beginning: Content,
) -> PrivateDraft | None:
    """What `person` typed into `form` on an earlier day, unless some version says it by now."""
    kept = PrivateDraft.objects.filter(person=person, commitment=commitment, period=period).first()
    if kept is None:
        return None
    filled = form_with(kept, form)
    filled.is_valid()  # a correction that lacks its reason can be read all the same
    if set(filled.errors) - {"reason"}:
        return kept
    typed = filled.content()
    said = [beginning] if not kept.base else []
    if update is not None:
        said += [version.content for version in update.versions.filter(number__gte=kept.base)]
    is_said = any(
        typed.keeping_assessment_of(form.side.other, content).canonical("")
        == replace(content, unchanged_since="").canonical("")
        for content in said
    )
    return None if is_said else kept


def form_with(kept: PrivateDraft, form: UpdateForm) -> UpdateForm:
    """The form filled with what was typed, on the version it was opened on."""
    return form.again({**kept.fields, "base": str(kept.base)})
