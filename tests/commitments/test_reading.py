"""What a commitment's page says of its sides and its dates."""

import datetime as dt

import pytest

from commitments.actions import change_milestone_date
from commitments.models import Precision, PrintedDate
from commitments.public.reading import milestones_of, sides_of
from network.models import Person
from network.workflow import Side

pytestmark = pytest.mark.django_db


def test_the_printed_date_stays_beside_the_date_in_force(commitment, sam):
    june = PrintedDate("30 June 2015", Precision.DAY, dt.date(2015, 6, 30), dt.date(2015, 6, 30))
    step = commitment.milestones.get(ref="7.02")
    change_milestone_date(by=sam, milestone=step, due=june, reason="The directive is late")
    reading = milestones_of(commitment)[1]
    assert reading.published.wording == "2014"
    assert reading.milestone.due.wording == "30 June 2015"
    assert reading.in_words == "Moved once, 181 days later than first published."


def test_each_side_has_its_own_leads_and_organisations(commitment, gail, cyrus, bis):
    government, civil_society = sides_of(commitment)
    assert (government.side, civil_society.side) == (Side.GOVERNMENT, Side.CIVIL_SOCIETY)
    assert [lead.person for lead in government.leads] == [gail]
    assert [row.organisation for row in government.leading] == [bis]
    assert [lead.person for lead in civil_society.leads] == [cyrus]
    assert not civil_society.leading


def test_a_side_whose_lead_may_not_sign_in_is_vacant(commitment, cyrus, today):
    Person.objects.filter(pk=cyrus.pk).update(is_active=False)
    government, civil_society = sides_of(commitment)
    assert government.leads
    assert not government.vacancy
    assert not civil_society.leads
    assert civil_society.vacancy.since == today
