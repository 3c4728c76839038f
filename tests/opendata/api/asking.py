"""What a program does: ask, follow the addresses of pages, and gather the records."""

from typing import Any
from urllib.parse import urlsplit

from django.test import Client

ROOT = "/api/v1/"


def ask(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    """What the API says at `address` below its root, or at a whole address of it."""
    parts = urlsplit(address)
    path = parts.path if parts.path.startswith("/api/") else f"{ROOT}{parts.path}"
    response = client.get(f"{path}?{parts.query}", headers=headers)
    assert response.status_code == status, response.content
    return response.json()


def records(client: Client, address: str, way: str = "next") -> list[dict[str, Any]]:
    """Every record from `address` on, page by page."""
    found = []
    page = ask(client, address)
    found += page["records"]
    while page[way]:
        page = ask(client, page[way])
        found += page["records"]
    return found


def keys(dataset: Any, rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What tells the records apart."""
    return [tuple(row[name] for name in dataset.key) for row in rows]
