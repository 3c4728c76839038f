"""Saving drafts."""

from dataclasses import replace

import pytest

from commitments.actions import take_step
from network.workflow import Side
from progress.models import ProgressUpdate, UpdateVersion
from progress.updates.actions import DraftRefusedError, StaleDraftError
from tests.cast import commitment_of, reporting_period
from tests.progress.drafts import TEXT, draft, key, published, whole_draft

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY


def test_the_first_save_opens_the_update(gail, commitment, period):
    version = draft(gail, GOV, commitment, period)
    assert (version.number, version.author, version.side) == (1, gail, GOV)
    assert version.content.done == TEXT.done
    assert version.update.key == f"uk-nap-2013-15/{commitment.pk}/2014-04-30"


def test_a_renumbered_commitment_leaves_its_key_to_nobody(gail, bis, plan, commitment, period):
    draft(gail, GOV, commitment, period)
    commitment.number = "8"
    commitment.save()
    successor = commitment_of(plan, "7", "Another promise", bis)
    assert draft(gail, GOV, successor, period).number == 1


def test_each_save_is_a_version_on_top_of_the_last(gail, cyrus, commitment, period):
    draft(gail, GOV, commitment, period)
    second = draft(cyrus, CIV, commitment, period, replace(TEXT, done="More."))
    assert second.number == 2
    assert second.base.number == 1
    assert second.base.content.done == TEXT.done


def test_a_stale_save_is_refused_and_names_the_text_in_force(gail, cyrus, commitment, period):
    draft(gail, GOV, commitment, period)
    theirs = draft(cyrus, CIV, commitment, period, replace(TEXT, done="Theirs."))
    with pytest.raises(StaleDraftError) as stale:
        draft(gail, GOV, commitment, period, replace(TEXT, done="Mine."), base=1)
    assert stale.value.current == theirs
    assert UpdateVersion.objects.count() == 2


def test_two_first_saves_cannot_both_win(gail, cyrus, commitment, period):
    draft(gail, GOV, commitment, period)
    with pytest.raises(StaleDraftError):
        draft(cyrus, CIV, commitment, period, replace(TEXT, done="Also first."), base=0)
    assert ProgressUpdate.objects.count() == 1


def test_a_form_sent_twice_makes_one_version(gail, commitment, period):
    first = draft(gail, GOV, commitment, period, base=0)
    again = draft(gail, GOV, commitment, period, base=0)
    assert again == first
    assert UpdateVersion.objects.count() == 1


def test_saving_without_a_change_voids_no_signature(gail, cyrus, commitment, period):
    version = whole_draft(gail, cyrus, commitment, period)
    key(gail, GOV, version)
    same = draft(cyrus, CIV, commitment, period, version.content)
    assert same == version


def test_a_side_cannot_write_the_other_sides_assessment(gail, commitment, period):
    cheeky = replace(TEXT, government_completion="limited", civil_society_completion="complete")
    version = draft(gail, GOV, commitment, period, cheeky)
    assert version.content.government_completion == "limited"
    assert version.content.civil_society_completion == ""


def test_nothing_is_written_after_publication(gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    with pytest.raises(DraftRefusedError, match="has been published"):
        draft(gail, GOV, commitment, period, replace(TEXT, done="Softer words."))
    assert UpdateVersion.objects.count() == 2


def test_a_period_that_has_not_opened_takes_no_draft(gail, commitment, period, plan):
    later = reporting_period(plan, period.due_on.replace(month=9))
    with pytest.raises(DraftRefusedError, match="opens on 1 May 2014"):
        draft(gail, GOV, commitment, later)
    assert not ProgressUpdate.objects.exists()


def test_the_update_remembers_who_opened_it(gail, commitment, period):
    update = draft(gail, GOV, commitment, period).update
    assert update.history.get().history_user == gail


def test_a_withdrawn_commitment_takes_no_draft(sam, gail, commitment, period):
    commitment = take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Over")
    with pytest.raises(DraftRefusedError, match="withdrawn: it owes no more updates"):
        draft(gail, GOV, commitment, period)
