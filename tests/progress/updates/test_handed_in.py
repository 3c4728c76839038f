"""Handing in files on the page of the update."""

import pytest
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.test.utils import CaptureQueriesContext

from commitments.actions import add_milestone
from network.workflow import Side
from progress.models import EvidenceFile, ProgressUpdate, UpdateVersion
from tests.cast import NO_DATE, client_for
from tests.progress.drafts import draft, published
from tests.progress.files import CSV, PDF, upload
from tests.progress.views.pages import address, handed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment, period):
    return address("update_edit", commitment)


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.first()


def carried(response) -> dict[str, str]:
    """The hidden fields with kept files, as the shown page sends them back."""
    form = response.context["form"]
    return {
        field.html_name: field.value()
        for group in form.milestone_groups()
        for field in group.kept
        if field.value()
    }


def test_a_file_comes_with_the_draft_and_is_on_the_page(gail, milestone, url):
    response = client_for(gail).post(url, handed_in(milestone, upload()), follow=True)
    file = EvidenceFile.objects.get()
    assert (file.name, file.milestone, file.uploaded_by) == ("minutes.pdf", milestone, gail)
    line = UpdateVersion.objects.get().content.milestones[str(milestone.pk)]
    assert (line.evidence_file, line.evidence_name) == (file.sha256, "minutes.pdf")
    page = response.content.decode()
    size = filesizeformat(len(PDF))
    assert f'href="{file.get_absolute_url()}"' in page
    assert f"Evidence: minutes.pdf</a> (PDF, {size})" in page
    assert file.sha256 in page


def test_the_form_can_carry_files_and_says_what_it_takes(gail, url):
    page = client_for(gail).get(url).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "A PDF, PNG, JPEG, ODT, DOCX, XLSX or CSV of 10 MB or less." in page


def test_the_next_save_keeps_it_and_the_box_removes_it(gail, milestone, url):
    client = client_for(gail)
    client.post(url, handed_in(milestone, upload()))
    shown = client.get(url)
    assert "File with the evidence" in shown.content.decode()
    client.post(url, typed(1, done="More.", **carried(shown)))
    assert UpdateVersion.objects.get(number=2).content.milestones[str(milestone.pk)].evidence_file
    removed = {f"milestone_{milestone.pk}_evidence_removed": "on"}
    client.post(url, typed(2, done="More.", **carried(shown), **removed))
    assert not UpdateVersion.objects.get(number=3).content.milestones
    assert EvidenceFile.objects.count() == 1


def test_another_file_takes_its_place(gail, milestone, url):
    client = client_for(gail)
    client.post(url, handed_in(milestone, upload()))
    more = carried(client.get(url)) | {f"milestone_{milestone.pk}_evidence_removed": "on"}
    client.post(url, handed_in(milestone, upload("table.csv", CSV), 1, **more))
    line = UpdateVersion.objects.get(number=2).content.milestones[str(milestone.pk)]
    assert line.evidence_name == "table.csv"
    assert EvidenceFile.objects.count() == 2


def test_an_invalid_save_keeps_the_file(gail, milestone, url):
    client = client_for(gail)
    response = client.post(url, handed_in(milestone, upload(), completion="splendid"))
    assert response.status_code == 422
    assert "minutes.pdf" in response.content.decode()
    assert not UpdateVersion.objects.exists()
    client.post(url, typed(**carried(response)))
    line = UpdateVersion.objects.get().content.milestones[str(milestone.pk)]
    assert line.evidence_name == "minutes.pdf"


def test_a_stale_save_keeps_the_file(gail, cyrus, commitment, period, milestone, url):
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period)
    response = client_for(gail).post(url, handed_in(milestone, upload()))
    assert response.status_code == 409
    client_for(gail).post(url, typed(1, **carried(response)))
    line = UpdateVersion.objects.get(number=2).content.milestones[str(milestone.pk)]
    assert line.evidence_name == "minutes.pdf"


def test_a_file_alone_is_no_draft_yet(gail, commitment, milestone, url):
    client_for(gail).post(url, handed_in(milestone, upload(), completion="splendid"))
    assert ProgressUpdate.objects.exists()
    progress = client_for(gail).get(f"/commitments/{commitment.slug}/progress/").content.decode()
    assert "Read the draft" not in progress
    assert "Write the update" in client_for(gail).get("/your-work/").content.decode()


