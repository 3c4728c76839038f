"""The whole story as a fixture."""

import pytest

from tests.opendata.story import whole_story


@pytest.fixture
def story(settings, gail, cyrus, sam, commitment, period):
    """A commitment with something in every table."""
    return whole_story(settings, gail, cyrus, sam, commitment, period)


@pytest.fixture
def hostile(settings, gail, cyrus, sam, commitment, period):
    """The same, each free text a formula."""
    return whole_story(settings, gail, cyrus, sam, commitment, period, begin="=1+1;@")
