"""P9: each insert, change and deletion of an accountable table leaves a record of who and why."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.contrib import admin
from django.db import DatabaseError, models
from django.urls import reverse

from commitments.models import ActionPlan
from network.models import Person
from ogp_tracker import history
from ogp_tracker.admin import MENDED
from tests.promises.cells import first_that_works, replayed, try_it, undone
from tests.promises.everything import act, import_plan
from tests.promises.writing import CHANGING, DELETING, REASON, changes, delete_by_sql
from tests.rules.accountable import accountable

Model = Any  # a model class, or one made between the two sides of a relation
Cells = Iterator[tuple[str, str]]


def rows_of(model: Model) -> list[Any]:
    """Some rows, afresh: the earliest and the latest."""
    rows = model.objects.order_by("pk")
    return [*rows[:2], *rows.reverse()[:2]]


def changing(model: Model, by: Person) -> Cells:
    for name, (way, names_it) in CHANGING.items():
        tries = (
            partial(
                try_it, model, partial(way, row, *change, by), "UPDATE", by if names_it else None
            )
            for row in rows_of(model)
            for change in changes(row)
        )
        yield name, first_that_works(tries)


def deleting(model: Model, by: Person) -> Cells:
    for name, (way, names_it) in DELETING.items():
        tries = (
            partial(try_it, model, partial(way, row, by), "DELETE", by if names_it else None)
            for row in rows_of(model)
        )
        yield name, first_that_works(tries)


def adding(model: Model, by: Person) -> Cells:
    """A row is taken out by SQL and put back in bulk."""

    def put_back(row: Any) -> str:
        with undone():
            delete_by_sql(row, by)
            again = partial(history.bulk_create, model, [row], by=by, reason=REASON)
            return try_it(model, again, "INSERT", by)

    yield "bulk_create", first_that_works(partial(put_back, row) for row in rows_of(model))


def following(by: Person) -> Cells:
    """What the database's foreign keys take along: CASCADE and SET_NULL."""
    happens = {models.CASCADE: "DELETE", models.SET_NULL: "UPDATE"}
    for model in accountable():
        for field in model._meta.concrete_fields:
            follows: Any = getattr(field.remote_field, "on_delete", None)
            operation = happens.get(follows)
            if operation is None:
                continue
            parents = field.related_model.objects.filter(pk__in=model.objects.values(field.attname))
            take = partial(history.delete, by=by, reason=REASON)
            tries = (
                partial(try_it, model, partial(take, parent), operation, by) for parent in parents
            )
            cell = f"{model._meta.db_table}: {operation} along with {field.name}"
            yield cell, first_that_works(tries)


def kept_for_ever(person: Person) -> str:
    """simple-history would set its own rows’ author to NULL; those rows are permanent."""
    history.save(ActionPlan.objects.get(is_reference=False), by=person, reason="Looked through")
    take = partial(history.delete, person, by=None, reason=REASON)
    try:
        return try_it(Person, take, "DELETE", None) or "the name was taken out"
    except DatabaseError as refusal:
        return "" if "historicalactionplan is permanent" in str(refusal) else str(refusal)


def relating(by: Person) -> Cells:
    """Relations of many to many, written from both ends."""
    for model in accountable():
        for field in model._meta.many_to_many:
            through: Model = field.remote_field.through
            other: Model = field.related_model
            row = through.objects.first()
            one = model.objects.get(pk=getattr(row, field.m2m_column_name()))
            kin = other.objects.get(pk=getattr(row, field.m2m_reverse_name()))
            back = field.remote_field.get_accessor_name()
            ends = (
                (getattr(one, field.name), kin, other.objects.exclude(pk=kin.pk).first()),
                (getattr(kin, back), one, model.objects.exclude(pk=one.pk).first()),
            )
            for end, (relation, related, unrelated) in enumerate(ends):
                steps: tuple[tuple[str, Callable[..., Any], tuple[Any, ...], str], ...] = (
                    ("add", relation.add, (unrelated,), "INSERT"),
                    ("remove", relation.remove, (related,), "DELETE"),
                    ("clear", relation.clear, (), "DELETE"),
                    ("set", relation.set, ([related, unrelated],), "INSERT"),
                )
                for name, step, given, operation in steps:
                    cell = f"{through._meta.db_table}: {name} from end {end}"
                    yield cell, try_it(through, partial(step, *given), operation, None)
                    with_name = partial(_acting, by, partial(step, *given))
                    yield f"{cell}, named", try_it(through, with_name, operation, by)


def _acting(by: Person, step: Callable[[], Any]) -> None:
    with history.acting(by, REASON):
        step()


def mending(client: Any, support: Person) -> Cells:
    """Django's admin, where it lets support in; elsewhere it refuses."""
    client.force_login(support)
    for model in accountable():
        if model not in admin.site._registry:
            continue
        row = rows_of(model)[-1]
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        mend = partial(_post, client, reverse(name, args=[row.pk]))
        page = client.get(reverse(name, args=[row.pk]))
        cell = f"{model._meta.db_table}: admin"
        if not page.context["has_change_permission"]:
            yield cell, "" if client.post(page.request["PATH_INFO"]).status_code == 403 else "taken"
            continue
        fields = page.context["adminform"].form
        form = {bound.html_name: bound.value() for bound in fields if bound.value()}
        tries = (
            partial(try_it, model, partial(mend, form | change), "UPDATE", support, MENDED)
            for change in ({field.name: value} for field, value in changes(row))
            if change.keys() <= fields.fields.keys()
        )
        yield cell, first_that_works(tries)


def _post(client: Any, url: str, form: dict[str, Any]) -> None:
    answer = client.post(url, form)
    if answer.status_code != 302:
        raise DatabaseError(f"The form was not taken: {answer.context['errors']}")


@pytest.mark.django_db
def test_p9(today, client, capsys):
    cells: dict[str, str] = {}
    imported = import_plan().records()
    for table in {record.table_name for record in imported}:
        silent = [r for r in imported if r.table_name == table and not r.reason]
        cells[f"{table}: import"] = f"no reason: {silent}" if silent else ""
    by = act()
    for model in accountable():
        cells[f"{model._meta.db_table}: from the beginning"] = replayed(model)
        for way in (adding, changing, deleting):
            cells |= {f"{model._meta.db_table}: {name}": wrong for name, wrong in way(model, by)}
    cells |= dict(following(by))
    cells["a person named in history"] = kept_for_ever(Person.objects.get(name="Ivo Ingram"))
    cells |= dict(relating(by))
    support = Person.objects.create_superuser("support@example.org", "Support")
    cells |= dict(mending(client, support))
    wrong = {name: problem for name, problem in cells.items() if problem}
    with capsys.disabled():
        print(f"\nP9 {len(cells)} cells {len(wrong)} unrecorded")
    assert not wrong, "\n".join(f"{name}: {problem}" for name, problem in wrong.items())
    assert len(cells) > 150, "too few cells: the test shows nothing"
