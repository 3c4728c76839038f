"""Addresses of the mailroom."""

from django.urls import path

from mailroom import views

app_name = "mailroom"
urlpatterns = [
    path("", views.message_list, name="message_list"),
    path("<int:pk>/", views.message_detail, name="message_detail"),
]
