"""Handing out a file that was handed in as evidence."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from commitments.finding import find_commitment
from ogp_tracker.languages import without_language
from progress.models import EvidenceFile
from progress.permissions import can_see_evidence


@login_not_required
@without_language
@require_safe
def evidence_file(request: HttpRequest, slug: str, sha256: str) -> HttpResponse:
    """The file with this fingerprint: always to be saved, never shown in the site's own name."""
    commitment = find_commitment(request.user, slug)
    files = EvidenceFile.objects.of(commitment).select_related("update")
    file = files.filter(sha256=sha256).first()
    if file is None:
        raise Http404("No file has this address.")
    file.update.commitment = commitment
    if not can_see_evidence(request.user, file):
        raise Http404("No file that you can see has this address.")
    etag = quote_etag(sha256)
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        bytes(file.content), content_type=file.content_type
    )
    response["ETag"] = etag
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    # What it says never changes, but who may read it does: everybody only once it is published.
    response["Cache-Control"] = "private, no-cache"
    return response
