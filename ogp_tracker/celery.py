"""Celery: the application and its timetable. Each entry is a look at the database, never a date."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogp_tracker.settings")

app = Celery("ogp_tracker", amqp="ogp_tracker.outages.broker:AMQP")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def timetable(sender: Celery, **_: object) -> None:
    """What beat starts, and how often (in seconds)."""
    from django.conf import settings

    every = float(settings.TICK_SECONDS)
    sender.add_periodic_task(every, sender.signature("mailroom.plan_reminders"))
    sender.add_periodic_task(every, sender.signature("progress.tell_of_void_signatures"))
    sender.add_periodic_task(every, sender.signature("progress.close_periods"))
    sender.add_periodic_task(every, sender.signature("progress.raise_silent_blockers"))
    sender.add_periodic_task(every, sender.signature("mailroom.plan_news"))
    sender.add_periodic_task(every, sender.signature("mailroom.forget_unconfirmed"))
    sender.add_periodic_task(every, sender.signature("network.draft_circulation"))
    sender.add_periodic_task(every, sender.signature("opendata.make_package"))
    sender.add_periodic_task(every, sender.signature("opendata.run_intakes"))
    sender.add_periodic_task(every, sender.signature("opendata.forget_intakes"))
    sender.add_periodic_task(every, sender.signature("mailroom.deliver"))
    sender.add_periodic_task(every, sender.signature("mailroom.recover"))
