"""Milestones by what is known of them: by theme, by organisation, and by quarter of the year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.front.figures import RARE, TONES
from commitments.public.states import MilestoneState
from commitments.slip import Slip
from opendata.picturing.figures import Bar, Bars, Column, Key, Picture, Word
from opendata.picturing.ground import Ground, count, state_of

LATE = (MilestoneState.BEHIND_SCHEDULE, MilestoneState.DATE_PASSED)
ABOUT = _("Each bar divides the milestones by what was last reported of them, and by their dates.")
NO_MILESTONES = _("The plan has no milestones yet.")
UNDATED = Word("", _("No fixed day"))
QUARTERS = (
    _("January to March %(year)s"),
    _("April to June %(year)s"),
    _("July to September %(year)s"),
    _("October to December %(year)s"),
)


def milestones_by_theme(ground: Ground) -> Picture:
    """Each theme with the states of its milestones."""
    of_theme = defaultdict(list)
    for slip in ground.slips:
        of_theme[slip.milestone.commitment.theme_id].append(slip)
    states = _states(ground)
    bars = Bars(
        heads=(Column("theme", _("Theme")),),
        keys=keys_of(states),
        bars=[
            Bar(
                (Word(theme.slug, theme.name),),
                _counts(of_theme[theme.pk], states),
                ground.commitment_list(theme=theme.slug),
            )
            for theme in ground.themes
            if of_theme[theme.pk]
        ],
    )
    return Picture(
        name="milestones-by-theme",
        title=_("Milestones by theme"),
        sentence=done_in_words(ground.slips),
        about=ABOUT,
        drawing=bars,
        table=bars.table,
        links=[
            (
                _("Commitments with a completed milestone"),
                ground.commitment_list(milestones=MilestoneState.COMPLETED.value),
            ),
            (
                _("Commitments with a milestone whose date has passed"),
                ground.commitment_list(milestones=MilestoneState.DATE_PASSED.value),
            ),
        ],
        empty=NO_MILESTONES,
    )


def milestones_by_organisation(ground: Ground) -> Picture:
    """Each organisation that leads, with the states of the milestones it answers for."""
    states = _states(ground)
    found = []
    for organisation, led in ground.leading:
        theirs = {row.pk for row in led}
        slips = [slip for slip in ground.slips if slip.milestone.commitment_id in theirs]
        url = reverse("commitments:organisation_detail", args=[organisation.slug])
        if slips:
            head = Word(organisation.slug, organisation.name)
            found.append(Bar((head,), _counts(slips, states), url))
    bars = Bars((Column("organisation", _("Organisation")),), keys_of(states), found)
    return Picture(
        name="milestones-by-organisation",
        title=_("Milestones by organisation"),
        sentence=ngettext(
            "%(number)s organisation leads commitments that have milestones",
            "%(number)s organisations lead commitments that have milestones",
            len(found),
        )
        % {"number": len(found)},
        about=_(
            "Each organisation with the milestones of the commitments it leads. Where several "
            "lead, a milestone counts for each of them."
        ),
        drawing=bars,
        table=bars.table,
        links=[(_("All organisations"), reverse("commitments:organisation_list"))],
        empty=NO_MILESTONES,
    )


def milestones_by_quarter(ground: Ground) -> Picture:
    """Each quarter of a year with the milestones that are due in it, by the date in force."""
    of_quarter: dict[Word, list[Slip]] = defaultdict(list)
    for slip in sorted(ground.slips, key=lambda slip: slip.milestone.due_on or dt.date.max):
        of_quarter[_quarter(slip.milestone.due_on)].append(slip)
    states = _states(ground)
    bars = Bars(
        heads=(Column("quarter", _("Due in")),),
        keys=keys_of(states),
        bars=[Bar((head,), _counts(slips, states)) for head, slips in of_quarter.items()],
        to_scale=True,
    )
    return Picture(
        name="milestones-by-quarter",
        title=_("When milestones are due"),
        sentence=_due_in_words(ground),
        about=_(
            "Each bar is a quarter of a year, as long as the number of milestones due in it by the "
            "date that counts today. Those whose date fixes no last day, such as “Summer 2014”, "
            "stand at the end."
        ),
        drawing=bars,
        table=bars.table,
        links=[(_("Dates that moved"), reverse("commitments:plan_dates", args=[ground.plan.slug]))],
        empty=NO_MILESTONES,
    )


def keys_of(states: Sequence[MilestoneState]) -> list[Key]:
    """The keys of a picture that divides milestones by state."""
    return [Key(state.value, state.label, TONES[state]) for state in states]


def done_in_words(slips: Sequence[Slip]) -> str:
    """How many are completed, and how many are late."""
    if not slips:
        return gettext("No milestone to picture yet")
    numbers = {
        "all": len(slips),
        "done": sum(state_of(slip) == MilestoneState.COMPLETED for slip in slips),
        "late": sum(state_of(slip) in LATE for slip in slips),
    }
    return (
        ngettext(
            "%(done)s of %(all)s milestones is completed; behind schedule or past their date: "
            "%(late)s",
            "%(done)s of %(all)s milestones are completed; behind schedule or past their date: "
            "%(late)s",
            numbers["done"],
        )
        % numbers
    )


def _due_in_words(ground: Ground) -> str:
    due = [
        slip
        for slip in ground.slips
        if slip.milestone.due_on and slip.milestone.due_on < ground.today
    ]
    done = sum(state_of(slip) == MilestoneState.COMPLETED for slip in due)
    if not due:
        return gettext("No milestone has fallen due yet")
    return ngettext(
        "%(done)s of the %(due)s milestones that were due by now is completed",
        "%(done)s of the %(due)s milestones that were due by now are completed",
        done,
    ) % {"due": len(due), "done": done}


def _states(ground: Ground) -> list[MilestoneState]:
    present = {state_of(slip) for slip in ground.slips}
    return [state for state in TONES if state not in RARE or state in present]


def _counts(slips: Sequence[Slip], states: Sequence[MilestoneState]) -> list[int]:
    return count([state_of(slip) for slip in slips], states)


def _quarter(due_on: dt.date | None) -> Word:
    if due_on is None:
        return UNDATED
    number = (due_on.month - 1) // 3
    return Word(f"{due_on.year}-Q{number + 1}", str(QUARTERS[number]) % {"year": due_on.year})
