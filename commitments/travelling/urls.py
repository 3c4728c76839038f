"""Addresses of the past: the page that asks for a day, and the one that shows it."""

from django.urls import path

from commitments.travelling.views import commitments, plans

urlpatterns = [
    path("commitments/<slug:slug>/as-on/", commitments.commitment_day, name="commitment_day"),
    path(
        "commitments/<slug:slug>/as-on/<day:day>/",
        commitments.commitment_as_on,
        name="commitment_as_on",
    ),
    path("plans/<slug:slug>/as-on/", plans.plan_day, name="plan_day"),
    path("plans/<slug:slug>/as-on/<day:day>/", plans.plan_as_on, name="plan_as_on"),
]
