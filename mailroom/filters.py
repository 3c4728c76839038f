"""Finding messages in the mailroom: by status, kind and person."""

import django_filters
from django.db.models import Q
from django.utils.text import capfirst

from mailroom.models import OutboxMessage, OutboxMessageQuerySet
from ogp_tracker.forms import OneLineField, TrackerForm


class FilterForm(TrackerForm):
    """The form of a filter: everything in it may be left out."""

    mark_optional = False


class PersonField(django_filters.CharFilter):
    """Words that stand in the recipient's name or address."""

    field_class = OneLineField

    def filter(self, qs: OutboxMessageQuerySet, value: str) -> OutboxMessageQuerySet:
        """Keep the messages in which each word is found."""
        for word in value.split() if value else ():
            qs = qs.filter(Q(to_name__icontains=word) | Q(to_email__icontains=word))
        return qs


def kinds() -> list[tuple[str, str]]:
    """The kinds of message there are, as choices: each app names its own."""
    known = OutboxMessage.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, capfirst(kind)) for kind in known]


class MessageFilter(django_filters.FilterSet):
    """The filter beside the list. A value that makes no sense is named, and filters nothing."""

    person = PersonField(label="Name or email address", max_length=200)
    status = django_filters.ChoiceFilter(
        label="Status", choices=OutboxMessage.Status.choices, empty_label="Any"
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=kinds, empty_label="Any")

    class Meta:
        model = OutboxMessage
        fields = ("person", "status", "kind")
        form = FilterForm

    @property
    def number_chosen(self) -> int:
        """How many filters are at work."""
        return sum(1 for value in self.form.cleaned_data.values() if value)
