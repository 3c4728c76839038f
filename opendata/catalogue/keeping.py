"""Making the package of all datasets once a day, and keeping the last."""

import hashlib
import io

from django.db import connection

from ogp_tracker import clock
from opendata.catalogue.archive import at_one_moment, write_archive
from opendata.models import DataPackage

# Any number, the same for all who make packages.
LOCK = 728_001


def make_package_of_today() -> bool:
    """Make and keep the package of this business day, unless somebody did or is about to.

    Returns whether it was made. The one before is thrown away: it can be made of the record.
    """
    with at_one_moment():
        if not _is_ours_to_make():
            return False
        package = _made_now()
        DataPackage.objects.bulk_create([package], ignore_conflicts=True)
        DataPackage.objects.exclude(made_on=package.made_on).delete()
        return True


def newest_package() -> DataPackage:
    """The package that is kept; before there is one, one made for the asker."""
    kept = DataPackage.objects.first()
    if kept is not None:
        return kept
    with at_one_moment():
        return _made_now()


def _is_ours_to_make() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        (is_ours,) = cursor.fetchone()
    return is_ours and not DataPackage.objects.filter(made_on=clock.today()).exists()


def _made_now() -> DataPackage:
    file = io.BytesIO()
    lines = write_archive(file)
    content = file.getvalue()
    return DataPackage(
        made_on=clock.today(),
        made_at=clock.now(),
        lines=lines,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content=content,
    )
