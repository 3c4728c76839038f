"""Write everything that is public into one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from opendata.catalogue.archive import at_one_moment, write_archive


class Command(BaseCommand):
    help = "Writes the zip of all datasets, as /data/ offers it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        with options["output"].open("wb") as file, at_one_moment():
            lines = write_archive(file)
        self.stdout.write(f"Wrote {sum(lines.values())} lines of {len(lines)} tables.")
