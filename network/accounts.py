"""How allauth treats people here: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: the secretariat and the network coordinator invite."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
