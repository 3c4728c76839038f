"""Addresses of the mailroom."""

from django.urls import include, path

from mailroom import views
from mailroom.reminding.views import choice

app_name = "mailroom"
urlpatterns = [
    path("", views.message_list, name="message_list"),
    path("your-choice/", choice.mail_choice, name="mail_choice"),
    path("following/", include("mailroom.following.urls")),
    path("<int:pk>/", views.message_detail, name="message_detail"),
]
