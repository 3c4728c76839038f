"""What is asked before leads are reminded by hand."""

from ogp_tracker.forms import OneLineField, TrackerForm


class ReminderForm(TrackerForm):
    """Why they are reminded now."""

    reason = OneLineField(
        label="What do you want to say?",
        max_length=300,
        help_text="It stands in the letter under your name, and is kept. For example, “The "
        "committee meets on Monday and asks about this commitment”.",
        error_messages={"required": "Say why you remind them"},
    )
