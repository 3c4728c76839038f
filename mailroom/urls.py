"""Addresses of the mailroom."""

from django.urls import include, path

from mailroom.desk.views import deciding, reading
from mailroom.reminding.views import choice

app_name = "mailroom"
urlpatterns = [
    path("", reading.message_list, name="message_list"),
    path("your-choice/", choice.mail_choice, name="mail_choice"),
    path("following/", include("mailroom.following.urls")),
    path("<int:pk>/", reading.message_detail, name="message_detail"),
    path("<int:pk>/hold/", deciding.message_hold, name="message_hold"),
    path("<int:pk>/release/", deciding.message_release, name="message_release"),
    path("<int:pk>/send-again/", deciding.message_resend, name="message_resend"),
    path("recipient/", reading.recipient_detail, name="recipient_detail"),
    path("addresses/", reading.address_list, name="address_list"),
    path("addresses/<int:pk>/try-again/", deciding.address_retry, name="address_retry"),
    path("kinds/", reading.kind_list, name="kind_list"),
    path("kinds/<str:kind>/hold/", deciding.kind_hold, name="kind_hold"),
    path("kinds/<str:kind>/release/", deciding.kind_release, name="kind_release"),
]
