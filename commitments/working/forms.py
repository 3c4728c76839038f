"""Forms over rows that exist: they ask why, and know which state of the row they began from."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import construct_instance, model_to_dict

from ogp_tracker.forms import OneLineField, TextField, TrackerForm, TrackerModelForm
from ogp_tracker.overtaking import StaleEditError
from ogp_tracker.words import in_words

READERS_SEE = "Readers see this in the public history."


class ReasonField(OneLineField):
    """Why something is done, kept with it for ever."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {
            "label": "Why is this changing?",
            "max_length": 300,
            "help_text": READERS_SEE,
            "error_messages": {"required": "Say why this is changing"},
        }
        super().__init__(**usual | kwargs)


class ReasonForm(TrackerForm):
    """A confirmation that asks only why."""

    reason = ReasonField(label="Why?", error_messages={"required": "Say why"})


class LinesField(TextField):
    """A list of short texts, one a line."""

    def prepare_value(self, value: Any) -> Any:
        """Write the list as text."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Read the text as a list, without empty lines."""
        lines = (super().to_python(value) or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def run_validators(self, value: Any) -> None:
        """Check the whole text at once."""
        super().run_validators("\n".join(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the lists: an empty line more is no change."""
        return bool((initial or []) != self.to_python(data))


class EditForm(TrackerModelForm):
    """A form over a row that exists.

    What counts as changed is what the person changed since the page was opened (`began_from`, a
    history row), not what differs from the row as somebody else left it meanwhile.
    """

    # What is typed beside the columns, and stays when the form begins again.
    kept_words: ClassVar[tuple[str, ...]] = ("reason",)

    reason = ReasonField()
    began_from = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, instance: models.Model, **kwargs: Any
    ) -> None:
        self.conflicts: list[dict[str, Any]] = []
        base = _base_of(instance, data)
        initial = model_to_dict(base, self._meta.fields) | {"began_from": base.pk}
        super().__init__(data, instance=instance, initial=initial, **kwargs)

    @property
    def changed_columns(self) -> list[str]:
        """The columns this person changed."""
        return [name for name in self.changed_data if name in (self._meta.fields or ())]

    @property
    def edit(self) -> dict[str, Any]:
        """What actions.edit_row asks of a valid form, besides the row and the person."""
        circumstances = {name: self.cleaned_data[name] for name in ("reason", "began_from")}
        return {"changed": self.changed_columns, **circumstances}

    def clean(self) -> dict[str, Any]:
        """Refuse a save that would record nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.changed_columns:
            raise ValidationError("You have not changed anything. Change something, or cancel.")
        return cleaned

    def _post_clean(self) -> None:
        # Whether the row may stand is for the action to say, which asks the database and names
        # the field to correct; Django would answer here in the words of the model.
        construct_instance(self, self.instance, self._meta.fields)

    def begin_again(self, stale: StaleEditError) -> None:
        """Start over from the row as somebody else left it, with this person's words kept.

        The page then shows both; saving it again is a decision with open eyes.
        """
        self.conflicts = [
            {
                "label": self.fields[field.name].label,
                "id": self[field.name].focus_id,  # type: ignore[attr-defined]
                "before": in_words(stale.row, field.name, field.theirs),
                "after": in_words(stale.row, field.name, self.cleaned_data[field.name]),
                "by": field.by,
                "at": field.at,
            }
            for field in stale.fields
            if field.name in self.fields
        ]
        mine = {name: self.cleaned_data[name] for name in (*self.changed_columns, *self.kept_words)}
        latest = _latest(stale.row)
        self.initial = model_to_dict(latest, self._meta.fields) | mine | {"began_from": latest.pk}
        self.is_bound, self.data = False, {}
        self._errors = None
        self._bound_fields_cache.clear()  # type: ignore[attr-defined]


def _base_of(instance: models.Model, data: Mapping[str, Any] | None) -> Any:
    """The history row the person began from; the latest where the page does not say."""
    typed = str((data or {}).get("began_from", ""))
    base = None
    if typed.isascii() and typed.isdigit() and len(typed) < 19:
        base = instance.history.filter(pk=int(typed)).first()  # type: ignore[attr-defined]
    return base or _latest(instance)


def _latest(instance: models.Model) -> Any:
    return instance.history.order_by("-pk").first()  # type: ignore[attr-defined]
