"""Addresses of the files of plans."""

from django.urls import path

from opendata.spreadsheets import views

urlpatterns = [
    path("plans/template.xlsx", views.plan_template, name="plan_template"),
    path("plans/<slug:slug>/plan.xlsx", views.plan_spreadsheet, name="plan_spreadsheet"),
    path("plans/<slug:slug>/plan.zip", views.plan_tables, name="plan_tables"),
]
