"""Make the words that searches look through afresh, from what there is."""

from typing import Any

from django.core.management.base import BaseCommand

from opendata.searching import rebuild


class Command(BaseCommand):
    help = (
        "Makes the table of what can be found afresh. Triggers keep it, so this is needed only"
        " after the tables were filled past them, as a restored backup of some tables would be."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = rebuild()
        self.stdout.write(f"{found} things can be found.")
