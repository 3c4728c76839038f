"""The form that adds a reporting date."""

from ogp_tracker.forms import DateField, OneLineField, TrackerForm


class PeriodForm(TrackerForm):
    """When an update of each commitment is due, and why then."""

    due_on = DateField(
        label="When is the update due?",
        help_text="It is on time until midnight at the end of this day. For example, 30 4 2014.",
    )
    reason = OneLineField(
        label="Why this day?",
        max_length=300,
        help_text="Kept in the history. For example, “agreed at the meeting of 28 February 2014”.",
        error_messages={"required": "Say why the update is due on this day"},
    )
