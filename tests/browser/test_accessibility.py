"""axe-core finds nothing serious on any public page or form page, at phone and desk width."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from commitments.actions import Decision, add_ancestry, amend_commitment
from network.workflow import Side
from progress.updates.actions import keep_typed
from tests.browser.conftest import axe_source
from tests.cast import action_plan, commitment_of, reporting_period
from tests.mailroom.following.people import ask, follower, subscription_of
from tests.network.circulation.months import drafted, sent
from tests.progress.blocking import blocker_of
from tests.progress.drafts import draft, key, published, whole_draft
from tests.progress.files import PDF
from tests.progress.notes import change_in_public, note_of
from tests.reminders import remind

pytestmark = pytest.mark.django_db(transaction=True)
# WCAG 2.2, levels A and AA, and axe's own best practices.
RUN = """async () => (await axe.run(document, {runOnly: [
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})).violations
    .map(v => `${v.impact}: ${v.id}: ${v.nodes.map(n => n.target).join(' ; ')}`)"""


def look_at(page: Page, addresses: list[str]) -> dict[str, object]:
    """What is wrong, by address: axe's findings, a failing page, or one wider than the screen."""
    wrong: dict[str, object] = {}
    source = axe_source()
    for address in addresses:
        response = page.goto(address)
        page.evaluate(source)
        findings = page.evaluate(RUN)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if findings or wide or response is None or response.status != 200:
            wrong[address] = (response and response.status, findings, wide and "too wide")
    return wrong


# Public pages that show the same to everybody, whatever there is.
PLAIN = (
    *("about", "account_login", "account_request_login_code", "account_reset_password"),
    *("commitments:plan_list", "commitments:commitment_list", "commitments:organisation_list"),
    *("commitments:vacancy_list", "progress:update_list", "progress:lateness_list"),
    "opendata:comparison",
    "opendata:plan_compare",
    "opendata:period_compare",
    "opendata:organisation_compare",
    *("progress:blocker_list", "opendata:dataset_list"),
    *("opendata:privacy", "opendata:accessibility", "opendata:licence"),
)

# An address that somebody typed: it breaks rather than widen the page of a phone.
A_LONG_WORD = "www.registers.example.org/2014/07/30/of-people-with-significant-control"


@pytest.fixture
def follow_pages(commitment, plan) -> list[str]:
    """Asking to follow, and what somebody sees who follows two things and asked for a third."""
    ada = follower("ada.with.a.rather.long.address@example.org")
    follower(ada.email, topic="delays")
    ask(ada.email, topic="blockers")
    pages = [f"{ada.get_absolute_url()}{name}" for name in ("", "confirm/", "leave/")]
    row = f"{ada.get_absolute_url()}{subscription_of(ada).pk}/"
    return [
        reverse("commitments:follow", args=["commitment", commitment.slug]),
        reverse("commitments:follow", args=["theme", f"{plan.slug}/government-integrity"]),
        *(reverse("commitments:follow_site", args=[kind]) for kind in ("delays", "network")),
        reverse("commitments:follow_asked"),
        *(*pages, row, f"{row}leave/"),
    ]


@pytest.fixture
def circulation_pages(nora, mia) -> list[str]:
    circulation = sent(nora)
    out = reverse("network:circulation_leave", args=[mia.circulation_reader.token])
    return [reverse("network:circulation_list"), circulation.get_absolute_url(), out]


@pytest.fixture
def public_pages(gail, cyrus, plan, commitment, period):
    update = published(gail, cyrus, commitment, period)
    slug = commitment.slug
    decision = Decision("Too vague", "both", "The department and Global Witness")
    words = {"summary": f"Say who owns {A_LONG_WORD}."}
    amend_commitment(by=None, commitment=commitment, text=words, decision=decision)
    commitment.outcomes.create(what="A first list", confidence="high", source=A_LONG_WORD)
    change_in_public(gail, note_of(gail, commitment, is_public=True))
    return [
        "/",
        *map(reverse, PLAIN),
        reverse("commitments:plan_detail", args=[plan.slug]),
        reverse("commitments:plan_history", args=[plan.slug]),
        reverse("commitments:commitment_list") + "?progress=limited&q=company",
        reverse("commitments:commitment_list") + "?q=nothingatall&theme=nonsense",
        reverse("opendata:search"),
        reverse("opendata:search") + "?q=register&sort=newest",
        reverse("opendata:search") + "?q=benificial&kind=commitment&theme=nonsense",
        reverse("opendata:search") + "?q=nothingatall&kind=update",
        reverse("commitments:commitment_detail", args=[slug]),
        reverse("progress:commitment_progress", args=[slug]),
        reverse("progress:diary_list", args=[slug]),
        reverse("progress:diary_list", args=[slug]) + "?side=civil_society",
        reverse("commitments:commitment_history", args=[slug]),
        reverse("commitments:milestone_dates", args=[commitment.milestones.first().pk]),
        reverse("commitments:plan_dates", args=[plan.slug]),
        reverse("commitments:commitment_as_on", args=[slug, "2014-04-14"]),
        reverse("commitments:commitment_day", args=[slug]) + "?on_day=31&on_month=2&on_year=2014",
        reverse("commitments:plan_as_on", args=[plan.slug, "2014-04-14"]),
        reverse("commitments:plan_day", args=[plan.slug]),
        reverse("commitments:commitment_wordings", args=[slug]),
        reverse("commitments:wording_compare", args=[slug, 1, 2]),
        reverse("commitments:organisation_detail", args=["bis"]),
        reverse("progress:period_list", args=[plan.slug]),
        reverse("opendata:dataset_detail", args=["commitments"]),
        reverse("opendata:dataset_detail", args=["vacancies"]),
        *(reverse(f"opendata:commitment_{name}", args=[slug]) for name in ("share", "embed")),
        *(reverse(f"opendata:plan_{name}", args=[plan.slug]) for name in ("share", "embed")),
        update.get_absolute_url(),
        update.latest_version().get_absolute_url(),
        reverse("opendata:api_guide"),
        reverse("opendata:api_dataset", args=["commitments"]),
        reverse("opendata:api_dataset", args=["plans"]),
    ]


@pytest.mark.parametrize("width", [320, 1280])
def test_blockers(open_page, cyrus, commitment, width):
    addresses = [
        reverse("progress:blocker_list"),
        reverse("progress:blocker_list") + "?rung=nonsense&state=closed",
        blocker_of(cyrus, commitment).get_absolute_url(),
        reverse("progress:commitment_progress", args=[commitment.slug]),
    ]
    assert not look_at(open_page(width), addresses)


@pytest.mark.parametrize("language", ["", "/cy"], ids=["English", "Welsh"])
@pytest.mark.parametrize("width", [320, 1280])
def test_public_pages(open_page, public_pages, follow_pages, circulation_pages, width, language):
    pages = public_pages + follow_pages + circulation_pages
    assert not look_at(open_page(width), [f"{language}{page}" for page in pages])


@pytest.mark.parametrize("width", [320, 1280])
def test_public_pages_without_javascript(
    open_page, public_pages, follow_pages, circulation_pages, width
):
    page = open_page(width)
    # axe is a script itself: the browser runs scripts, and gets none of the site's.
    refused = []
    page.route("**/*.js", lambda route: refused.append(route.request.url) or route.abort())
    assert not look_at(page, public_pages + follow_pages + circulation_pages)
    assert refused


@pytest.mark.parametrize("width", [320, 1280])
def test_the_coordinators_pages(open_page, sign_in, nora, width):
    page = drafted().get_absolute_url()
    addresses = [reverse("network:circulation_list"), page, f"{page}edit/", f"{page}send/"]
    assert not look_at(sign_in(open_page(width), nora), addresses)


def test_a_page_that_does_not_exist(open_page, db):
    page = open_page(320)
    page.goto("/commitments/nothing-here/")
    page.evaluate(axe_source())
    assert not page.evaluate(RUN)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_leads_pages(
    open_page, sign_in, gail, cyrus, plan, commitment, period, settings, width
):
    key(cyrus, Side.CIVIL_SOCIETY, whole_draft(gail, cyrus, commitment, period))
    about = {"by": gail, "commitment": commitment, "period": period}
    keep_typed(base=2, fields={"done": "Half a sen"}, **about)
    page = sign_in(open_page(width), gail)
    update = f"/commitments/{commitment.slug}/updates/2014-04-30/"
    addresses = ["/your-work/", update, f"{update}write/", f"{update}sign/", f"{update}versions/1/"]
    addresses += [f"{update}write/?unsaved=1", f"{update}write/unsaved/"]
    note = note_of(gail, commitment)
    diary = f"/commitments/{commitment.slug}/diary/"
    addresses += [diary, f"{diary}add/", reverse("mailroom:mail_choice")]
    remind(settings.TRACKER_TODAY)
    addresses += [reverse("progress:reminder_list", args=[plan.slug, period.due_on])]
    addresses += [f"{diary}{note.pk}/{name}/" for name in ("edit", "publish", "remove")]
    assert not look_at(page, [*addresses, reverse("mfa_index"), reverse("account_change_password")])


@pytest.mark.parametrize("width", [320, 1280])
def test_a_note_is_pulled_and_a_file_handed_in(
    open_page, sign_in, gail, cyrus, commitment, period, width
):
    note_of(cyrus, commitment)
    milestone = commitment.milestones.first()
    page = sign_in(open_page(width), gail)
    page.goto(f"/commitments/{commitment.slug}/updates/2014-04-30/write/")
    page.get_by_text(f"{milestone.ref} {milestone.title}").click()
    chosen = {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("Or a file with the evidence").first.set_input_files(chosen)
    page.get_by_label("What was done").fill("Typed before.")
    page.get_by_role("button", name="Add to what was done").click()
    page.get_by_text("Nothing has been saved yet.").wait_for()
    assert page.get_by_label("What was done").input_value().startswith("Typed before.\n- 14 April")
    assert page.get_by_label("Remove the file").is_visible()
    page.evaluate(axe_source())
    assert not page.evaluate(RUN)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # The return key in a line of text saves, and pulls nothing.
    page.locator(f"#id_milestone_{milestone.pk}_note").press("Enter")
    page.get_by_text("Saved as version 1.").wait_for()
    page.get_by_text("minutes.pdf").wait_for()
    page.evaluate(axe_source())
    assert not page.evaluate(RUN)


@pytest.mark.parametrize("width", [320, 1280])
def test_both_texts_after_a_stale_save(open_page, sign_in, gail, cyrus, commitment, period, width):
    page = sign_in(open_page(width), gail)
    page.goto(f"/commitments/{commitment.slug}/updates/2014-04-30/write/")
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period)
    page.get_by_label("What was done").fill("Typed meanwhile.")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_text("The text changed while you were writing").wait_for()
    page.evaluate(axe_source())
    assert not page.evaluate(RUN)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_secretariats_pages(open_page, sign_in, sam, rae, plan, commitment, period, width):
    reporting_period(plan, period.due_on.replace(month=9))
    milestone = commitment.milestones.first()
    slug = commitment.slug
    page = sign_in(open_page(width), sam)
    addresses = [
        "/your-work/",
        reverse("progress:oversight"),
        reverse("progress:oversight") + "?view=meeting",
        reverse("progress:oversight") + "?kind=nonsense",
        reverse("progress:reminder_send", args=[slug, "2014-04-30"]),
        reverse("mailroom:message_list"),
        reverse("network:person_list"),
        reverse("network:person_detail", args=[rae.pk]),
        reverse("network:person_invite"),
        reverse("network:role_give", args=[rae.pk]),
        reverse("network:role_end", args=[rae.roles.get().pk]),
        reverse("network:organisation_add"),
        reverse("commitments:plan_add"),
        reverse("commitments:plan_edit", args=[plan.slug]),
        reverse("commitments:theme_add", args=[plan.slug]),
        reverse("progress:period_add", args=[plan.slug]),
        reverse("progress:schedule_decide", args=[plan.slug]),
        reverse("progress:period_extend", args=[plan.slug, "2014-04-30"]),
        reverse("progress:extension_grant", args=[slug, "2014-04-30"]),
        reverse("commitments:commitment_add", args=[plan.slug]),
        reverse("commitments:commitment_edit", args=[slug]),
        reverse("commitments:commitment_step", args=[slug, "withdraw"]),
        reverse("commitments:participation_add", args=[slug]),
        reverse("commitments:milestone_add", args=[slug]),
        reverse("commitments:milestone_edit", args=[milestone.pk]),
        reverse("commitments:milestone_date", args=[milestone.pk]),
        reverse("commitments:milestone_report", args=[milestone.pk]),
        reverse("commitments:lead_appoint", args=[slug]),
        reverse("commitments:lead_end", args=[commitment.leads.first().pk]),
        reverse("commitments:hand_over", args=[commitment.leads.first().pk]),
        reverse("commitments:commitment_detail", args=[slug]),
    ]
    assert not look_at(page, addresses)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_a_commitments_life(open_page, sign_in, sam, plan, commitment, width):
    slug = commitment.slug
    parts = [commitment_of(plan, number, f"Part {number}") for number in ("8", "9")]
    line = add_ancestry(
        by=sam, earlier=parts[0], later=commitment, kind="promised_before", source="Both titles"
    )
    hidden = action_plan("next", number=3, published_on=None)
    draft_slug = commitment_of(hidden, "1", "Not yet public").slug
    addresses = [
        reverse("commitments:commitment_amend", args=[slug]),
        reverse("commitments:commitment_split", args=[slug]),
        reverse("commitments:commitment_merge", args=[slug]),
        reverse("commitments:commitment_carry_over", args=[slug]),
        reverse("commitments:commitment_put_in_plan", args=[slug]),
        reverse("commitments:wording_record", args=[draft_slug]),
        reverse("commitments:ancestry_add", args=[slug]),
        reverse("commitments:ancestry_remove", args=[line.pk]),
    ]
    assert not look_at(sign_in(open_page(width), sam), addresses)
