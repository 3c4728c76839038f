"""What stands in the way: open blockers by age, and by with whom they are."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from opendata.picturing.figures import Bar, Bars, Column, Key, Picture, Word
from opendata.picturing.ground import Ground
from progress.models import Rung

# From this many days on a blocker is of that age.
AGES = (0, 31, 61, 91)
KEYS = (
    Key("up_to_30_days", _("Up to 30 days"), "quiet"),
    Key("31_to_60_days", _("31 to 60 days"), "info"),
    Key("61_to_90_days", _("61 to 90 days"), "waiting"),
    Key("over_90_days", _("Over 90 days"), "bad"),
)


def open_blockers(ground: Ground) -> Picture:
    """Each rung of the ladder with the blockers that are there, by how long they have been open."""
    found = []
    for rung in Rung:
        days = [row.days_open(ground.today) for row in ground.blockers if row.rung == rung]
        if days:
            counts = [0] * len(AGES)
            for number in days:
                counts[sum(number >= age for age in AGES) - 1] += 1
            url = _register(ground, rung=rung.value)
            found.append(Bar((Word(rung.value, rung.label),), counts, url))
    bars = Bars((Column("with", _("With whom it is")),), KEYS, found)
    return Picture(
        name="blockers",
        title=_("What stands in the way"),
        sentence=_in_words(ground),
        about=_("Open blockers by how long they have been open, and by who can remove them now."),
        drawing=bars,
        table=bars.table,
        links=[(_("The open blockers of this plan"), _register(ground))],
        empty=_("Nothing that anybody has raised stands in the way of a commitment."),
    )


def _in_words(ground: Ground) -> str:
    if not ground.blockers:
        return gettext("No blocker is open")
    return ngettext(
        "%(number)s blocker is open; it has been open for %(days)s days",
        "%(number)s blockers are open; the oldest has been open for %(days)s days",
        len(ground.blockers),
    ) % {
        "number": len(ground.blockers),
        "days": max(row.days_open(ground.today) for row in ground.blockers),
    }


def _register(ground: Ground, **filters: str) -> str:
    query = urlencode({"state": "open", "plan": ground.plan.slug} | filters)
    return f"{reverse('progress:blocker_list')}?{query}"
