"""The life of a joint update as a table: status, step, who may take it."""

from dataclasses import dataclass

from django.db import models


class Status(models.TextChoices):
    """Where an update is in its life."""

    DRAFTING = "drafting", "Drafting"
    PUBLISHED = "published", "Published"


class Party(models.TextChoices):
    """Who takes a step, seen from one commitment."""

    GOVERNMENT_LEAD = "government_lead", "Government lead"
    CIVIL_SOCIETY_LEAD = "civil_society_lead", "Civil society lead"
    BOTH_KEYS = "both_keys", "The tracker, when both keys match"


@dataclass(frozen=True)
class Step:
    """One line of the table."""

    name: str
    label: str
    source: Status
    target: Status
    who: tuple[Party, ...]
    note: str


LEADS = (Party.GOVERNMENT_LEAD, Party.CIVIL_SOCIETY_LEAD)

STEPS = (
    Step(
        "save_draft",
        "Save the draft",
        Status.DRAFTING,
        Status.DRAFTING,
        LEADS,
        "Every save is a new version. Signatures on earlier versions no longer count.",
    ),
    Step(
        "sign",
        "Sign",
        Status.DRAFTING,
        Status.DRAFTING,
        LEADS,
        "A signature names the person, the side, the version and the fingerprint of its text.",
    ),
    Step(
        "publish",
        "Publish",
        Status.DRAFTING,
        Status.PUBLISHED,
        (Party.BOTH_KEYS,),
        "Happens by itself when one lead of each side has signed the latest version.",
    ),
)

STEP_OF = {step.name: step for step in STEPS}
