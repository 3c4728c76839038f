"""How much may come with one request."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ogp_tracker.uploads import MOST_BYTES


@pytest.mark.django_db
def test_a_request_that_says_it_is_too_large_is_refused(client):
    response = client.post("/account/login/", {"a": "b"}, CONTENT_LENGTH=str(MOST_BYTES + 1))
    assert response.status_code == 400


def test_a_large_file_waits_in_the_temporary_folder(rf):
    request = rf.post("/", {"file": SimpleUploadedFile("x.pdf", bytes(3_000_000))})
    upload = request.FILES["file"]
    assert upload.size == 3_000_000
    assert upload.temporary_file_path()
    upload.close()
    assert rf.post("/", {"file": SimpleUploadedFile("x.pdf", b"1")}).FILES["file"].size == 1
