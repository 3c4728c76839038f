"""The address of the first page."""

from django.urls import path

from commitments.front import views

urlpatterns = [
    path("", views.home, name="home"),
]
