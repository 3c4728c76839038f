"""The life of a file that is taken in, as a table: which step leads where."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class IntakeStatus(models.TextChoices):
    """Where a file is on its way in."""

    UPLOADED = "uploaded", _("Waiting for its columns")
    READ = "read", _("Looked through")
    CONFIRMED = "confirmed", _("Waiting to be imported")
    RUNNING = "running", _("Being imported")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Refused")
    STOPPED = "stopped", _("Stopped")


Status = IntakeStatus


@dataclass(frozen=True)
class IntakeStep:
    """One step: from where it may be taken, and where it leads."""

    name: str
    since: tuple[IntakeStatus, ...]
    to: IntakeStatus


# What a person does; then what the worker does.
READ = IntakeStep(
    "read", (Status.UPLOADED, Status.READ, Status.FAILED, Status.STOPPED), Status.READ
)
CONFIRM = IntakeStep("confirm", (Status.READ, Status.FAILED, Status.STOPPED), Status.CONFIRMED)
BEGIN = IntakeStep("begin", (Status.CONFIRMED, Status.RUNNING), Status.RUNNING)
FINISH = IntakeStep("finish", (Status.RUNNING,), Status.DONE)
FAIL = IntakeStep("fail", (Status.RUNNING,), Status.FAILED)
STOP = IntakeStep("stop", (Status.RUNNING,), Status.STOPPED)
STEPS = (READ, CONFIRM, BEGIN, FINISH, FAIL, STOP)

# From the confirmation on somebody answers for it.
CONFIRMED = (Status.CONFIRMED, Status.RUNNING, Status.DONE, Status.FAILED, Status.STOPPED)
UNDER_WAY = (Status.CONFIRMED, Status.RUNNING)
ENDED = (Status.DONE, Status.FAILED, Status.STOPPED)
