"""Addresses of updates: the day in an address is the day the period was due."""

import datetime as dt

from django.urls import path, register_converter

from progress.reminding.views import work
from progress.schedule.views import periods
from progress.updates.views import drafting, public, signing


class DayConverter:
    """A calendar day, written 2014-04-30."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        """Read the day; ValueError (an unknown address) when there is no such day."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date | str) -> str:
        """Write the day."""
        return value if isinstance(value, str) else value.isoformat()


register_converter(DayConverter, "day")

app_name = "progress"
UPDATE = "commitments/<slug:slug>/updates/<day:day>/"
urlpatterns = [
    # Readers
    path("updates/", public.update_list, name="update_list"),
    path(
        "commitments/<slug:slug>/progress/", public.commitment_progress, name="commitment_progress"
    ),
    path(UPDATE, public.update_detail, name="update_detail"),
    path(f"{UPDATE}versions/<int:number>/", public.version_detail, name="version_detail"),
    path("plans/<slug:slug>/reporting-dates/", periods.period_list, name="period_list"),
    # The secretariat
    path("plans/<slug:slug>/reporting-dates/add/", periods.period_add, name="period_add"),
    # Leads
    path("your-work/", work.your_work, name="your_work"),
    path(f"{UPDATE}write/", drafting.update_edit, name="update_edit"),
    path(f"{UPDATE}sign/", signing.update_sign, name="update_sign"),
]
