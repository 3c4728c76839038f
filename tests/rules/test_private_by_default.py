"""Everything asks who you are, but for the list of public pages; those set no cookie."""

import pytest

from tests.rules.addresses import every_address

PUBLIC = {
    "about",
    "healthz",
    "readyz",
    "commitments:home",
    "commitments:plan_list",
    "commitments:plan_detail",
    "commitments:plan_history",
    "commitments:commitment_list",
    "commitments:commitment_detail",
    "commitments:commitment_history",
    "commitments:commitment_as_on",
    "commitments:commitment_day",
    "commitments:plan_as_on",
    "commitments:plan_day",
    "commitments:milestone_dates",
    "commitments:plan_dates",
    "commitments:commitment_wordings",
    "commitments:wording_compare",
    "commitments:vacancy_list",
    "commitments:organisation_list",
    "commitments:organisation_detail",
    "commitments:follow",
    "commitments:follow_asked",
    "commitments:follow_site",
    "mailroom:follower_detail",
    "mailroom:follower_confirm",
    "mailroom:follower_leave",
    "mailroom:subscription_edit",
    "mailroom:subscription_leave",
    "progress:period_list",
    "progress:lateness_list",
    "progress:update_list",
    "progress:update_detail",
    "progress:version_detail",
    "progress:version_text",
    "progress:version_compare",
    "progress:update_compare",
    "progress:commitment_progress",
    "progress:blocker_list",
    "progress:blocker_detail",
    "progress:diary_list",
    "progress:evidence_file",
    "network:invitation_accept",
    "network:circulation_list",
    "network:circulation_detail",
    "network:circulation_leave",
    "opendata:comparison",
    "opendata:organisation_compare",
    "opendata:period_compare",
    "opendata:plan_compare",
    "opendata:plan_pictures",
    "files:picture_csv",
    "files:picture_svg",
    "opendata:api_guide",
    "opendata:api_dataset",
    "files:api_schema",
    "files:api_datasets",
    "files:api_records",
    "files:api_record",
    "opendata:dataset_list",
    "opendata:dataset_detail",
    "files:data_package",
    "files:data_zip",
    "files:commitments_ogp",
    "files:dataset_csv",
    "files:dataset_json",
    "opendata:privacy",
    "opendata:accessibility",
    "opendata:licence",
    "opendata:commitment_share",
    "opendata:plan_share",
    "opendata:commitment_embed",
    "opendata:plan_embed",
    "files:robots",
    "files:sitemap",
    "files:sitemap_part",
    "files:oembed",
    "files:news_feed",
    "files:commitments_feed",
    "files:organisations_feed",
    "files:plans_feed",
    "files:updates_feed",
    "files:blockers_feed",
    "files:lateness_feed",
    "files:vacancies_feed",
    "files:circulations_feed",
    "files:commitment_feed",
    "files:commitment_history_feed",
    "files:diary_feed",
    "files:plan_feed",
    "files:plan_history_feed",
    "files:theme_feed",
    "files:organisation_feed",
    "files:deadlines_calendar",
    "files:commitments_calendar",
    "files:commitment_calendar",
    "files:plan_calendar",
    "files:organisation_calendar",
    "opendata:search",
    "files:plan_spreadsheet",
    "files:plan_tables",
    "files:plan_template",
}
# allauth's own pages ask for what they need; its tests and ours cover them.
OTHERS = ("account_", "mfa_", "admin")
ADDRESSES = [
    address
    for address in every_address()
    if not address.full_name.startswith(OTHERS) and address.namespace != "admin"
]


def test_the_list_names_only_what_exists():
    assert {address.full_name for address in ADDRESSES} >= PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.full_name)
def test_a_visitor_is_asked_to_sign_in(client, address):
    response = client.get(address.example())
    sent_to_sign_in = response.status_code == 302 and "/account/login/" in response["Location"]
    assert sent_to_sign_in != (address.full_name in PUBLIC)
    if address.full_name in PUBLIC - {"network:invitation_accept"}:
        assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.full_name)
def test_a_visitor_changes_nothing_by_posting(client, address):
    response = client.post(address.example())
    if address.full_name in PUBLIC:
        assert response.status_code in {200, 404, 405, 503}
    else:
        assert response.status_code == 302
        assert "/account/login/" in response["Location"]
