"""Write docs/open-data.md from the contract of the datasets."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from opendata.catalogue.describing import data_page


class Command(BaseCommand):
    help = "Writes docs/open-data.md from the tables in opendata/tables."

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "open-data.md"
        page.write_text(data_page())
        self.stdout.write("Wrote docs/open-data.md.")
