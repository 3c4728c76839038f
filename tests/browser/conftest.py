"""A real Chromium for the tests that walk the site as a person would."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from pytest_django.live_server_helper import LiveServer

from network.models import Person
from tests.cast import PASSWORD

# The page widths the product is looked at: a phone, a tablet, a desk.
WIDTHS = (320, 768, 1280)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these Chromium looks for Google's hosts and rings them at every start.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]

# Playwright keeps an event loop running in the tests' own thread, and Django refuses to query there
# unless it is told that the test knows.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last, so that no other test runs beside Playwright's loop."""
    here = Path(__file__).parent
    items.sort(key=lambda item: here in item.path.parents)


def chromium() -> str | None:
    """Where Chromium is: CHROMIUM names it, else it is looked for on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium_process(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all browser tests; without one they are skipped, and say so."""
    path = chromium()
    if path is None:
        pytest.skip("NO BROWSER: install Chromium (or set CHROMIUM) to run the browser tests")
    options = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    browser = playwright.chromium.launch(executable_path=path, args=options)
    yield browser
    browser.close()


@pytest.fixture
def site(live_server: LiveServer, settings) -> str:
    """The address of the running site."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return live_server.url


@pytest.fixture
def open_page(chromium_process: Browser, site: str):
    """Opens pages: `open_page(width, javascript=False)`, each in a browser of its own."""
    contexts: list[BrowserContext] = []

    def open_one(width: int = 1280, *, javascript: bool = True) -> Page:
        context = chromium_process.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in():
    """Signs a person in through the page, with a password."""

    def sign_one_in(page: Page, person: Person) -> Page:
        person.set_password(PASSWORD)
        person.save()
        page.goto("/account/login/?next=/your-work/")
        page.get_by_label("Email address").fill(person.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/your-work/")
        return page

    return sign_one_in


def axe_source() -> str:
    """The accessibility checker's own file."""
    path = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip(f"NO AXE: {path} is missing; run: npm ci")
    return path.read_text()
