"""The address of the search."""

from django.urls import path

from opendata.exploring import views

urlpatterns = [path("search/", views.search, name="search")]
