"""Django's name for the app."""

from django.apps import AppConfig


class OpendataConfig(AppConfig):
    """What is given away."""

    name = "opendata"
    verbose_name = "open data"
