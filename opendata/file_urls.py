"""Addresses that programs read: files, feeds, calendars. They have no language in them."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "files"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("opendata.drawing.urls")),
    path("", include("opendata.api.file_urls")),
    path("", include("opendata.catalogue.file_urls")),
    path("", include("opendata.feeds.file_urls")),
    path("", include("opendata.sharing.file_urls")),
    path("", include("opendata.spreadsheets.urls")),
]
