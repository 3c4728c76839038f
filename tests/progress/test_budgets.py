"""How many queries the two heaviest pages may take: the figures are part of what was asked for."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.actions import MilestoneReport, add_milestone, report_milestone
from network.workflow import Side
from progress.actions import add_periods
from tests.cast import NO_DATE, client_for, queries_of
from tests.progress.drafts import TEXT, draft, key
from tests.progress.views.pages import address, typed

pytestmark = pytest.mark.django_db


def test_saving_a_draft_with_twenty_milestones(gail, commitment, period):
    for number in range(3, 21):
        add_milestone(
            by=None,
            commitment=commitment,
            due=NO_DATE,
            ref=f"7.{number:02}",
            order=number,
            title=f"Step {number}",
        )
    browser, url = client_for(gail), address("update_edit", commitment)
    lines = {f"milestone_{m.pk}_status": "on_track" for m in commitment.milestones.all()}
    assert len(lines) == 20
    browser.post(url, typed(0, **lines))
    with CaptureQueriesContext(connection) as captured:
        response = browser.post(url, typed(1, done="More was done.", **lines))
    assert response.status_code == 302
    asked = [query["sql"] for query in captured.captured_queries]
    asked = [sql for sql in asked if "SAVEPOINT" not in sql]
    assert len(asked) < 15, "\n".join(asked)


def test_the_commitments_page_with_twenty_updates_and_two_hundred_history_rows(
    client, settings, gail, cyrus, rae, plan, commitment
):
    days = [dt.date(2014, 4, 30) + dt.timedelta(days=30 * number) for number in range(20)]
    content = replace(
        TEXT, government_completion="substantial", civil_society_completion="substantial"
    )
    for number, period in enumerate(add_periods(by=None, plan=plan, due_days=days)):
        settings.TRACKER_TODAY = period.due_on
        words = replace(content, done=f"Step {number} was taken.")
        version = draft(gail, Side.GOVERNMENT, commitment, period, words)
        version = draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, words)
        key(gail, Side.GOVERNMENT, version)
        key(cyrus, Side.CIVIL_SOCIETY, version)
    milestone = commitment.milestones.first()
    for number in range(170):
        report_milestone(
            by=rae,
            milestone=milestone,
            report=MilestoneReport(evidence=f"Letter {number}"),
            reason="As agreed",
        )
    assert commitment.updates.count() == 20
    assert commitment.history.count() + milestone.history.count() >= 200
    asked = queries_of(client, commitment.get_absolute_url())
    assert len(asked) < 12, "\n".join(asked)
    progress = reverse("progress:commitment_progress", args=[commitment.slug])
    assert len(queries_of(client, progress)) < 12
