"""The forms of blockers: everything but the private detail is public."""

from typing import Any

from django import forms

from commitments.models import Commitment
from ogp_tracker.forms import OneLineField, TextField, TrackerForm
from progress.blockers.workflow import Kind
from progress.models import BlockerStep

PUBLIC = "Everybody can read it, with your name, as soon as you send it."


class RaiseForm(TrackerForm):
    """A new blocker. Its words cannot be changed later."""

    title = OneLineField(
        label="What is the blocker, in one line?",
        max_length=150,
        help_text="For example, “No decision on who pays for the register”.",
        error_messages={"required": "Enter the blocker in one line"},
    )
    summary = TextField(
        label="What stands in the way?",
        rows=5,
        max_length=2000,
        help_text="Facts that everybody can read. Leave out names of people.",
        error_messages={"required": "Enter what stands in the way"},
    )
    would_help = TextField(
        label="What would help?",
        rows=3,
        max_length=2000,
        help_text="Who could do what, by when. Everybody can read this, too.",
        error_messages={"required": "Enter what would help"},
    )
    milestone: Any = forms.ModelChoiceField(
        label="Which milestone does it hold up?",
        queryset=None,
        required=False,
        empty_label="No single one",
    )
    detail = TextField(
        label="Is there anything that only those involved should read?",
        rows=4,
        max_length=5000,
        required=False,
        help_text="For the leads of both sides, the relationship manager and the secretariat. No "
        "public page or email shows it.",
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        milestones: Any = self.fields["milestone"]
        milestones.queryset = commitment.milestones.all()
        milestones.label_from_instance = lambda row: f"{row.ref} {row.title}"


# What the one question of each step's page is: its label, a hint, and what to say when it is empty.
QUESTIONS = {
    Kind.ANSWER: (
        "What is your answer?",
        f"What you have done, or will do, and by when. {PUBLIC}",
        "Enter your answer",
    ),
    Kind.COMMENT: ("What do you want to add?", PUBLIC, "Enter your comment"),
    Kind.PASS_UP: (
        "Why should it go up now?",
        f"What was tried, and what is needed from them. {PUBLIC}",
        "Say why it should go up now",
    ),
    Kind.NOT_SOLVED: (
        "Why does the answer not solve it?",
        f"What is still in the way. {PUBLIC}",
        "Say why the answer does not solve it",
    ),
    Kind.CLOSE: (
        "Why is it closed?",
        f"What was solved and how, or why it no longer matters. {PUBLIC}",
        "Say why it is closed",
    ),
    Kind.REOPEN: ("Why is it opened again?", PUBLIC, "Say why it is opened again"),
}


# No number of a step has more.
DIGITS = 18


class WordsForm(TrackerForm):
    """What somebody says as they take a step, after the last step that they saw."""

    seen = forms.CharField(required=False, max_length=DIGITS, widget=forms.HiddenInput)
    words = TextField(rows=5, max_length=2000)

    def __init__(self, *args: Any, kind: BlockerStep.Kind, last: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": last}, **kwargs)
        words = self.fields["words"]
        words.label, words.help_text, words.error_messages["required"] = QUESTIONS[kind]

    @property
    def last_seen(self) -> int:
        """The last step on the page from which this comes; 0 where it does not say."""
        seen = str(self["seen"].value())
        return int(seen) if seen.isdecimal() and len(seen) <= DIGITS else 0

    def follow(self, last: int) -> None:
        """Shown again, and sent once more, it comes after `last`."""
        if self.is_bound:
            self.data = {"words": self["words"].value() or "", "seen": str(last)}
