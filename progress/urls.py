"""Addresses of the app."""

from django.urls import path

app_name = "progress"
urlpatterns: list[path] = []
