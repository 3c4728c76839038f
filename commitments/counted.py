"""Numbers of things with their nouns."""

from django.utils.translation import ngettext, ngettext_lazy

MILESTONES = ngettext_lazy("%(number)d milestone", "%(number)d milestones", "number")
ORGANISATIONS = ngettext_lazy("%(number)d organisation", "%(number)d organisations", "number")
OUTCOMES = ngettext_lazy("%(number)d outcome", "%(number)d outcomes", "number")
THEMES = ngettext_lazy("%(number)d theme", "%(number)d themes", "number")
COMMITMENTS = ngettext_lazy("%(number)d commitment", "%(number)d commitments", "number")


def organisations_of_government(number: int) -> str:
    """What this many of them are called."""
    return ngettext("government organisation", "government organisations", number)


def organisations_of_civil_society(number: int) -> str:
    """What this many of them are called."""
    return ngettext("civil society organisation", "civil society organisations", number)


def reported_commitments(number: int) -> str:
    """What this many of them are called."""
    return ngettext(
        "commitment with a published update", "commitments with a published update", number
    )
