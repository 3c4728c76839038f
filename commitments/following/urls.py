"""Addresses at which anybody asks to follow something."""

from django.urls import path

from commitments.following.views import follow

urlpatterns = [
    path("follow/asked/", follow.follow_asked, name="follow_asked"),
    path("follow/<str:kind>/", follow.follow_site, name="follow_site"),
    # A theme's address has two parts: /follow/theme/uk-nap-2013-15/government-integrity/
    path("follow/<str:kind>/<path:slug>/", follow.follow, name="follow"),
]
