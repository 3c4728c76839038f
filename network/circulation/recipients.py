"""Who gets the circulation: the network's members, and followers who are none of them."""

import secrets

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from mailroom.models import Subscription, UndeliverableAddress
from mailroom.planning import plan_letters
from network.models import CIRCULATION_TOPIC, Circulation, CirculationReader, Person, Role
from network.workflow import RoleKind
from ogp_tracker import clock, history

MEMBERS = (RoleKind.NETWORK_MEMBER, RoleKind.NETWORK_COORDINATOR)

# A member who follows the topic as well gets one letter, as a member.
RECIPIENTS = """
SELECT 'circulation:person:' || person.id || ':' || %(circulation)s AS key,
    person.id AS recipient_id, person.name AS to_name, person.email AS to_email,
    jsonb_build_object('circulation', %(circulation)s, 'reader', reader.id) AS about,
    replace(%(leave)s, 'TOKEN', reader.token) AS unsubscribe_path
FROM network_circulationreader AS reader
JOIN network_person AS person ON person.id = reader.person_id
WHERE person.id = ANY(%(members)s) AND reader.left_at IS NULL
UNION ALL
SELECT 'circulation:follower:' || follower.id || ':' || %(circulation)s, NULL::bigint,
    'Follower', follower.email,
    jsonb_build_object(
        'circulation', %(circulation)s, 'follower', follower.id, 'subscription', subscription.id
    ),
    replace(replace(%(stop)s, 'TOKEN', follower.token), '/0/', '/' || subscription.id || '/')
FROM mailroom_subscription AS subscription
JOIN mailroom_follower AS follower ON follower.id = subscription.follower_id
WHERE subscription.topic = %(topic)s AND subscription.confirmed_at IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM network_circulationreader AS reader
        JOIN network_person AS person ON person.id = reader.person_id
        WHERE person.email = lower(follower.email) AND person.id = ANY(%(members)s)
            AND reader.left_at IS NULL
    )
"""


def members() -> QuerySet[Person]:
    """The people who belong to the network today."""
    roles = Role.objects.current(clock.today()).filter(kind__in=MEMBERS, person=OuterRef("pk"))
    return Person.objects.filter(Exists(roles), is_active=True)


def number_of_recipients() -> int:
    """How many letters a circulation would be, sent now."""
    reading = members().exclude(circulation_reader__left_at__isnull=False)
    followers = Subscription.objects.confirmed().filter(topic=CIRCULATION_TOPIC)
    addresses = {email.lower() for email in reading.values_list("email", flat=True)}
    addresses |= {email.lower() for email in followers.values_list("follower__email", flat=True)}
    return len(addresses) - UndeliverableAddress.objects.standing().among(addresses).count()


def plan_circulation(circulation: Circulation) -> int:
    """Plan a letter to each recipient; returns how many. Part of the transaction that sends it."""
    everybody = list(members().values_list("pk", flat=True))
    known = CirculationReader.objects.filter(person__in=everybody)
    new = set(everybody) - set(known.values_list("person", flat=True))
    rows = [CirculationReader(person_id=pk, token=secrets.token_urlsafe(32)) for pk in new]
    history.bulk_create(CirculationReader, rows, by=None, reason="The first circulation they get")
    return plan_letters(
        kind="circulation",
        subject=circulation.subject,
        to=RECIPIENTS,
        values={
            "circulation": circulation.pk,
            "members": everybody,
            "topic": CIRCULATION_TOPIC,
            "leave": reverse("network:circulation_leave", args=["TOKEN"]),
            "stop": reverse("mailroom:subscription_leave", args=["TOKEN", 0]),
        },
        is_private=True,
    )
