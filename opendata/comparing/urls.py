"""Where to compare."""

from django.urls import path

from opendata.comparing import views

urlpatterns = [
    path("compare/", views.comparison, name="comparison"),
    path("compare/plans/", views.plan_compare, name="plan_compare"),
    path("compare/periods/", views.period_compare, name="period_compare"),
    path("compare/organisations/", views.organisation_compare, name="organisation_compare"),
]
