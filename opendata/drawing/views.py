"""One picture as a file to use again: the drawing as SVG, its figures as CSV, both in English."""

import csv
import io

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation

from commitments.models import ActionPlan
from ogp_tracker.templatetags.tracker import day
from opendata.columns import as_cell
from opendata.drawing.kinds import Source, draw
from opendata.picturing.figures import Picture, Table, code_of
from opendata.picturing.ground import Ground
from opendata.picturing.pictures import PICTURES


@login_not_required
def picture_svg(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The picture alone, with its title, its source and its licence."""
    with translation.override(settings.LANGUAGE_CODE):
        ground, picture = _find(slug, name)
        page = reverse("opendata:plan_pictures", args=[slug])
        source = Source(ground.plan.title, day(ground.today), f"{settings.SITE_URL}{page}")
        drawn = draw(picture, source)
    return _file(drawn, "image/svg+xml", f"{slug}-{name}.svg", "inline")


@login_not_required
def picture_csv(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The figures of the picture."""
    with translation.override(settings.LANGUAGE_CODE):
        _ground, picture = _find(slug, name)
    return _file(_csv(picture.table), "text/csv", f"{slug}-{name}.csv", "attachment")


def _find(slug: str, name: str) -> tuple[Ground, Picture]:
    if name not in PICTURES:
        raise Http404("There is no picture of this name.")
    ground = Ground(get_object_or_404(ActionPlan.objects.public(), slug=slug))
    return ground, PICTURES[name](ground)


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.code for column in table.columns)
    for row in table.rows:
        writer.writerow(as_cell(code_of(value)) for value in row)
    # The mark by which spreadsheets know UTF-8.
    return f"\ufeff{text.getvalue()}"


def _file(text: str, kind: str, name: str, how: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'{how}; filename="{name}"',
        "Link": "<https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/>; "
        'rel="license"',
    }
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)
