"""People who may not use most of the working pages."""

import pytest


@pytest.fixture
def others(gail, cyrus, nora, mia, olga):
    """Both leads, the coordinator, a member and an outsider."""
    return (gail, cyrus, nora, mia, olga)


@pytest.fixture
def hidden_plan(plan):
    """The plan before its publication."""
    plan.published_on = None
    plan.save()
    return plan
