"""Write docs/workflow.md from the tables in the code."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from progress.describing.workflow_page import workflow_page


class Command(BaseCommand):
    help = "Writes docs/workflow.md from the workflow tables."

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "workflow.md"
        page.write_text(workflow_page())
        self.stdout.write("Wrote docs/workflow.md.")
