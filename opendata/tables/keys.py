"""The two keys: every version that was published, who signed it, and the files it names."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from network.workflow import Side
from opendata.addresses import address
from opendata.columns import Column, Kind
from opendata.datasets import Dataset, Reference
from opendata.tables.belonging import (
    OF_ITS_COMMITMENT,
    OF_ITS_MILESTONE,
    in_order_of_plans,
    of_commitment,
)
from progress.models import (
    EvidenceFile,
    ProgressUpdate,
    Publication,
    Signature,
    UpdateVersion,
)


def _of_update(path: str) -> tuple[Column, ...]:
    return (
        *of_commitment(f"{path}commitment__"),
        Column(
            "due_on", "Due day of the period", f"{path}period__due_on", Kind.DAY, is_required=True
        ),
    )


def _in_order(path: str) -> tuple[str, ...]:
    return (*in_order_of_plans(f"{path}commitment__"), f"{path}period__due_on")


VERSIONS = Dataset(
    name="published_versions",
    title="Published versions",
    about="Every version of an update that was ever published. None changes, and none goes.",
    rows=lambda: Publication.objects.filter(update__in=ProgressUpdate.objects.published()).order_by(
        *_in_order("update__"), "version__number"
    ),
    columns=(
        *_of_update("update__"),
        Column("version", "Number of the version", "version__number", Kind.WHOLE, is_required=True),
        Column("sha256", "Fingerprint of its text", "version__content_hash"),
        Column("reason", "Why the text was corrected", "version__reason"),
        Column("saved_at", "When it was saved", "version__saved_at", Kind.MOMENT),
        Column("saved_by", "Who saved it", "version__author__name"),
        Column("published_at", "When it was published", "published_at", Kind.MOMENT),
        Column("ground", "On what ground", "ground", codes=Publication.Ground),
        Column(
            "silent_since", "Day since when the other side was silent", "silent_since", Kind.DAY
        ),
        Column("silence_days", "Days it had had to answer", "silence_days", Kind.WHOLE),
        Column(
            "url",
            "Its page",
            address(
                "progress:version_detail",
                "update__commitment__slug",
                "update__period__due_on",
                "version__number",
            ),
            Kind.ADDRESS,
        ),
        Column(
            "text_url",
            "The very text whose fingerprint was signed",
            address(
                "progress:version_text",
                "update__commitment__slug",
                "update__period__due_on",
                "version__number",
            ),
            Kind.ADDRESS,
        ),
    ),
    key=("commitment", "due_on", "version"),
    references=(
        OF_ITS_COMMITMENT,
        Reference(("commitment", "due_on"), "updates", ("commitment", "due_on")),
    ),
)


class Force(models.TextChoices):
    """What a signature did."""

    KEY = "key", "One of those that published the text"
    ADDED_LATER = "added_later", "Added after the other side had published alone"
    NOT_COUNTED = "not_counted", "The text was published without counting it"


def _signatures() -> QuerySet[Signature]:
    return Signature.objects.filter(
        version__publication__update__in=ProgressUpdate.objects.published(), withdrawn_at=None
    )


def _force() -> Case:
    publication = "version__publication__"
    is_key = Q(**{f"{publication}government_signature": F("pk")})
    is_key |= Q(**{f"{publication}civil_society_signature": F("pk")})
    is_late = Q(signed_at__gt=F(f"{publication}published_at"))
    return Case(
        When(is_key, then=Value(Force.KEY.value)),
        When(is_late, then=Value(Force.ADDED_LATER.value)),
        default=Value(Force.NOT_COUNTED.value),
    )


SIGNATURES = Dataset(
    name="signatures",
    title="Signatures",
    about="Who signed which published version, for which side, and with which reservation.",
    rows=lambda: _signatures().order_by(*_in_order("version__update__"), "signed_at", "pk"),
    columns=(
        Column("signature", "Number of the signature", "pk", Kind.WHOLE, is_required=True),
        *_of_update("version__update__"),
        Column("version", "Number of the version", "version__number", Kind.WHOLE),
        Column("side", "Side for which it was given", "side", codes=Side),
        Column("person", "Name of the person", "person__name"),
        Column("organisation", "Organisation they led for", "lead__organisation__slug"),
        Column("signed_at", "When it was given", "signed_at", Kind.MOMENT),
        Column("reservation", "Reservation printed beside the text", "reservation"),
        Column("force", "What it did", _force(), codes=Force),
        Column("sha256", "Fingerprint of the text that was signed", "content_hash"),
    ),
    key=("signature",),
    references=(
        OF_ITS_COMMITMENT,
        Reference(("organisation",), "organisations", ("organisation",)),
        Reference(
            ("commitment", "due_on", "version"),
            "published_versions",
            ("commitment", "due_on", "version"),
        ),
    ),
)


def _named_in_public() -> Exists:
    """Whether a published version names the file; the same rule as `EvidenceFile.is_public`."""
    mark = Concat(Value('"evidence_file":"'), OuterRef("sha256"), Value('"'))
    named = UpdateVersion.objects.filter(
        update__commitment=OuterRef("update__commitment"),
        update__in=ProgressUpdate.objects.published(),
        publication__isnull=False,
    )
    return Exists(named.filter(canonical__contains=mark))


EVIDENCE_FILES = Dataset(
    name="evidence_files",
    title="Evidence handed in as files",
    about="The files that published updates name as evidence, each with its fingerprint.",
    rows=lambda: EvidenceFile.objects.filter(_named_in_public()).order_by(
        *_in_order("update__"), "uploaded_at", "pk"
    ),
    columns=(
        *_of_update("update__"),
        Column(
            "milestone", "Number of the milestone", "milestone__pk", Kind.WHOLE, is_required=True
        ),
        Column("name", "Name of the file", "name"),
        Column("content_type", "Its media type", "content_type"),
        Column("size", "Its size in bytes", "size", Kind.WHOLE),
        Column("sha256", "Its fingerprint", "sha256", is_required=True),
        Column(
            "url",
            "Where it is",
            address("progress:evidence_file", "update__commitment__slug", "sha256"),
            Kind.ADDRESS,
        ),
    ),
    key=("commitment", "due_on", "milestone", "sha256"),
    references=(OF_ITS_COMMITMENT, OF_ITS_MILESTONE),
)
