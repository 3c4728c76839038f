"""Addresses of pages; those that programs read are in `file_urls`."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "opendata"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("opendata.comparing.urls")),
    path("", include("opendata.picturing.urls")),
    path("", include("opendata.api.urls")),
    path("", include("opendata.catalogue.urls")),
    path("", include("opendata.sharing.urls")),
    path("", include("opendata.exploring.urls")),
    path("", include("opendata.intake.urls")),
]
