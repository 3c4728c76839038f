"""What the tests of the working pages share: filling a form in, and seeing that nothing changed."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.forms import BaseForm
from django.test import Client

from network.models import Person
from tests.cast import client_for

WHY = "The department asked for it"


def filled(form: BaseForm, **changes: Any) -> dict[str, Any]:
    """What a browser sends of `form` as it stands on the page, with `changes`."""
    sent: dict[str, Any] = {}
    for name in form.fields:
        value = changes.get(name, form[name].value())
        if isinstance(value, dt.date):
            sent |= {f"{name}_{part}": getattr(value, part) for part in ("day", "month", "year")}
        elif isinstance(value, tuple):
            sent |= dict(zip([f"{name}_{p}" for p in ("day", "month", "year")], value, strict=True))
        elif value is not None and value is not False:
            sent[name] = getattr(value, "pk", value)
    return sent


def opened(client: Client, url: str) -> BaseForm:
    """The form on the page."""
    response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    form: BaseForm = response.context["form"]
    return form


def send(somebody: Person, url: str, **changes: Any) -> Any:
    """Open the page, change these fields, and send it."""
    client = client_for(somebody)
    return client.post(url, filled(opened(client, url), **changes))


def errors_of(response: Any) -> dict[str, list[str]]:
    """What the page says is wrong, by field; the page must have come back."""
    assert response.status_code == 200
    form = response.context["form"]
    page = response.content.decode()
    assert "There is a problem" in page
    assert "Error: " in page
    return {name or "": list(errors) for name, errors in form.errors.items()}


def recorded() -> int:
    """How many rows the history of what was promised has: any change adds one."""
    models = apps.get_app_config("commitments").get_models(include_auto_created=True)
    return sum(
        model._default_manager.count()
        for model in models
        if model.__name__.startswith("Historical")
    )


def assert_refused(url: str, *people: Person, data: dict[str, Any] | None = None) -> None:
    """Check that these people are answered 403, that visitors must sign in, and nothing changes."""
    before = recorded()
    for somebody in people:
        assert client_for(somebody).get(url).status_code == 403, somebody
        assert client_for(somebody).post(url, data or {}).status_code == 403, somebody
    for answer in (client_for().get(url), client_for().post(url, data or {})):
        assert answer["Location"].startswith("/account/login/")
    assert recorded() == before


def why(row: Any) -> tuple[str | None, str]:
    """Who changed this row last, and why."""
    last = row.history.order_by("-pk").first()
    return (last.history_user.name if last.history_user else None, last.history_change_reason)
