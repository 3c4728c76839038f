"""Addresses of the app: what readers see, the life of commitments, then the working pages."""

from django.urls import include, path

app_name = "commitments"
urlpatterns = [
    path("", include("commitments.front.urls")),
    path("", include("commitments.public.urls")),
    path("", include("commitments.following.urls")),
    path("", include("commitments.dates.urls")),
    path("", include("commitments.travelling.urls")),
    path("", include("commitments.lifecycle.urls")),
    path("", include("commitments.keeping.urls")),
]
