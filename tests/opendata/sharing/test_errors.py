"""What went wrong is said with a way on and a reference that the log has, too."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path

from ogp_tracker import urls

REFERENCE = re.compile(r"reference <strong>([2-9A-Z]{8})</strong>")


def breaks(request):
    raise RuntimeError("A secret: s3cr3t")


def refuses(request):
    raise PermissionDenied("Only leads do this.")


def suspects(request):
    raise SuspiciousOperation("Odd")


for view in (breaks, refuses, suspects):
    view.login_required = False  # type: ignore[attr-defined]
urlpatterns = [
    *urls.urlpatterns,
    path("breaks/", breaks),
    path("refuses/", refuses),
    path("suspects/", suspects),
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("url", "status"), [("/breaks/", 500), ("/refuses/", 403), ("/suspects/", 400)]
)
def test_the_reference_stands_in_the_log(caplog, url, status):
    answer = Client(raise_request_exception=False).get(url)
    assert answer.status_code == status
    (reference,) = REFERENCE.findall(answer.text)
    assert f"Reference {reference}: {url.strip('/')}/ answered {status}" in caplog.text
    assert "s3cr3t" not in answer.text
    assert 'href="/"' in answer.text


def test_a_refusal_says_why(client):
    assert "Only leads do this." in client.get("/refuses/").text
