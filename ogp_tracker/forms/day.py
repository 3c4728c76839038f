"""Asking for one day in the past."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogp_tracker.forms.base import TrackerForm
from ogp_tracker.forms.dates import DateField


class DayForm(TrackerForm):
    """The day on which to see something; sent with GET, so that the answer has an address."""

    on = DateField(label=_("See it as on"), help_text=_("For example, 30 6 2014"))
    required_messages: ClassVar[dict[str, Any]] = {"on": _("Enter the day to see it on")}
    bold_labels = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].name_in_messages = gettext("Day")  # type: ignore[attr-defined]
