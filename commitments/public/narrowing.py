"""What the filters of any list share: bad values are named and left out, each can be taken away."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import CharField, Count, QuerySet, Value
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogp_tracker.forms import Checkboxes, OneLineField, TrackerForm

ANY = [("", _("Any"))]
NOT_USED = _("The list is not narrowed down by it.")


class FilterForm(TrackerForm):
    """Every filter is optional: nobody needs to be told."""

    mark_optional = False


class Words(django_filters.Filter):
    """Free text."""

    field_class = OneLineField

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200} | options)


class OneOf(django_filters.Filter):
    """One of many choices."""

    field_class = forms.ChoiceField


class AnyOf(django_filters.Filter):
    """Any number of a few choices: rows that fit one of them stay."""

    field_class = forms.MultipleChoiceField

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": Checkboxes(small=True)} | options)


@dataclass(frozen=True)
class Chosen:
    """One value that narrows the list down, and the address of the list without it."""

    filter: str
    value: str
    url: str


@dataclass(frozen=True)
class Sort:
    """One order of the list, and its address."""

    label: str
    url: str
    here: bool


class Narrowing(django_filters.FilterSet):
    """A list's filters, read from the address.

    What is not on offer is left out and named in `refused`, one sentence each; the rest holds.
    """

    sorts: ClassVar[dict[str, Any]] = {}

    class Meta:
        form = FilterForm

    def __init__(self, data: QueryDict, queryset: QuerySet[Any]) -> None:
        super().__init__(data, queryset)
        self.data = data.copy()
        self.refused: list[str] = []

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Name the choices of a filter that are known only now."""
        self.filters[name].extra["choices"] = list(choices)

    def codes(self, name: str) -> list[str]:
        """The values on offer for a filter."""
        return [str(code) for code, _label in self.filters[name].extra["choices"]]

    @cached_property
    def form(self) -> forms.Form:
        """The form with what is usable of the address, counts beside each choice."""
        for name, filter_ in self.filters.items():
            if "choices" in filter_.extra:
                self._leave_out_unknown(name)
        form: forms.Form = self.get_form_class()(self.data)
        self.refused += [f"{errors[0]}. {NOT_USED}" for errors in form.errors.values()]
        asked = self.data.get("sort", "")
        if asked and self.sorts and asked not in self.sorts:
            self.refused.append(
                gettext("There is no order “%(asked)s”. The list is in its usual order.")
                % {"asked": asked[:60]}
            )
        return form

    def narrowed(self, besides: str = "") -> QuerySet[Any]:
        """The rows that every filter leaves, or every filter but one."""
        rows: QuerySet[Any] = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != besides:
                rows = self.filters[name].filter(rows, value)
        return rows

    @cached_property
    def sort(self) -> str:
        """The order in force: the one in the address, else the first there is."""
        asked = self.data.get("sort", "")
        return asked if asked in self.available_sorts() else next(iter(self.available_sorts()))

    def available_sorts(self) -> dict[str, Any]:
        """The orders on offer now."""
        return self.sorts

    def sort_links(self) -> list[Sort]:
        """The orders on offer, the one in force marked."""
        return [
            Sort(label, self._address(sort=[key]), key == self.sort)
            for key, label in self.available_sorts().items()
        ]

    def chosen(self) -> list[Chosen]:
        """Everything that narrows the list down, in the order of the filters."""
        found = []
        for name, value in self.form.cleaned_data.items():
            labels = dict(self.filters[name].extra.get("choices", ()))
            values = value if isinstance(value, list) else [value] if value else []
            for one in values:
                rest = [other for other in values if other != one]
                words = str(labels.get(one, f"“{one}”"))
                label = str(self.filters[name].label)
                found.append(Chosen(label, words, self._address(**{name: rest})))
        return found

    def clear_url(self) -> str:
        """The whole list, in the same order."""
        return self._address(**dict.fromkeys(self.filters, ()))

    # --- Counts -----------------------------------------------------------------------------
    def tallies(self) -> Iterable[QuerySet[Any]]:
        """One query for each filter whose values are counted; see `tally`."""
        return ()

    def tally(
        self, name: str, rows: QuerySet[Any], value: Any, counted: str = "pk"
    ) -> QuerySet[Any]:
        """Count different `counted` among `rows` for each `value` of the filter `name`."""
        rows = rows.order_by().annotate(filter_name=Value(name, CharField()), choice=value)
        tally: QuerySet[Any] = rows.values("filter_name", "choice").annotate(
            found=Count(counted, distinct=True)
        )
        return tally

    def show_counts(self) -> None:
        """Write beside each choice how many rows it would leave: one query for all filters."""
        first, *rest = (
            rows.values_list("filter_name", "choice", "found") for rows in self.tallies()
        )
        counts = {(name, code): found for name, code, found in first.union(*rest, all=True)}
        for name, filter_ in self.filters.items():
            if "choices" not in filter_.extra:
                continue
            long = isinstance(filter_, OneOf)
            labelled = [
                (code, f"{label} ({counts.get((name, code), 0)})")
                for code, label in filter_.extra["choices"]
                # A long list names only what would leave something, and what is chosen.
                if not long or (name, code) in counts or code == self.data.get(name)
            ]
            field: Any = self.form.fields[name]
            field.choices = [*ANY, *labelled] if long else labelled

    # --- Addresses --------------------------------------------------------------------------
    def _address(self, **changes: Iterable[str]) -> str:
        """The query string with `changes`, from its first page on."""
        query = QueryDict(mutable=True)
        for name in (*self.filters, "sort"):
            values = changes[name] if name in changes else self.data.getlist(name)
            query.setlist(name, [value for value in values if value])
        return f"?{query.urlencode()}"

    def _leave_out_unknown(self, name: str) -> None:
        known = self.codes(name)
        asked = self.data.getlist(name)
        for value in asked:
            if value and value not in known:
                label = str(self.filters[name].label).lower()
                said = gettext("“%(value)s” is not on offer for “%(label)s”.")
                said %= {"value": value[:60], "label": label}
                self.refused.append(f"{said} {NOT_USED}")
        self.data.setlist(name, [value for value in asked if value in known])
