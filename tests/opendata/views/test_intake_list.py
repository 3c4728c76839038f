"""All files that were handed in."""

import pytest
from django.urls import reverse

from tests.cast import assert_same_queries, client_for
from tests.opendata.intakes import handed_in
from tests.opendata.views.pages import check_who_may

pytestmark = pytest.mark.django_db
URL = "/import/"


def test_it_works(sam):
    assert reverse("opendata:intake_list") == URL
    empty = client_for(sam).get(URL).content.decode()
    assert "No file has been handed in yet." in empty
    intake = handed_in(sam)
    full = client_for(sam).get(URL).content.decode()
    assert f'href="{intake.get_absolute_url()}"' in full
    assert "Handed in by Sam Shah" in full


def test_the_page_of_plans_leads_here(sam, olga, plan):
    url = reverse("commitments:plan_list")
    assert f'href="{URL}"' in client_for(sam).get(url).content.decode()
    assert f'href="{URL}"' not in client_for(olga).get(url).content.decode()


def test_who_may(request, sam):
    check_who_may(request, URL)


def test_it_takes_as_many_queries_for_three_files_as_for_one(sam):
    assert_same_queries(client_for(sam), URL, lambda number: handed_in(sam))
