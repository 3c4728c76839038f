"""How allauth treats people here: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from ogp_tracker import history


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: the secretariat and the network coordinator invite."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Give the person the password they chose, under their own name."""
        user.set_password(password)
        history.save(user, by=user, reason="Chose a password")
