"""One picture alone, and the figures it is made of."""

from django.urls import path

from opendata.drawing import views

urlpatterns = [
    path("plans/<slug:slug>/pictures/<slug:name>.svg", views.picture_svg, name="picture_svg"),
    path("plans/<slug:slug>/pictures/<slug:name>.csv", views.picture_csv, name="picture_csv"),
]
