"""How often a person is reminded, by their own choice."""

import pytest
from django.urls import reverse

from mailroom.models import MailChoice, Pace
from tests.cast import client_for

pytestmark = pytest.mark.django_db
URL = "/mailroom/your-choice/"


def test_somebody_chooses_one_letter_a_week(gail):
    client = client_for(gail)
    assert client.get(URL).context["form"].initial == {"pace": Pace.AT_ONCE}
    response = client.post(URL, {"pace": "weekly"}, follow=True)
    assert response.redirect_chain == [(reverse("progress:your_work"), 302)]
    assert "Your reminders: one letter a week, on Mondays." in response.content.decode()
    assert MailChoice.objects.get(person=gail).pace == Pace.WEEKLY
    assert client.get(URL).context["form"].initial == {"pace": Pace.WEEKLY}


def test_the_choice_is_on_record_and_saving_it_again_is_no_news(gail):
    client = client_for(gail)
    for pace in ("weekly", "weekly", "at_once"):
        client.post(URL, {"pace": pace})
    records = MailChoice.objects.get().history.order_by("pk")
    assert list(records.values_list("pace", "history_user")) == [
        ("weekly", gail.pk),
        ("at_once", gail.pk),
    ]


def test_their_work_leads_to_it(gail):
    assert URL in client_for(gail).get(reverse("progress:your_work")).content.decode()


def test_it_asks_who_you_are(client):
    assert client.get(URL).status_code == 302
    assert client.post(URL, {"pace": "weekly"}).status_code == 302
    assert not MailChoice.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"pace": "daily"}])
def test_it_refuses_what_is_no_choice(gail, sent):
    response = client_for(gail).post(URL, sent)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert "Select how often you want to be reminded" in response.content.decode()
    assert not MailChoice.objects.exists()
