"""Files that came with the form: kept at once, so that a save that is refused loses none."""

from commitments.models import Commitment
from network.models import Person
from progress.models import ReportingPeriod
from progress.updates import actions
from progress.updates.forms import UpdateForm


def keep_files(
    form: UpdateForm, *, by: Person, commitment: Commitment, period: ReportingPeriod
) -> None:
    """Keep every file of `form` that can be kept; the form carries them from then on.

    When the update takes no text the form says so, and nothing is kept.
    """
    form.full_clean()
    try:
        for milestone, upload in form.uploads():
            file = actions.keep_evidence(
                by=by,
                side=form.side,
                commitment=commitment,
                period=period,
                milestone=milestone,
                name=upload.name or "",
                content=upload.read(),
            )
            form.hold(milestone, file)
    except actions.DraftRefusedError as refused:
        form.add_error(None, str(refused))
