"""What can be followed: the words by which news and followers find each other."""

from collections.abc import Iterable

from commitments.models import ActionPlan, Commitment, Theme
from network.models import CIRCULATION_TOPIC, Organisation

# Each takes in the whole site.
DELAYS = "delays"
RESERVATIONS = "reservations"
BLOCKERS = "blockers"
# The monthly circulation, which the network's coordinator sends.
NETWORK = CIRCULATION_TOPIC


def topic_of(thing: ActionPlan | Theme | Commitment | Organisation) -> str:
    """The topic of one thing: "plan:…", "theme:…", "commitment:…" or "organisation:…"."""
    if isinstance(thing, Theme):
        return f"theme:{thing.plan.slug}/{thing.slug}"
    return f"{thing._meta.model_name}:{thing.slug}".replace("actionplan", "plan", 1)


def topics_of(commitment: Commitment, *more: str) -> list[str]:
    """Every topic whose followers hear of news about `commitment`, and `more` of them."""
    organisations: Iterable[Organisation] = Organisation.objects.filter(
        participations__commitment=commitment
    )
    topics = [topic_of(commitment), topic_of(commitment.theme), topic_of(commitment.plan)]
    return [*topics, *(topic_of(organisation) for organisation in organisations), *more]
