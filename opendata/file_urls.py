"""Addresses that programs read: files, feeds, calendars. They have no language in them."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "files"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("opendata.spreadsheets.urls")),
]
