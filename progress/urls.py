"""Addresses of updates: the day in an address is the day the period was due."""

from django.urls import include, path, register_converter

from progress.evidence.views import files
from progress.oversight.views import by_hand, oversight, work
from progress.reading.views import comparing, public
from progress.reminding.views import ledger
from progress.schedule.views import decisions, extensions, lateness, periods
from progress.signing.views import signing, unchanged
from progress.updates.views import drafting, unsaved


class FingerprintConverter:
    """A SHA-256, in 64 small hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(FingerprintConverter, "fingerprint")

app_name = "progress"
UPDATE = "commitments/<slug:slug>/updates/<day:day>/"
urlpatterns = [
    # Readers
    path("updates/", public.update_list, name="update_list"),
    path(
        "commitments/<slug:slug>/progress/", public.commitment_progress, name="commitment_progress"
    ),
    path(UPDATE, public.update_detail, name="update_detail"),
    path(f"{UPDATE}versions/<int:number>/", public.version_detail, name="version_detail"),
    path(f"{UPDATE}versions/<int:number>/text.json", public.version_text, name="version_text"),
    path(
        f"{UPDATE}versions/<int:before>/<int:after>/",
        comparing.version_compare,
        name="version_compare",
    ),
    path(
        "commitments/<slug:slug>/updates/<day:before>/<day:after>/",
        comparing.update_compare,
        name="update_compare",
    ),
    path("plans/<slug:slug>/reporting-dates/", periods.period_list, name="period_list"),
    path("lateness/", lateness.lateness_list, name="lateness_list"),
    path(
        "commitments/<slug:slug>/evidence/<fingerprint:sha256>/",
        files.evidence_file,
        name="evidence_file",
    ),
    path("", include("progress.blockers.urls")),
    path("", include("progress.diary.urls")),
    # The secretariat
    path("plans/<slug:slug>/reporting-dates/add/", periods.period_add, name="period_add"),
    path(
        "plans/<slug:slug>/reporting-dates/decide/",
        decisions.schedule_decide,
        name="schedule_decide",
    ),
    path(
        "plans/<slug:slug>/reporting-dates/<day:day>/extend/",
        extensions.period_extend,
        name="period_extend",
    ),
    path(f"{UPDATE}extend/", extensions.extension_grant, name="extension_grant"),
    # Those who keep track
    path("oversight/", oversight.oversight, name="oversight"),
    path("oversight.csv", oversight.oversight_file, name="oversight_file"),
    path(f"{UPDATE}remind/", by_hand.reminder_send, name="reminder_send"),
    # Those who work with the plan
    path(
        "plans/<slug:slug>/reporting-dates/<day:day>/reminders/",
        ledger.reminder_list,
        name="reminder_list",
    ),
    # Leads
    path("your-work/", work.your_work, name="your_work"),
    path(f"{UPDATE}write/", drafting.update_edit, name="update_edit"),
    path(f"{UPDATE}nothing-new/", unchanged.update_unchanged, name="update_unchanged"),
    path(f"{UPDATE}write/keep/", unsaved.update_autosave, name="update_autosave"),
    path(f"{UPDATE}write/unsaved/", unsaved.update_unsaved, name="update_unsaved"),
    path(f"{UPDATE}sign/", signing.update_sign, name="update_sign"),
    path(f"{UPDATE}withdraw/", signing.update_withdraw, name="update_withdraw"),
    path(f"{UPDATE}publish-alone/", signing.update_publish_alone, name="update_publish_alone"),
]
