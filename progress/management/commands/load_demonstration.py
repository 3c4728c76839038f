"""`manage.py load_demonstration`: people to sign in as, for a look round on one's own machine."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from commitments.models import ActionPlan
from progress.demonstration.circulation import load_circulation
from progress.demonstration.people import OTHER_LEADS, PASSWORD, load_people, sign_in_table


class Command(BaseCommand):
    help = "Adds the invented people of the demonstration and prints how to sign in as them."

    def handle(self, **options: object) -> None:
        if not settings.DEMONSTRATION:
            self._stop(
                "Nothing was loaded: these people share one known password, so they only "
                "come where DEMONSTRATION=1."
            )
        try:
            with transaction.atomic():
                load_people()
                load_circulation()
        except ActionPlan.DoesNotExist:
            self._stop(
                "Nothing was loaded: run import_action_plan with "
                "commitments/data/uk_nap_2013_15.json first."
            )
        self.stdout.write(
            f"Everybody below is invented, and so are {len(OTHER_LEADS)} others who lead "
            "commitments; the plan is real."
        )
        self.stdout.write(f"The password of each is: {PASSWORD}\n\n")
        for line in sign_in_table():
            self.stdout.write(line)

    def _stop(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(1)
