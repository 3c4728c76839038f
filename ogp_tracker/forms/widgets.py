"""Radios and checkboxes with a hint under each choice."""

from collections.abc import Mapping
from typing import Any

from django import forms


class _Hints:
    """Adds `hints` (value: sentence) and the classes of the small and inline shapes to choices."""

    shape = ""

    def __init__(
        self,
        *args: Any,
        hints: Mapping[Any, Any] | None = None,
        small: bool = False,
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.classes = " ".join(
            f"{self.shape}--{name}" for name, on in (("small", small), ("inline", inline)) if on
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"]["classes"] = self.classes
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        hint = self.hints.get(str(value))
        if hint and option["attrs"].get("id"):
            option["hint"] = hint
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}-hint"
        return option


class Radios(_Hints, forms.RadioSelect):
    """One of a few choices, all in view."""

    shape = "govuk-radios"


class Checkboxes(_Hints, forms.CheckboxSelectMultiple):
    """Any number of a few choices."""

    shape = "govuk-checkboxes"