def test_a_wrong_file_is_an_error_at_its_field_and_everything_else_stays(gail, milestone, url):
    data = handed_in(milestone, upload("minutes.pdf", b"MZ"), done="Kept")
    response = client_for(gail).post(url, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_milestone_{milestone.pk}_evidence_upload"' in page
    assert "The selected file must be a PDF" in page
    assert "Kept" in page
    assert not EvidenceFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The selected file is empty"),
        (PDF.ljust(10 * 1024 * 1024 + 1), "must be 10 MB or smaller"),
    ],
)
def test_an_empty_or_large_file_is_refused(gail, milestone, url, content, said):
    response = client_for(gail).post(url, handed_in(milestone, upload(content=content)))
    assert response.status_code == 422
    assert said in response.content.decode()


def test_ten_files_at_a_time(gail, commitment, url):
    data = typed()
    for number in range(11):
        ref = f"7.{number + 10}"
        milestone = add_milestone(by=None, commitment=commitment, due=NO_DATE, ref=ref, title="x")
        data |= handed_in(milestone, upload(f"{number}.pdf", PDF + bytes(number)))
    response = client_for(gail).post(url, data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Add 10 files at a time: save the draft, then add this one" in page
    assert EvidenceFile.objects.count() == len(carried(response)) // 2 == 10


@pytest.mark.parametrize(
    "forged",
    [
        {"evidence_file": "0" * 64, "evidence_name": "law.pdf"},
        {"evidence_file": "../../etc/passwd", "evidence_name": "passwd"},
    ],
)
def test_a_file_that_was_not_handed_in_is_not_named(gail, milestone, url, forged):
    fields = {f"milestone_{milestone.pk}_{part}": value for part, value in forged.items()}
    assert client_for(gail).post(url, typed(**fields)).status_code == 422
    assert not UpdateVersion.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("rae", 403), ("sam", 403), ("olga", 404)])
def test_who_does_not_write_hands_in_nothing(request, name, status, milestone, url):
    client = client_for(request.getfixturevalue(name))
    assert client.post(url, handed_in(milestone, upload())).status_code == status
    assert not EvidenceFile.objects.exists()


def test_a_correction_without_its_reason_keeps_the_file(
    gail, cyrus, commitment, period, milestone, url
):
    published(gail, cyrus, commitment, period)
    client = client_for(gail)
    response = client.post(url, handed_in(milestone, upload(), 2))
    assert response.status_code == 422
    data = typed(2, reason="The minutes were missing", **carried(response))
    assert client.post(url, data).status_code == 302
    line = UpdateVersion.objects.get(number=3).content.milestones[str(milestone.pk)]
    assert line.evidence_name == "minutes.pdf"


def test_what_was_typed_is_kept_with_the_file_and_comes_back(gail, milestone, url):
    client = client_for(gail)
    client.post(url, handed_in(milestone, upload(), completion="splendid", done="Half a text"))
    response = client.get(url, {"unsaved": "1"})
    assert "Half a text" in response.content.decode()
    assert "minutes.pdf" in carried(response).values()


def test_twenty_milestones_with_files_take_no_more_queries_than_none(
    gail, commitment, milestone, url
):
    client = client_for(gail)
    client.post(url, typed())
    without = queries_of_a_save(client, url, typed(1, done="One more word."))
    milestones = [milestone] + [
        add_milestone(by=None, commitment=commitment, due=NO_DATE, ref=f"8.{n}", title="x")
        for n in range(19)
    ]
    for base, some in ((2, milestones[:10]), (3, milestones[10:])):
        data = typed(base, **carried(client.get(url)))
        for one in some:
            data[f"milestone_{one.pk}_evidence_upload"] = upload()
        assert client.post(url, data).status_code == 302
    files = carried(client.get(url))
    assert len(files) == 2 * 20
    assert queries_of_a_save(client, url, typed(4, done="The last word.", **files)) == without
    assert len(UpdateVersion.objects.get(number=5).content.milestones) == 20


def queries_of_a_save(client, url, data) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.post(url, data).status_code == 302
    return len(captured)
