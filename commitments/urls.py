"""Addresses of the app."""

from django.urls import path

app_name = "commitments"
urlpatterns: list[path] = []
