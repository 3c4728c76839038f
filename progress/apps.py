"""Django's name for the app."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """How it is going."""

    name = "progress"
