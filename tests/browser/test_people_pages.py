"""The pages on people, invitations and organisations: axe finds nothing, nothing is too wide."""

import pytest
from django.urls import reverse

from network.actions import end_role
from network.workflow import RoleKind
from tests import cast
from tests.browser.test_accessibility import look_at
from tests.network.letters import invite, latest_link

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ned(nora, involve):
    """Invited, not yet here."""
    return invite(nora, involve).person


@pytest.mark.parametrize("width", [320, 1280])
def test_the_keepers_pages(open_page, sign_in, nora, gail, mia, ned, global_witness, width):
    second = cast.role(mia, RoleKind.NETWORK_MEMBER, global_witness)
    end_role(by=nora, role=mia.roles.exclude(pk=second.pk).get(), reason="Moved on")
    page = sign_in(open_page(width), nora)
    people = reverse("network:person_list")
    addresses = [
        people,
        f"{people}?q=mia&side=sideways",
        f"{people}?q=nobody",
        reverse("network:person_detail", args=[mia.pk]),
        reverse("network:person_detail", args=[ned.pk]),
        reverse("network:person_edit", args=[ned.pk]),
        reverse("network:person_invite"),
        reverse("network:role_give", args=[mia.pk]),
        reverse("network:role_end", args=[second.pk]),
        reverse("network:invitation_resend", args=[ned.pk]),
        reverse("network:organisation_add"),
        reverse("network:organisation_edit", args=[global_witness.slug]),
    ]
    assert not look_at(page, addresses)


def test_the_list_does_not_scroll_sideways_on_a_phone(open_page, sign_in, nora, ned):
    page = sign_in(open_page(320), nora)
    page.goto(reverse("network:person_list"))
    results = page.locator(".tracker-list__results")
    assert results.evaluate("box => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize("width", [320, 1280])
def test_accepting_without_javascript(open_page, ned, width):
    page = open_page(width, javascript=False)
    page.goto(latest_link())
    page.get_by_role("button", name="Accept and go to your work").click()
    assert page.get_by_role("heading", name="Your work").is_visible()
    assert page.get_by_text("Welcome.").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_of_the_link(open_page, ned, width):
    assert not look_at(open_page(width), [latest_link()])


def test_an_error_leads_to_its_field(open_page, sign_in, nora, gail):
    page = sign_in(open_page(), nora)
    page.goto(reverse("network:person_invite"))
    page.get_by_label("Full name").fill("Gail Again")
    page.get_by_label("Email address").fill("gail@example.org")
    page.get_by_label("Network member").check()
    page.get_by_label("Organisation").select_option(label="Involve")
    page.get_by_role("button", name="Send invitation").click()
    page.get_by_role("link", name="gail@example.org already belongs to somebody here").click()
    assert page.get_by_label("Email address").evaluate("field => field === document.activeElement")
    assert page.title().startswith("Error: ")
