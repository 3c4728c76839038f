"""Who has the page for writing an update open: shown to the others, and never in anybody's way."""

from collections.abc import Sequence

from django.core.cache import cache
from django.utils.text import get_text_list

from commitments.models import Commitment, Lead
from network.models import Person
from progress.models import ReportingPeriod

# Seconds for which a page counts as open after it was last heard of.
LASTS = 120


def note_open_page(person: Person, commitment: Commitment, period: ReportingPeriod) -> None:
    """Remember for a while that `person` has the page open."""
    cache.set(_key(person.pk, commitment, period), 1, LASTS)


def forget_open_page(person: Person, commitment: Commitment, period: ReportingPeriod) -> None:
    """The page was left: the text was saved."""
    cache.delete(_key(person.pk, commitment, period))


def others_here(
    person: Person, commitment: Commitment, period: ReportingPeriod
) -> Sequence[Person]:
    """The other leads of the commitment who have the page open, by name."""
    leads = Lead.objects.current(commitment.plan.today()).filter(commitment=commitment)
    people = {
        _key(lead.person_id, commitment, period): lead.person
        for lead in leads.exclude(person=person).select_related("person").order_by("person__name")
    }
    here = cache.get_many(people)
    return [somebody for key, somebody in people.items() if key in here]


def in_words(others: Sequence[Person]) -> str:
    """That they are here, in a sentence; empty when nobody is."""
    names = [person.name for person in others]
    if not names:
        return ""
    have = "has" if len(names) == 1 else "have"
    return f"{get_text_list(names, 'and')} {have} this page open too."


def _key(person: int, commitment: Commitment, period: ReportingPeriod) -> str:
    return f"writing:{commitment.pk}:{period.pk}:{person}"
