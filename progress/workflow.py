"""The life of a joint update as a table: status, step, who may take it."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where an update is in its life."""

    DRAFTING = "drafting", _("Drafting")
    PUBLISHED = "published", _("Published")
    NOT_REPORTED = "not_reported", _("Not reported")


class Party(models.TextChoices):
    """Who takes a step, seen from one commitment."""

    GOVERNMENT_LEAD = "government_lead", _("Government lead")
    CIVIL_SOCIETY_LEAD = "civil_society_lead", _("Civil society lead")
    BOTH_KEYS = "both_keys", _("The tracker, when both keys match")
    CALENDAR = "calendar", _("The tracker, on the day")


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
        "A signature names the person, the side, the version and the fingerprint of its text. "
        "It is plain, or carries a reservation that is printed beside the text.",
    ),
    Step(
        "withdraw",
        "Withdraw the signature",
        Status.DRAFTING,
        Status.DRAFTING,
        LEADS,
        "Only before publication, and only one's own. It stays on record that it was given.",
    ),
    Step(
        "publish",
        "Publish",
        Status.DRAFTING,
        Status.PUBLISHED,
        (Party.BOTH_KEYS,),
        "Happens by itself when one lead of each side has signed the latest version.",
    ),
    Step(
        "publish_alone",
        "Publish alone",
        Status.DRAFTING,
        Status.PUBLISHED,
        LEADS,
        "After the due day, when the other side has been silent for the days the period gives. "
        "The update says so for ever.",
    ),
    Step(
        "close",
        "Close without an update",
        Status.DRAFTING,
        Status.NOT_REPORTED,
        (Party.CALENDAR,),
        "When the period closes and nothing was published. Readers are told.",
    ),
    Step(
        "sign_late",
        "Sign late",
        Status.PUBLISHED,
        Status.PUBLISHED,
        LEADS,
        "The side that was silent signs what the other published alone. It is added below the "
        "text; the label stays.",
    ),
    Step(
        "correct",
        "Correct",
        Status.PUBLISHED,
        Status.PUBLISHED,
        LEADS,
        "A new version with a reason. Readers see the published text until both sides have signed "
        "the corrected one.",
    ),
    Step(
        "publish_correction",
        "Publish the correction",
        Status.PUBLISHED,
        Status.PUBLISHED,
        (Party.BOTH_KEYS,),
        "Happens by itself when both sides have signed it; one side alone cannot correct. "
        "The earlier text keeps its address.",
    ),
)

STEP_OF = {step.name: step for step in STEPS}
