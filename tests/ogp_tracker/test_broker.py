"""Waiting for a broker that is gone."""

import pytest

from ogp_tracker.celery import app


class EnoughError(Exception):
    """The test has seen what it wanted."""


def test_it_is_tried_again_every_few_seconds(monkeypatch):
    monkeypatch.setattr("kombu.utils.functional.sleep", lambda seconds: None)
    pauses: list[float] = []

    def note(problem: Exception, pause: float) -> None:
        pauses.append(pause)
        if len(pauses) == 6:
            raise EnoughError

    # As a worker does it, or the timetable.
    for connect in (app.connection_for_read, app.connection_for_write):
        with pytest.raises(EnoughError), connect("redis://127.0.0.1:1/0") as connection:
            connection.ensure_connection(note, None)
        assert pauses == [1, 2, 3, 3, 3, 3]
        pauses.clear()
