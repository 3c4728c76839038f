"""The two parents of every form: our renderer, and messages made from the labels."""

from typing import Any, ClassVar

from django import forms

from ogp_tracker.forms.dates import DateField
from ogp_tracker.forms.rendering import TrackerRenderer
from ogp_tracker.forms.text import guard

_CHOICES = (forms.ChoiceField, forms.ModelChoiceField, forms.NullBooleanField, forms.BooleanField)


def in_a_sentence(label: str) -> str:
    """Return `label` as it reads within a sentence: "Your name" as "your name", "URL" as it is."""
    label = str(label).rstrip("?.: ")
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def plain_messages(field: forms.Field, label: str) -> dict[str, str]:
    """Return messages for `field` that name it by its `label`; a percent sign stays one."""
    begin = (label[:1].upper() + label[1:]).rstrip("?.: ").replace("%", "%%")
    name = in_a_sentence(label).replace("%", "%%")
    choice = isinstance(field, _CHOICES)
    messages = {"required": f"{'Select' if choice else 'Enter'} {name}".replace("%%", "%")}
    if choice:
        messages["invalid_choice"] = f"Select {name} from the list"
    if isinstance(field, forms.CharField):
        messages["max_length"] = f"{begin} must be %(limit_value)d characters or fewer"
        messages["min_length"] = f"{begin} must be %(limit_value)d characters or more"
        messages["hidden_characters"] = f"{begin} must not contain hidden characters"
        messages["null_characters_not_allowed"] = messages["hidden_characters"]
    if isinstance(field, forms.EmailField):
        messages["invalid"] = "Enter an email address in the correct format, like name@example.org"
    elif isinstance(field, forms.URLField):
        messages["invalid"] = "Enter a web address that starts with https://"
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = f"{begin} must be a whole number"
        messages["min_value"] = f"{begin} must be %(limit_value)s or more"
        messages["max_value"] = f"{begin} must be %(limit_value)s or less"
    return messages


class TrackerFormMixin:
    """Our look for any Django form class.

    `required_messages` names the fields whose sentence cannot be made from the label.
    `mark_optional` writes "(optional)" after labels; switch it off where every field is optional.
    """

    default_renderer = TrackerRenderer
    use_required_attribute = False
    mark_optional = True
    required_messages: ClassVar[dict[str, str]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._speak_plainly(name, field)

    def _speak_plainly(self, name: str, field: forms.Field) -> None:
        label = str(field.label or name.replace("_", " ").capitalize())
        if isinstance(field, DateField):
            field.name_in_messages = label.rstrip("?.: ")
        if isinstance(field, forms.CharField):
            guard(field)
        own = {
            code: message
            for code, message in field.error_messages.items()
            if message != self._given(field, code)
        }
        field.error_messages |= plain_messages(field, label) | own
        if name in self.required_messages:
            field.error_messages["required"] = self.required_messages[name]

    @staticmethod
    def _given(field: forms.Field, code: str) -> Any:
        """Return the message Django's classes give `field` for `code`, if any."""
        for parent in type(field).__mro__:
            if code in getattr(parent, "default_error_messages", {}):
                return parent.default_error_messages[code]
        return None


class TrackerForm(TrackerFormMixin, forms.Form):
    """A form that is not tied to one model."""


class TrackerModelForm(TrackerFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A form over one model; name three-box dates with Meta.field_classes = {"...": DateField}."""
