"""Addresses of the pages about the API."""

from django.urls import path

from opendata.api.views import pages

urlpatterns = [
    path("api/", pages.api_guide, name="api_guide"),
    path("api/guide/<slug:dataset>/", pages.api_dataset, name="api_dataset"),
]
