"""Addresses of pages; those that programs read are in `file_urls`."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "opendata"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("opendata.intake.urls")),
]
