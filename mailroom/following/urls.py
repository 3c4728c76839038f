"""Addresses that stand in letters to followers."""

from django.urls import path

from mailroom.following.views import followers

urlpatterns = [
    path("<str:token>/", followers.follower_detail, name="follower_detail"),
    path("<str:token>/confirm/", followers.follower_confirm, name="follower_confirm"),
    path("<str:token>/leave/", followers.follower_leave, name="follower_leave"),
    path("<str:token>/<int:pk>/", followers.subscription_edit, name="subscription_edit"),
    path("<str:token>/<int:pk>/leave/", followers.subscription_leave, name="subscription_leave"),
]
