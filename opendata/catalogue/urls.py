"""Addresses of the catalogue’s pages."""

from django.urls import path

from opendata.catalogue.views import pages

urlpatterns = [
    path("data/", pages.dataset_list, name="dataset_list"),
    path("data/<slug:slug>/", pages.dataset_detail, name="dataset_detail"),
]
