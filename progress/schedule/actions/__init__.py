"""Every change to the schedule: decisions and extensions; closing is the calendar's own."""

from progress.schedule.actions.deciding import decide_schedule
from progress.schedule.actions.extending import grant_extension

__all__ = ("decide_schedule", "grant_extension")
