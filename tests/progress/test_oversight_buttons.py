"""What oversight offers is for the one who looks, and nothing that waits is left out."""

import datetime as dt
import re

import pytest

from commitments.actions.life import take_step
from commitments.vacancies import vacancies_of
from network.models import Person
from network.workflow import RoleKind, Side
from progress.blockers.actions import pass_blocker_up
from progress.blockers.rising import raise_silent_blockers
from progress.oversight.gathering import gather
from progress.oversight.ground import ground_of
from progress.oversight.meeting import lines_of
from tests import cast
from tests.progress.blocking import blocker_of

pytestmark = pytest.mark.django_db


def refused_by(somebody: Person) -> list[str]:
    """The pages that oversight leads to and that answer with 403."""
    client = cast.client_for(Person.objects.get(pk=somebody.pk))
    page = client.get("/oversight/").content.decode().split("<main", 1)[1]
    pages = {path for path in re.findall(r'href="(/[^"?]*)', page) if "mailto" not in path}
    assert len(pages) > 3
    return sorted(path for path in pages if client.get(path).status_code == 403)


def test_a_keeper_who_manages_elsewhere_answers_for_no_other_department(
    cyrus, rae, sam, cabinet_office, commitment
):
    cast.role(sam, RoleKind.RELATIONSHIP_MANAGER, cabinet_office)
    pass_blocker_up(by=cyrus, blocker=blocker_of(cyrus, commitment), words="Up.")
    assert refused_by(sam) == []


def test_a_lead_who_manages_answers_as_a_lead(gail, rae, cyrus, bis, commitment):
    blocker = blocker_of(cyrus, commitment)
    cast.lead(commitment, Side.GOVERNMENT, rae, bis)
    page = cast.client_for(rae).get("/oversight/").content.decode()
    assert f'href="{blocker.get_absolute_url()}answer/"' in page
    assert refused_by(rae) == []


def test_nobody_is_asked_to_answer_their_own(rae, bis, commitment):
    cast.lead(commitment, Side.GOVERNMENT, rae, bis)
    una = cast.person("Una Usher", RoleKind.RELATIONSHIP_MANAGER, bis)
    blocker = pass_blocker_up(by=rae, blocker=blocker_of(rae, commitment), words="Up.")
    assert blocker.rung == "relationship_manager"
    for somebody in (rae, una):
        page = cast.client_for(somebody).get("/oversight/").content.decode()
        assert blocker.title in page
        assert ("Answer the blocker" in page) == (somebody == una)


def test_a_coordinator_who_manages_one_department_changes_nothing_of_others(
    nora, gail, cyrus, cabinet_office, plan, commitment, period, settings
):
    cast.role(nora, RoleKind.RELATIONSHIP_MANAGER, cabinet_office)
    cast.commitment_of(plan, "9", "Open policing", cabinet_office)
    settings.TRACKER_TODAY = dt.date(2015, 1, 2)
    assert refused_by(nora) == []


def test_commitments_of_one_name_have_lines_of_their_own(sam, bis, plan, commitment):
    other = cast.action_plan(slug="other", number=3, title="Another plan")
    cast.commitment_of(other, commitment.number, commitment.title, bis)
    lines = lines_of(gather(ground_of(sam)))
    assert len({matter.commitment for line in lines for matter in line.matters}) == len(lines) == 2


def test_the_secretariat_sees_blockers_of_what_was_withdrawn(cyrus, sam, rae, commitment):
    blocker = blocker_of(cyrus, commitment)
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="It is dropped.")
    raise_silent_blockers()
    page = cast.client_for(sam).get("/oversight/").content.decode()
    assert blocker.title in page
    assert "The clock is stopped." in page


def test_a_lead_who_may_not_sign_in_leaves_a_vacancy(cyrus, gail, sam, commitment):
    Person.objects.filter(pk=cyrus.pk).update(is_active=False)
    (vacancy,) = vacancies_of([commitment], cast.TODAY)
    assert (vacancy.side, vacancy.last.person) == (Side.CIVIL_SOCIETY, cyrus)
    (step,) = ground_of(sam).write_to_leads(commitment)
    assert step.label == "Write to the lead"
    assert cyrus.email not in step.path
