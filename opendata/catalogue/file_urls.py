"""Addresses of the files. The names are a contract."""

from django.urls import path

from opendata.catalogue.package import NAME_OF_ZIP
from opendata.catalogue.views import files

urlpatterns = [
    path("data/datapackage.json", files.data_package, name="data_package"),
    path(f"data/{NAME_OF_ZIP}", files.data_zip, name="data_zip"),
    path("data/commitments-ogp.csv", files.commitments_ogp, name="commitments_ogp"),
    path("data/<slug:slug>.csv", files.dataset_csv, name="dataset_csv"),
    path("data/<slug:slug>.json", files.dataset_json, name="dataset_json"),
]
