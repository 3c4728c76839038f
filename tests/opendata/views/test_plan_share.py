import pytest
from django.urls import reverse

from tests.cast import action_plan
from tests.opendata.views.pages import files_named

pytestmark = pytest.mark.django_db


def address(plan):
    return reverse("opendata:plan_share", args=[plan.slug])


def test_it_gives_what_there_is_to_copy(client, plan):
    response = client.get(address(plan))
    assert not response.cookies
    base = "http://localhost:8000"
    assert f"iframe src=&quot;{base}/embed/plans/{plan.slug}/&quot;" in response.text
    assert f'href="{base}/feeds/plans/{plan.slug}.atom"' in response.text
    assert f'href="{base}/plans/{plan.slug}/as-on/2014-04-14/"' in response.text


def test_it_names_the_files_with_its_data(client, commitment, period):
    files = files_named(client.get(address(commitment.plan)).text)
    assert f"/data/commitments.csv?plan={commitment.plan.slug}" in files
    assert f"/data/periods.json?plan={commitment.plan.slug}" in files
    assert {client.get(file).status_code for file in files} == {200}


def test_its_page_leads_there(client, plan):
    assert f'href="{address(plan)}"' in client.get(plan.get_absolute_url()).text


def test_what_is_not_public_is_not_shared(client, today, db):
    hidden = action_plan(number=3, published_on=None)
    assert client.get(address(hidden)).status_code == 404
