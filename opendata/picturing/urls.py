"""The page of a plan's pictures."""

from django.urls import path

from opendata.picturing import views

urlpatterns = [
    path("plans/<slug:slug>/pictures/", views.plan_pictures, name="plan_pictures"),
]
