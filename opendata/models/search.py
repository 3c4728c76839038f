"""What searches look through: one narrow table of the words of everything that can be found.

Triggers keep it (opendata/migrations/0004), in the transaction of whatever changed; nothing else
writes to it but `rebuild_search`. It never says what readers may see: that is asked each time.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan, Commitment, Milestone
from network.models import Organisation
from progress.models import Blocker, DiaryNote, ProgressUpdate

# Text-search configurations of the database: English without accents, and words as they stand.
ENGLISH, AS_WRITTEN = "opendata_english", "opendata_as_written"


class SearchKind(models.TextChoices):
    """The kinds of thing that can be found, in the order in which they are offered."""

    PLAN = "plan", _("Action plan")
    COMMITMENT = "commitment", _("Commitment")
    MILESTONE = "milestone", _("Milestone")
    UPDATE = "update", _("Progress update")
    BLOCKER = "blocker", _("Blocker")
    NOTE = "note", _("Diary note")
    ORGANISATION = "organisation", _("Organisation")


# The doors of what readers may see, the same as those of pages. A further kind has a line here, and
# what is searched of it in a migration.
DOORS: dict[SearchKind, Callable[[], models.QuerySet[Any]]] = {
    SearchKind.PLAN: lambda: ActionPlan.objects.public(),
    SearchKind.COMMITMENT: lambda: Commitment.objects.public(),
    SearchKind.MILESTONE: lambda: Milestone.objects.filter(
        commitment__in=Commitment.objects.public()
    ),
    SearchKind.UPDATE: lambda: ProgressUpdate.objects.published(),
    SearchKind.BLOCKER: lambda: Blocker.objects.public(),
    SearchKind.NOTE: lambda: DiaryNote.objects.public(),
    SearchKind.ORGANISATION: lambda: Organisation.objects.all(),
}


class SearchTextQuerySet(models.QuerySet["SearchText"]):
    """Sets of what can be found."""

    def public(self) -> "SearchTextQuerySet":
        """What readers may see now."""
        may_be_seen = Q()
        for kind, door in DOORS.items():
            # One look-up a row that fits the words, however many things of the kind there are.
            may_be_seen |= Q(Exists(door().order_by().filter(pk=OuterRef("thing"))), kind=kind)
        return self.filter(may_be_seen)


class SearchText(models.Model):
    """The words of one thing. Of an update they are those of the version published last."""

    kind = models.CharField(max_length=12, choices=SearchKind)
    # The id of the thing, in the table of its kind.
    thing = models.BigIntegerField()
    # What it belongs to; a plan and an organisation belong to themselves. No constraints: the rows
    # go with their things, in the same statement.
    plan = models.ForeignKey(
        ActionPlan,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        null=True,
    )
    commitment = models.ForeignKey(
        Commitment,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        null=True,
    )
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        null=True,
    )
    # Numbers, OGP ids and abbreviations, in small letters.
    codes = ArrayField(models.TextField(), default=list)
    # Empty where the thing has no words of its own for it.
    title = models.TextField()
    body = models.TextField()
    # Its different words, without accents, for those who mistype one. Of the many updates and notes
    # none are kept: they speak of the same things as their commitments.
    words = models.TextField()
    # The day it is about, or on which it became public.
    day = models.DateField(null=True)
    vector = SearchVectorField()

    objects = SearchTextQuerySet.as_manager()

    class Meta:
        """Found by words, by number and by words that look alike."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="thing_is_searched_once", fields=("kind", "thing")),
        )
        indexes = (
            GinIndex(fields=("vector",), name="search_by_words"),
            GinIndex(fields=("codes",), name="search_by_code"),
            GinIndex(
                fields=("words",),
                name="search_by_likeness",
                opclasses=("gin_trgm_ops",),
                condition=~Q(words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.thing}"
