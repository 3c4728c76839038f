"""Each public list can be downloaded as it is seen."""

import html
import re

import pytest

pytestmark = pytest.mark.django_db
LISTS = {
    "/commitments/?q=company&progress=limited": "commitments",
    "/organisations/?kind=civil_society": "organisations",
    "/plans/": "plans",
    "/vacancies/?side=government": "vacancies",
    "/plans/uk-nap-2013-15/dates/": "milestones",
    "/updates/?page=1": "updates",
    "/blockers/?state=open&rung=leads": "blockers",
    "/lateness/?plan=uk-nap-2013-15": "punctuality",
    "/plans/uk-nap-2013-15/reporting-dates/": "periods",
    "/commitments/company-beneficial-ownership-information/diary/?side=government": "diary",
}


@pytest.mark.parametrize("address", LISTS)
def test_the_list_links_to_files_that_answer(client, commitment, address):
    page = client.get(address).content.decode()
    links = [html.unescape(link) for link in re.findall(r'href="(/data/[^"]+)"', page)]
    ours = [link for link in links if link.startswith(f"/data/{LISTS[address]}")]
    assert len(ours) == 3
    assert [client.get(link).status_code for link in ours] == [200, 200, 200]
    asked = address.partition("?")[2]
    is_narrowed = asked and LISTS[address] != "vacancies"
    assert not is_narrowed or all(asked in link for link in ours if "?" in link)
    assert not is_narrowed or sum("?" in link for link in ours) == 2


def test_the_diary_of_a_commitment_is_only_its_own(client, commitment):
    page = client.get(f"/commitments/{commitment.slug}/diary/").content.decode()
    assert f'href="/data/diary.csv?commitment={commitment.slug}"' in page
