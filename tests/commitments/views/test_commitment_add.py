"""Adding a commitment to a plan."""

import datetime as dt

import pytest

from commitments.models import Commitment
from tests.cast import TODAY, action_plan, client_for
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    opened,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return f"/plans/{plan.slug}/commitments/add/"


@pytest.fixture
def new(plan):
    return {
        "number": "iv",
        "title": "Open contracting",
        "theme": plan.themes.get(),
        "summary": "Publish what is bought.",
        "due_precision": "season",
        "due_text": "Autumn 2014",
        "reason": WHY,
    }


def test_a_commitment_is_added(sam, url, new):
    response = send(sam, url, **new, technology=True, policy_areas="Buying\nSpending")
    commitment = Commitment.objects.get()
    assert response["Location"] == commitment.get_absolute_url() == "/commitments/open-contracting/"
    assert (commitment.number, commitment.order) == ("iv", 1)
    assert commitment.policy_areas == ["Buying", "Spending"]
    assert commitment.ogp_values == ["Technology and innovation"]
    assert (commitment.due_on, commitment.due_sort_on) == (None, dt.date(2014, 11, 30))
    assert why(commitment) == ("Sam Shah", WHY)


def test_after_publication_it_is_marked_as_added_with_who_agreed(sam, url, new):
    send(sam, url, **new, agreement="both", agreed_by="BIS and Global Witness")
    commitment = Commitment.objects.get()
    assert commitment.added_on == TODAY
    page = client_for().get(commitment.get_absolute_url()).content.decode()
    assert "Added on 14 April 2014, after the plan was published." in page
    assert "Agreed by both sides: BIS and Global Witness." in page
    wording = commitment.wordings.get()
    assert (wording.kind, wording.effective_on, wording.reason) == ("published", TODAY, WHY)


def test_before_publication_nothing_is_marked(sam, url, new, hidden_plan):
    assert "agreement" not in opened(client_for(sam), url).fields
    send(sam, url, **new | {"reason": ""})
    commitment = Commitment.objects.get()
    assert commitment.added_on is None
    assert not commitment.wordings.exists()


def test_a_proposal_is_not_for_readers_even_of_a_public_plan(sam, plan, url, new):
    send(sam, url, **new, stage="proposed")
    commitment = Commitment.objects.get()
    assert commitment.added_on is None
    assert client_for().get(commitment.get_absolute_url()).status_code == 404
    assert "only proposed" in client_for(sam).get(commitment.get_absolute_url()).content.decode()
    assert commitment.title not in client_for().get(plan.get_absolute_url()).content.decode()
    assert commitment.title in client_for(sam).get(plan.get_absolute_url()).content.decode()


def test_a_second_click_adds_nothing(sam, url, new):
    send(sam, url, **new)
    before = recorded()
    errors = errors_of(send(sam, url, **new))
    assert errors == {"number": ["The plan already has a commitment with this number"]}
    assert recorded() == before


def test_two_commitments_of_one_title_have_two_addresses(sam, plan, url, new):
    send(sam, url, **new)
    send(sam, url, **new | {"number": "v"})
    slugs = set(Commitment.objects.values_list("slug", flat=True))
    assert slugs == {"open-contracting", f"open-contracting-{plan.slug}"}


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"number": "9", "title": "Mine"})


def test_a_hidden_plan_is_not_found_by_others(hidden_plan, url, gail):
    assert client_for(gail).get(url).status_code == 404


def test_the_theme_of_another_plan_is_refused(sam, url, new):
    theirs = action_plan("uk-nap-2016-18", 3).themes.get()
    errors = errors_of(send(sam, url, **new | {"theme": theirs}))
    assert list(errors) == ["theme"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "1" * 21}, "number"),
        ({"title": "x\u2028y"}, "title"),
        ({"summary": ""}, "summary"),
        ({"reason": ""}, "reason"),
        ({"agreement": "both"}, "agreed_by"),
        ({"stage": "amended"}, "stage"),
        ({"order": 0}, "order"),
        ({"policy_areas": "x" * 81}, "policy_areas"),
        ({"due_precision": ""}, "due_precision"),
        ({"due_precision": "day"}, "due_on"),
        ({"due_precision": "season", "due_on": dt.date(2014, 11, 30)}, "due_on"),
        ({"due_precision": "month", "due_on": dt.date(2014, 11, 29)}, "due_on"),
        ({"due_precision": "period", "due_text": ""}, "due_text"),
    ],
)
def test_nonsense_is_named(sam, url, new, changes, field):
    assert list(errors_of(send(sam, url, **new | changes))) == [field]
    assert not Commitment.objects.exists()
