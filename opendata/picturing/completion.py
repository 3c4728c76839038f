"""How far commitments are, as each side sees it: by theme and by organisation."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Completion
from network.workflow import Side
from opendata.picturing.figures import Bar, Bars, Column, Key, Picture, Value, Word
from opendata.picturing.ground import Ground, count

KEYS = (
    Key(Completion.COMPLETE.value, Completion.COMPLETE.label, "good"),
    Key(Completion.SUBSTANTIAL.value, Completion.SUBSTANTIAL.label, "moving"),
    Key(Completion.LIMITED.value, Completion.LIMITED.label, "waiting"),
    Key(Completion.NOT_STARTED.value, Completion.NOT_STARTED.label, "idle"),
    Key("not_reported", _("Nothing said yet"), "quiet"),
)
# What the columns of a commitment hold, in the order of the keys.
CODES = (*(key.code for key in KEYS[:-1]), "")
FAR = (Completion.COMPLETE, Completion.SUBSTANTIAL)
SEEN_BY = {
    Side.GOVERNMENT: Word(Side.GOVERNMENT.value, _("As government sees it")),
    Side.CIVIL_SOCIETY: Word(Side.CIVIL_SOCIETY.value, _("As civil society sees it")),
}
VIEW = Column("as_seen_by", _("As seen by"))
ABOUT = _(
    "Each bar divides the commitments by what one side last said in a published update. "
    "The two views stand side by side and are never averaged."
)


def said_by(side: Side, commitment: Commitment) -> str:
    """The code of what this side last said of the completion; empty for nothing."""
    return str(getattr(commitment, f"{side}_completion"))


def completion_by_theme(ground: Ground) -> Picture:
    """Each theme, once as either side sees it."""
    bars = Bars(
        heads=(Column("theme", _("Theme")), VIEW),
        keys=KEYS,
        bars=[
            bar
            for theme in ground.themes
            for bar in _two_bars(
                Word(theme.slug, theme.name),
                [row for row in ground.commitments if row.theme_id == theme.pk],
                ground.commitment_list(theme=theme.slug),
            )
        ],
    )
    return Picture(
        name="completion-by-theme",
        title=_("How far commitments are, by theme"),
        sentence=far_in_words(ground.commitments),
        about=ABOUT,
        drawing=bars,
        table=bars.table,
        links=[(_("The commitments of this plan"), ground.commitment_list())],
        empty=_("The plan has no commitments yet."),
    )


def completion_by_organisation(ground: Ground) -> Picture:
    """Each organisation that leads, once as either side sees it."""
    bars = Bars(
        heads=(Column("organisation", _("Organisation")), VIEW),
        keys=KEYS,
        bars=[
            bar
            for organisation, led in ground.leading
            for bar in _two_bars(
                Word(organisation.slug, organisation.name),
                led,
                reverse("commitments:organisation_detail", args=[organisation.slug]),
            )
        ],
    )
    number = len(ground.leading)
    return Picture(
        name="completion-by-organisation",
        title=_("How far commitments are, by organisation"),
        sentence=ngettext(
            "%(number)s organisation leads commitments of this plan",
            "%(number)s organisations lead commitments of this plan",
            number,
        )
        % {"number": number},
        about=_(
            "Each organisation with the commitments it leads. Where several lead a commitment, "
            "it counts for each of them."
        ),
        drawing=bars,
        table=bars.table,
        links=[(_("All organisations"), reverse("commitments:organisation_list"))],
        empty=_("No organisation leads a commitment of this plan yet."),
    )


def far_in_words(commitments: Sequence[Commitment]) -> str:
    """How many are substantial or complete, as each side sees it."""
    if not commitments:
        return gettext("No commitment to picture yet")
    numbers = {side: sum(said_by(side, row) in FAR for row in commitments) for side in Side}
    return ngettext(
        "%(government)s of %(all)s commitments is substantial or complete as government sees it, "
        "and %(civil_society)s as civil society sees it",
        "%(government)s of %(all)s commitments are substantial or complete as government sees it, "
        "and %(civil_society)s as civil society sees it",
        numbers[Side.GOVERNMENT],
    ) % {"all": len(commitments), **{side.value: number for side, number in numbers.items()}}


def _two_bars(head: Value, commitments: Sequence[Commitment], url: str) -> Iterator[Bar]:
    for side in Side:
        counts = count([said_by(side, row) for row in commitments], CODES)
        yield Bar((head, SEEN_BY[side]), counts, url)
