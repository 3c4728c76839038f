"""Schemathesis asks what the description allows, and what it does not, and believes nothing.

All of its checks are on but those that it skips by itself, for there is nothing to sign in to, to
change or to delete. The description names no plan, theme or organisation, for those are data. Here
the ones that exist are written into it, so that what fits it is answered and not only refused.
"""

import copy

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis import GenerationMode

from commitments.models import ActionPlan, Commitment, Theme
from network.models import Organisation
from ogp_tracker.wsgi import application
from opendata.api.schema import whole_schema
from opendata.columns import Kind
from opendata.tables import DATASETS
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db
EXAMPLES = size(4, 120)
TRY = hypothesis_settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# Of what one may type, no line breaks and no control characters: the field says so in words.
ONE_LINE = "^[ -~\\u00a1-\\u024f]*$"


@pytest.fixture
def _one_connection():
    """The application answers within the transaction of the test, as for Django's client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def described(mode):
    """The description, with the names there are, on the application itself."""
    known = {
        "plan": list(ActionPlan.objects.public().values_list("slug", flat=True)),
        "commitment": list(Commitment.objects.public().values_list("slug", flat=True)),
        "theme": list(Theme.objects.values_list("slug", flat=True)),
        "organisation": list(
            Organisation.objects.filter(participations__isnull=False).values_list("slug", flat=True)
        ),
    }
    written = copy.deepcopy(whole_schema())
    for path, methods in written["paths"].items():
        for parameter in methods["get"].get("parameters", ()):
            where = parameter["schema"].get("items", parameter["schema"])
            if parameter["in"] == "path":
                where["enum"] = _keys(path)
            elif parameter["name"] in known and "enum" not in where:
                # An empty value narrows nothing, as in the description itself.
                where["enum"] = [*known[parameter["name"]], ""]
            elif parameter["name"] == "q" and mode is GenerationMode.POSITIVE:
                where["pattern"] = ONE_LINE
    loaded = schemathesis.openapi.from_dict(written)
    loaded.app = application
    return loaded


def _keys(path):
    dataset = DATASETS[path.split("/")[3]]
    column = dataset.key[0]
    return [record[column] for record in dataset.records()] or [_nobodys(dataset.column(column))]


def _nobodys(column):
    return 999_999 if column.kind is Kind.WHOLE else "nothing-here"


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.usefixtures("rich", "_one_connection")
def test_it_finds_nothing(settings, mode):
    settings.API_REQUESTS_PER_HOUR = settings.API_REQUESTS_PER_MINUTE = 0
    statuses = set()
    operations = [one.ok() for one in described(mode).get_all_operations()]
    assert len(operations) == len(whole_schema()["paths"])
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not operation.query:
            continue

        @TRY
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            statuses.add(case.call_and_validate().status_code)

        ask()
    # It must have been answered, or refused, not only have found nothing there.
    assert (200 if mode is GenerationMode.POSITIVE else 400) in statuses, statuses
