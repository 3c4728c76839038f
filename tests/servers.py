"""An early pytest plug-in: the servers run before Django's settings are read."""

import os
from collections.abc import Generator

import environ
import pytest

from ogp_tracker.local import services
from ogp_tracker.local.processes import Family, ServiceError

# Whatever a developer's own .env says, tests start from the same place.
SETTINGS = {
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "DEBUG": "0",
    "DEMONSTRATION": "0",
    "TRACKER_TODAY": "",
    "SITE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "LOG_LEVEL": "WARNING",
    "MAIL_SERVICE": "smtp",
    "MAIL_HOLD": "0",
}


# What a run on several cores started for itself: each of its workers starts its own instead, so
# that they share neither a database nor a broker.
STARTED = "TRACKER_TEST_SERVERS"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start throw-away servers; as a wrapper, since pytest-django reads settings in this hook."""
    os.environ.update(SETTINGS)
    environ.Env.read_env(services.CHECKOUT / ".env")
    for name in os.environ.pop(STARTED, "").split():
        del os.environ[name]
    try:
        family = Family(services.VAR / "services")
        early_config.add_cleanup(family.stop)
        started = services.start(family, keep=False)
    except ServiceError as error:
        raise pytest.UsageError(str(error)) from error
    os.environ[STARTED] = " ".join(started.keys() - os.environ.keys())
    os.environ.update(started)
    return (yield)
