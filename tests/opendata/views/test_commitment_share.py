import pytest
from django.urls import reverse

from tests.cast import action_plan, client_for, commitment_of
from tests.opendata.views.pages import files_named

pytestmark = pytest.mark.django_db


def address(commitment):
    return reverse("opendata:commitment_share", args=[commitment.slug])


def test_it_gives_what_there_is_to_copy(client, commitment):
    response = client.get(address(commitment))
    assert not response.cookies
    text = response.text
    base = "http://localhost:8000"
    card = f"{base}/embed/commitments/{commitment.slug}/"
    assert f"&lt;iframe src=&quot;{card}&quot; title=&quot;Commitment 7: Company" in text
    assert f'href="{base}/feeds/commitments/{commitment.slug}.atom"' in text
    assert f'href="{base}/feeds/commitments/{commitment.slug}.ics"' in text
    assert f'href="{base}/commitments/{commitment.slug}/as-on/2014-04-14/"' in text
    assert client.get(f"/embed/commitments/{commitment.slug}/").status_code == 200


def test_it_names_the_files_with_its_data(client, commitment):
    files = files_named(client.get(address(commitment)).text)
    assert f"/data/milestones.csv?commitment={commitment.slug}" in files
    assert f"/data/updates.json?commitment={commitment.slug}" in files
    assert {client.get(file).status_code for file in files} == {200}
    lines = b"".join(client.get(files[0]).streaming_content).decode().splitlines()
    assert len(lines) == 1 + commitment.milestones.count()


def test_its_page_leads_there(client, commitment):
    assert f'href="{address(commitment)}"' in client.get(commitment.get_absolute_url()).text


def test_a_title_with_marks_stays_one_attribute(client, commitment):
    other = commitment_of(commitment.plan, "8", 'Say "yes" & <more>')
    text = client.get(address(other)).text
    # Escaped once for the attribute, and once more because it is shown.
    assert "title=&quot;Commitment 8: Say &amp;quot;yes&amp;quot; &amp;amp; &amp;lt;more" in text


def test_what_is_not_public_is_not_shared(client, sam):
    hidden = commitment_of(action_plan(number=3, published_on=None), "1", "Not yet public")
    assert client.get(address(hidden)).status_code == 404
    assert client_for(sam).get(address(hidden)).status_code == 404
