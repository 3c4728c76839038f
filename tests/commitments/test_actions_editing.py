"""Writing what several people share: nothing overwritten unseen, nothing twice."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from commitments.actions import add_theme, edit_row
from commitments.actions.editing import write
from commitments.models import Commitment, Theme
from ogp_tracker.overtaking import StaleEditError
from tests import cast


def latest(row) -> int:
    return row.history.order_by("-pk").first().pk


def edited(by, row, began_from=None, **values):
    """What a form does: read the row, write the wishes into it, ask for the change."""
    copy = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(copy, name, value)
    return edit_row(by=by, row=copy, changed=list(values), reason="A test", began_from=began_from)


@pytest.mark.django_db
def test_only_the_named_columns_are_written(sam, commitment):
    stale = Commitment.objects.get(pk=commitment.pk)
    edited(sam, commitment, government_title="Newer title")
    stale.ogp_id, stale.government_title = "UK0048", "Old title again"
    edit_row(by=sam, row=stale, changed=["ogp_id"], reason="A test")
    commitment.refresh_from_db()
    assert (commitment.government_title, commitment.ogp_id) == ("Newer title", "UK0048")


@pytest.mark.django_db
def test_a_stale_edit_says_who_wrote_what(sam, rae, commitment):
    began = latest(commitment)
    edited(rae, commitment, government_title="First")
    edited(sam, commitment, government_title="Second")
    with pytest.raises(StaleEditError) as refusal:
        edited(rae, commitment, began, government_title="Third", ogp_id="Mine")
    (field,) = refusal.value.fields
    assert (field.name, field.theirs, field.by) == ("government_title", "Second", "Sam Shah")
    commitment.refresh_from_db()
    assert commitment.government_title == "Second"
    assert commitment.ogp_id != "Mine"


@pytest.mark.django_db
def test_two_people_who_want_the_same_do_not_disturb_each_other(sam, rae, commitment):
    began = latest(commitment)
    edited(sam, commitment, government_title="Same")
    before = commitment.history.count()
    assert edited(rae, commitment, began, government_title="Same").government_title == "Same"
    assert commitment.history.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("began", [0, 10**12])
def test_a_beginning_that_never_was_is_refused(sam, commitment, began):
    with pytest.raises(ValidationError, match="out of date"):
        edited(sam, commitment, began, government_title="Mine")


@pytest.mark.django_db
def test_words_that_readers_see_are_not_edited(sam, commitment):
    with pytest.raises(ValidationError, match="amend its wording instead"):
        edited(sam, commitment, title="Quietly changed")
    commitment.plan.published_on = None
    commitment.plan.save()
    early = cast.commitment_of(commitment.plan, "9", "Not yet public")
    assert edited(sam, early, title="Still changing").title == "Still changing"


@pytest.mark.django_db
def test_what_must_be_unique_is_said_by_field(plan):
    add_theme(by=None, plan=plan, name="Open data")
    with pytest.raises(ValidationError) as refusal:
        add_theme(by=None, plan=plan, name="Open data")
    assert refusal.value.message_dict == {"name": ["The plan already has a theme with this name"]}


@pytest.mark.django_db
def test_any_other_refusal_of_the_database_stays_loud(plan):
    with pytest.raises(IntegrityError):
        write(Theme(plan=plan, slug="x", name=None), by=None)


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_add_one(plan):
    outcomes = at_once(10, lambda _: add_theme(by=None, plan=plan, name="Open data"))
    assert plan.themes.filter(name="Open data").count() == 1
    assert [type(outcome) for outcome in outcomes].count(ValidationError) == 9


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_edit_and_one_is_first(sam, commitment):
    began = latest(commitment)
    outcomes = at_once(10, lambda n: edited(sam, commitment, began, government_title=f"Title {n}"))
    kinds = [type(outcome) for outcome in outcomes]
    assert (kinds.count(StaleEditError), kinds.count(Commitment)) == (9, 1)
    assert commitment.history.count() == 2


def at_once(number: int, act: Callable[[int], object]) -> list[object]:
    """Do it `number` times in threads that start together; returns results and refusals."""
    start, outcomes = threading.Barrier(number), []

    def one(which: int) -> None:
        start.wait(timeout=20)
        try:
            outcomes.append(act(which))
        except (ValidationError, StaleEditError) as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
