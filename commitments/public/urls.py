"""Addresses that everybody may open."""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from commitments.public.views import commitments, organisations, plans, vacancies


class NameConverter(SlugConverter):
    """A slug, but for the word that stands for adding one."""

    regex = rf"(?!add/){SlugConverter.regex}"


register_converter(NameConverter, "name")

urlpatterns = [
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/<name:slug>/", plans.plan_detail, name="plan_detail"),
    path("plans/<name:slug>/history/", plans.plan_history, name="plan_history"),
    path("commitments/", commitments.commitment_list, name="commitment_list"),
    path("commitments/<slug:slug>/", commitments.commitment_detail, name="commitment_detail"),
    path(
        "commitments/<slug:slug>/history/",
        commitments.commitment_history,
        name="commitment_history",
    ),
    path("vacancies/", vacancies.vacancy_list, name="vacancy_list"),
    path("organisations/", organisations.organisation_list, name="organisation_list"),
    path(
        "organisations/<name:slug>/",
        organisations.organisation_detail,
        name="organisation_detail",
    ),
]
