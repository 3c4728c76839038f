"""The forms of the diary."""

from typing import Any

from django import forms

from ogp_tracker.forms import DateField, OneLineField, Radios, TextField, TrackerForm

LEADS, EVERYBODY = "leads", "everybody"
AUDIENCES = ((LEADS, "The leads of both sides"), (EVERYBODY, "Everybody"))
AUDIENCE_HINTS = {
    LEADS: "And the secretariat and relationship manager, who help them. "
    "You can make the note public later.",
    EVERYBODY: "It is public at once, and stays public.",
}


class NoteForm(TrackerForm):
    """A new note. Only leads may keep one among themselves."""

    happened_on = DateField(
        label="When did it happen?", help_text="Today or an earlier day. For example, 31 3 2014."
    )
    text = TextField(
        label="What do you want to note?",
        rows=6,
        max_length=5000,
        help_text="What was done, said or agreed. Lines that begin with “- ” become a list.",
        error_messages={"required": "Enter the note"},
    )
    audience = forms.ChoiceField(
        label="Who can read it?",
        choices=AUDIENCES,
        initial=LEADS,
        widget=Radios(hints=AUDIENCE_HINTS),
        error_messages={"required": "Select who can read it"},
    )
    mark_optional = False

    def __init__(self, *args: Any, among_leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].name_in_messages = "The day"  # type: ignore[attr-defined]
        if not among_leads:
            del self.fields["audience"]

    @property
    def is_public(self) -> bool:
        """Whether the valid form says that everybody may read the note."""
        return bool(self.cleaned_data.get("audience", EVERYBODY) == EVERYBODY)


class NoteEditForm(NoteForm):
    """A note that is there already; who can read it is changed elsewhere."""

    reason = OneLineField(
        label="Why do you change it?",
        max_length=300,
        help_text="Readers see what the note said before, and your reason.",
        error_messages={"required": "Say why you change it: readers have seen it"},
    )

    def __init__(self, *args: Any, is_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, among_leads=False, **kwargs)
        if not is_public:
            del self.fields["reason"]
