"""`manage.py load_demonstration`: people to sign in as and blockers, for a look round at home."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from commitments.models import ActionPlan
from progress.demonstration.blockers import load_blockers
from progress.demonstration.circulation import load_circulation
from progress.demonstration.people import (
    OTHER_LEADS,
    PASSWORD,
    PLAN,
    load_people,
    sign_in_table,
)
from progress.demonstration.unfinished import load_unfinished


class Command(BaseCommand):
    help = "Adds the demonstration’s invented people and blockers; prints how to sign in."

    def handle(self, **options: object) -> None:
        if not settings.DEMONSTRATION:
            self._stop(
                "Nothing was loaded: these people share one known password, so they only "
                "come where DEMONSTRATION=1."
            )
        try:
            with transaction.atomic():
                load_people()
                load_unfinished()
                load_blockers(ActionPlan.objects.get(slug=PLAN))
                load_circulation()
        except ActionPlan.DoesNotExist:
            self._stop(
                "Nothing was loaded: run import_action_plan with "
                "commitments/data/uk_nap_2013_15.json first."
            )
        self.stdout.write(
            f"Everybody below is invented, and so are {len(OTHER_LEADS)} others who lead "
            "commitments, and the blockers; the plan is real."
        )
        self.stdout.write(f"The password of each is: {PASSWORD}\n\n")
        for line in sign_in_table():
            self.stdout.write(line)

    def _stop(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(1)
