"""Addresses of a commitment's life: wordings for everybody, steps and ancestry for keepers."""

from django.urls import path

from commitments.lifecycle.views import ancestry, steps, wordings

urlpatterns = [
    path(
        "commitments/<slug:slug>/wordings/",
        wordings.commitment_wordings,
        name="commitment_wordings",
    ),
    path(
        "commitments/<slug:slug>/wordings/record/", wordings.wording_record, name="wording_record"
    ),
    path(
        "commitments/<slug:slug>/wordings/<int:before>/<int:after>/",
        wordings.wording_compare,
        name="wording_compare",
    ),
    path("commitments/<slug:slug>/amend/", steps.commitment_amend, name="commitment_amend"),
    path(
        "commitments/<slug:slug>/put-in-plan/",
        steps.commitment_put_in_plan,
        name="commitment_put_in_plan",
    ),
    path("commitments/<slug:slug>/split/", steps.commitment_split, name="commitment_split"),
    path("commitments/<slug:slug>/merge/", steps.commitment_merge, name="commitment_merge"),
    path(
        "commitments/<slug:slug>/carry-over/",
        steps.commitment_carry_over,
        name="commitment_carry_over",
    ),
    path("commitments/<slug:slug>/ancestry/add/", ancestry.ancestry_add, name="ancestry_add"),
    path("ancestry/<int:pk>/remove/", ancestry.ancestry_remove, name="ancestry_remove"),
]
