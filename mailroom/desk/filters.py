"""Finding messages in the mailroom: by status, kind, subject and person."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from mailroom.kinds import in_words
from mailroom.models import OutboxMessage, OutboxMessageQuerySet
from ogp_tracker.forms import OneLineField, TrackerForm

UNCERTAIN = "uncertain"
# Beside the statuses: a question that people ask as they ask for a status.
STATUSES = [*OutboxMessage.Status.choices, (UNCERTAIN, "Uncertain whether it arrived")]


class FilterForm(TrackerForm):
    """The form of a filter: everything in it may be left out."""

    mark_optional = False


class WordsField(django_filters.CharFilter):
    """Words that each stand in one of the columns `looks_in`."""

    field_class = OneLineField

    def __init__(self, *looks_in: str, label: str) -> None:
        super().__init__(label=label, max_length=200)
        self.looks_in = looks_in

    def filter(self, qs: OutboxMessageQuerySet, value: str) -> OutboxMessageQuerySet:
        """Keep the messages in which each word is found."""
        for word in value.split() if value else ():
            found = Q()
            for column in self.looks_in:
                found |= Q(**{f"{column}__icontains": word})
            qs = qs.filter(found)
        return qs


class StatusField(django_filters.ChoiceFilter):
    """A status, or the messages of which nobody can tell whether they arrived once."""

    def filter(self, qs: OutboxMessageQuerySet, value: str) -> OutboxMessageQuerySet:
        """Keep the messages that stand so."""
        if value == UNCERTAIN:
            return qs.uncertain(timezone.now())
        return qs.filter(status=value) if value else qs


def kinds() -> list[tuple[str, str]]:
    """The kinds of message there are, as choices: each app names its own."""
    known = OutboxMessage.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, capfirst(in_words(kind))) for kind in known]


class MessageFilter(django_filters.FilterSet):
    """The filter beside the list. A value that makes no sense is named, and filters nothing."""

    person = WordsField("to_name", "to_email", label="Name or email address")
    subject = WordsField("subject", label="Words in the subject")
    status = StatusField(label="Status", choices=STATUSES, empty_label="Any")
    kind = django_filters.ChoiceFilter(label="Kind", choices=kinds, empty_label="Any")

    class Meta:
        model = OutboxMessage
        fields = ("person", "subject", "status", "kind")
        form = FilterForm

    @property
    def number_chosen(self) -> int:
        """How many filters are at work."""
        return sum(1 for value in self.form.cleaned_data.values() if value)
