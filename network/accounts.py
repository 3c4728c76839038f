"""How allauth treats people here: by invitation only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from ogp_tracker import history
from ogp_tracker.languages import in_english


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: the secretariat and the network coordinator invite."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters are English, whichever page they were asked for on."""
        with in_english():
            super().send_mail(template_prefix, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in a letter leads to the English page, which leads to the others."""
        with in_english():
            url: str = super().get_reset_password_from_key_url(key)
        return url

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Give the person the password they chose, under their own name."""
        user.set_password(password)
        history.save(user, by=user, reason="Chose a password")
