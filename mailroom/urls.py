"""Addresses of the mailroom."""

app_name = "mailroom"
urlpatterns: list = []
