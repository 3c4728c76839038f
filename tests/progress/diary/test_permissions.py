"""Who writes in a diary, for which side, and who sees and changes a note."""

import pytest

from network.workflow import RoleKind, Side
from progress.diary.permissions import (
    can_change_note,
    can_see_note,
    diary_writer,
)
from tests import cast
from tests.cast import TODAY
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db
WRITERS = {
    "gail": (Side.GOVERNMENT, True),
    "cyrus": (Side.CIVIL_SOCIETY, True),
    "rae": (Side.GOVERNMENT, False),
    "sam": (Side.GOVERNMENT, False),
    "mia": (Side.CIVIL_SOCIETY, False),
}
EVERYBODY = [*WRITERS, "nora", "olga"]


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_writes_and_for_whom(request, name, commitment):
    person = request.getfixturevalue(name)
    writer = diary_writer(person, commitment)
    found = (writer.side, writer.is_lead) if writer else None
    assert found == WRITERS.get(name)


def test_officials_write_where_their_organisation_takes_part(commitment, bis, cabinet_office):
    assert diary_writer(cast.person("Otto", RoleKind.OFFICIAL, bis), commitment)
    assert not diary_writer(cast.person("Odd", RoleKind.OFFICIAL, cabinet_office), commitment)


def test_a_relationship_manager_of_another_department_does_not(commitment, cabinet_office):
    other = cast.person("Ria", RoleKind.RELATIONSHIP_MANAGER, cabinet_office)
    assert diary_writer(other, commitment) is None


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_note_among_leads_is_seen_by_those_who_see_drafts(request, name, gail, commitment):
    note = note_of(gail, commitment)
    may = can_see_note(request.getfixturevalue(name), note)
    assert may == (name in {"gail", "cyrus", "rae", "sam"})


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("is_public", [False, True])
def test_only_its_author_changes_a_note(request, name, cyrus, commitment, is_public):
    note = note_of(cyrus, commitment, is_public=is_public)
    assert can_change_note(request.getfixturevalue(name), note) == (name == "cyrus")


def test_an_author_whose_roles_have_ended_changes_nothing(mia, commitment):
    note = note_of(mia, commitment, is_public=True)
    assert can_change_note(mia, note)
    mia.roles.update(ends_on=TODAY)
    del mia.current_roles
    assert not can_change_note(mia, note)
