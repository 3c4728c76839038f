"""Django's name for the app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The network."""

    name = "network"
