"""One picture alone, and the figures it is made of."""

from django.urls import path

from opendata.picturing.views import files

urlpatterns = [
    path("plans/<name:slug>/pictures/<slug:name>.svg", files.picture_svg, name="picture_svg"),
    path("plans/<name:slug>/pictures/<slug:name>.csv", files.picture_csv, name="picture_csv"),
]
