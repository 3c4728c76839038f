"""Django's name for the app."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """What was promised."""

    name = "commitments"
