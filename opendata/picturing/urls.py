"""The page of a plan's pictures."""

from django.urls import path

from opendata.picturing.views import pages

urlpatterns = [
    path("plans/<name:slug>/pictures/", pages.plan_pictures, name="plan_pictures"),
]
