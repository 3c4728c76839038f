"""Addresses of the circulation."""

from django.urls import path

from network.circulation.views import archive, sending

urlpatterns = [
    path("circulations/", archive.circulation_list, name="circulation_list"),
    path("circulations/leave/<str:token>/", archive.circulation_leave, name="circulation_leave"),
    path("circulations/<str:month>/", archive.circulation_detail, name="circulation_detail"),
    path("circulations/<str:month>/edit/", sending.circulation_edit, name="circulation_edit"),
    path("circulations/<str:month>/send/", sending.circulation_send, name="circulation_send"),
]
