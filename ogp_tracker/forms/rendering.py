"""How a field becomes HTML: the renderer, and what templates may ask of a field."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

from ogp_tracker.forms.dates import PARTS, DateBoxes
from ogp_tracker.forms.text import at_the_door

# The first match counts, so the special comes before the general.
_KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (DateBoxes, "date", ""),
    (forms.CheckboxSelectMultiple, "checkboxes", ""),
    (forms.RadioSelect, "radios", ""),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.FileInput, "file", "govuk-file-upload"),
    (forms.Select, "select", "govuk-select"),
    (forms.Textarea, "textarea", "govuk-textarea"),
    (Input, "input", "govuk-input"),
)


class TrackerBoundField(forms.BoundField):
    """A field on a page: its kind, its ids, and where a link in the error summary must lead."""

    @property
    def kind(self) -> str:
        """The name of the shape: input, textarea, select, radios, checkboxes, checkbox, date."""
        return self._kind_and_class(self.field.widget)[0]

    @property
    def data(self) -> Any:
        """What was typed, in the one form we keep; a password stays as it is."""
        data = super().data
        return data if isinstance(self.field.widget, forms.PasswordInput) else at_the_door(data)

    @property
    def marked_optional(self) -> bool:
        """Whether the label says "(optional)"; forms where all is optional switch it off."""
        return (
            not self.field.required
            and self.kind != "checkbox"
            and getattr(self.form, "mark_optional", False)
        )

    @property
    def html_id(self) -> str:
        """The id of the control, from which all other ids are made."""
        given: str | None = self.field.widget.attrs.get("id")
        return given or self.auto_id

    @property
    def hint_id(self) -> str:
        """The id of the hint."""
        return f"{self.html_id}-hint"

    @property
    def error_id(self) -> str:
        """The id of the error message."""
        return f"{self.html_id}-error"

    @property
    def count_limit(self) -> int | None:
        """The number of characters a text may have, when the page should count them."""
        limit: int | None = getattr(self.field, "max_length", None)
        return limit if self.kind == "textarea" else None

    @property
    def aria_describedby(self) -> str | None:
        """The ids of all that explains the field, in the order they are read out."""
        if self.field.widget.attrs.get("aria-describedby"):
            return None
        ids = []
        if self.count_limit:
            ids.append(f"{self.html_id}-info")
        if self.help_text:
            ids.append(self.hint_id)
        if self.errors:
            ids.append(self.error_id)
        return " ".join(ids)

    @property
    def wrong_boxes(self) -> tuple[str, ...]:
        """The boxes of a date that the errors speak of."""
        for error in self.errors.as_data():
            for one in error.error_list:
                if boxes := (one.params or {}).get("boxes"):
                    return tuple(boxes)
        return ()

    @property
    def focus_id(self) -> str:
        """The id of the first control that a person must correct."""
        if self.kind == "date":
            return f"{self.html_id}_{(self.wrong_boxes or ('day',))[0]}"
        if self.kind in ("radios", "checkboxes"):
            return f"{self.html_id}_0"
        return self.html_id

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add our classes to the attributes of the control."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        kind, css_class = self._kind_and_class(widget)
        if widget.is_hidden or kind == "other":
            return attrs
        error_class = f"{css_class}--error" if css_class and self.errors else ""
        counted = "govuk-js-character-count" if self.count_limit else ""
        classes = [css_class, error_class, counted, widget.attrs.get("class", "")]
        if css_class:
            attrs["class"] = " ".join(filter(None, classes))
        # Cutting off what somebody pastes loses it without a word; the form says what is too long.
        attrs["maxlength"] = False
        if kind == "textarea":
            attrs["cols"] = False
        if isinstance(widget, forms.EmailInput | forms.URLInput):
            attrs.setdefault("spellcheck", "false")
        if kind == "date" and self.errors:
            attrs["data-wrong"] = " ".join(self.wrong_boxes or PARTS)
        return attrs

    @staticmethod
    def _kind_and_class(widget: forms.Widget) -> tuple[str, str]:
        for widget_class, kind, css_class in _KINDS:
            if isinstance(widget, widget_class):
                return kind, css_class
        return "other", ""


class TrackerRenderer(TemplatesSetting):
    """Renders forms with templates/django/forms/; the admin keeps Django's own renderer."""

    bound_field_class = TrackerBoundField
