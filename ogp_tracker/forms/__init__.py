"""Forms as every page shows them: our templates, plain messages, text checked at the door."""

from ogp_tracker.forms.base import TrackerForm, TrackerModelForm
from ogp_tracker.forms.dates import DateBoxes, DateField
from ogp_tracker.forms.day import DayForm
from ogp_tracker.forms.rendering import TrackerBoundField, TrackerRenderer
from ogp_tracker.forms.text import OneLineField, TextField
from ogp_tracker.forms.widgets import Checkboxes, Radios

__all__ = [
    "Checkboxes",
    "DateBoxes",
    "DateField",
    "DayForm",
    "OneLineField",
    "Radios",
    "TextField",
    "TrackerBoundField",
    "TrackerForm",
    "TrackerModelForm",
    "TrackerRenderer",
]
