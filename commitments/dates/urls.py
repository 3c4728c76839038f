"""Addresses of the pages about dates that moved."""

from django.urls import path

from commitments.dates.views import milestones, plans

urlpatterns = [
    path("milestones/<int:pk>/dates/", milestones.milestone_dates, name="milestone_dates"),
    path("plans/<slug:slug>/dates/", plans.plan_dates, name="plan_dates"),
]
