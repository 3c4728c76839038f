"""Which address belongs to which app."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from ogp_tracker import views
from ogp_tracker.days import DayConverter

# The admin asks for the second step, and counts wrong passwords, like every other sign-in.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Before any app reads its own addresses: several have days in them.
register_converter(DayConverter, "day")

# They know what an address once showed, and give a reference for what went wrong.
handler400 = "opendata.sharing.views.errors.bad_request"
handler403 = "opendata.sharing.views.errors.permission_denied"
handler404 = "opendata.sharing.views.errors.page_not_found"
handler500 = "opendata.sharing.views.errors.server_error"

urlpatterns = [
    # For programs and for those who run the tracker: no language in the address.
    path("", include("opendata.file_urls")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    # Pages: English as they stand here, others under the code of their language.
    *i18n_patterns(
        # Before commitments: /organisations/add/ is not the organisation "add".
        path("", include("network.urls")),
        path("", include("commitments.urls")),
        path("", include("progress.urls")),
        path("", include("opendata.urls")),
        path("mailroom/", include("mailroom.urls")),
        # allauth lets people add addresses that nobody has proved to be theirs; here nobody does.
        path("account/email/", RedirectView.as_view(pattern_name="progress:your_work")),
        path("account/", include("allauth.account.urls")),
        path("account/two-factor/", include("allauth.mfa.urls")),
        path("about/", views.about, name="about"),
        prefix_default_language=False,
    ),
]
