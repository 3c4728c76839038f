"""Addresses of the pages on which files are taken in."""

from django.urls import path

from opendata.intake.views import reading, steps

urlpatterns = [
    path("import/", reading.intake_list, name="intake_list"),
    path("import/add/", steps.intake_add, name="intake_add"),
    path("import/<int:pk>/", reading.intake_detail, name="intake_detail"),
    path("import/<int:pk>/columns/", steps.intake_columns, name="intake_columns"),
    path("import/<int:pk>/check/", steps.intake_check, name="intake_check"),
    path("import/<int:pk>/check.csv", reading.intake_lines, name="intake_lines"),
    path("import/<int:pk>/confirm/", steps.intake_confirm, name="intake_confirm"),
    path("import/<int:pk>/file/", reading.intake_file, name="intake_file"),
]
