"""Django's name for the app."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    """The mailroom."""

    name = "mailroom"
