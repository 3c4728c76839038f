"""Addresses of blockers: the register, and each one below its commitment."""

from django.urls import path

from progress.blockers.views import public, raising, steps

ONE = "commitments/<slug:slug>/blockers/<int:pk>/"
urlpatterns = [
    # Readers
    path("blockers/", public.blocker_list, name="blocker_list"),
    path(ONE, public.blocker_detail, name="blocker_detail"),
    # Leads
    path("commitments/<slug:slug>/blockers/raise/", raising.blocker_raise, name="blocker_raise"),
    # Whoever has a part in it
    path(f"{ONE}answer/", steps.blocker_answer, name="blocker_answer"),
    path(f"{ONE}comment/", steps.blocker_comment, name="blocker_comment"),
    path(f"{ONE}pass-up/", steps.blocker_pass_up, name="blocker_pass_up"),
    path(f"{ONE}close/", steps.blocker_close, name="blocker_close"),
    path(f"{ONE}reopen/", steps.blocker_reopen, name="blocker_reopen"),
]
