"""Django's name for the app."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    """The mailroom."""

    name = "mailroom"

    def ready(self) -> None:
        """Have the settings checked."""
        from mailroom import checks  # noqa: F401 - it registers itself
