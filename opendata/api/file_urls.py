"""Addresses of the API."""

from django.urls import path

from opendata.api.views import answers

urlpatterns = [
    path("api/schema/", answers.api_schema, name="api_schema"),
    path("api/v1/", answers.api_datasets, name="api_datasets"),
    path("api/v1/<slug:dataset>/", answers.api_records, name="api_records"),
    path("api/v1/<slug:dataset>/<str:key>/", answers.api_record, name="api_record"),
]
