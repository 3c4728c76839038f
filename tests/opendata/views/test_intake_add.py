"""Handing in a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from opendata.models import Intake
from tests.cast import client_for
from tests.opendata.intakes import plan_json, renamed
from tests.opendata.views.pages import check_who_may

pytestmark = pytest.mark.django_db
URL = "/import/add/"


def post(somebody, content, name="plan.json"):
    return client_for(somebody).post(URL, {"file": SimpleUploadedFile(name, content)})


def test_it_works(sam):
    assert 'enctype="multipart/form-data"' in client_for(sam).get(URL).content.decode()
    response = post(sam, plan_json(), "../C:\\plans\\plan.json")
    intake = Intake.objects.get()
    assert response["Location"] == intake.get_absolute_url()
    assert (intake.name, intake.uploaded_by) == ("plan.json", sam)


def test_a_file_with_other_headings_leads_to_its_columns(sam, commitment):
    response = client_for(sam).post(
        URL, {"file": SimpleUploadedFile("plan.zip", renamed(commitment.plan))}, follow=True
    )
    assert response.redirect_chain[-1][0] == f"/import/{Intake.objects.get().pk}/columns/"


def test_who_may(request, sam):
    check_who_may(request, URL)
    check_who_may(request, URL, post=True)
    assert not Intake.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.xlsx", b"%PDF-1.7", "this is no XLSX spreadsheet and no zip of CSV files"),
        ("plan.json", b"", "The selected file is empty"),
        ("plan.exe", b"MZ", "The selected file must be XLSX, CSV, a zip of CSV files, or JSON"),
    ],
)
def test_nonsense(sam, name, content, words):
    response = post(sam, content, name)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Intake.objects.exists()


def test_no_file_at_all(sam):
    assert "Select a file" in client_for(sam).post(URL, {}).content.decode()
