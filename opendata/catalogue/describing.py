"""docs/open-data.md, written from the contract in opendata/tables."""

from collections.abc import Iterator

from opendata.columns import Column
from opendata.datasets import Dataset
from opendata.tables import DATASETS

HEAD = """# Open data

This page is generated: change a table in `opendata/tables/`, then run
`python manage.py write_data_page`. A test compares the two.

Every public page is also given away as data, under the Open Government Licence v3.0.

* `/data/` lists the datasets; `/data/NAME/` says what each column means.
* `/data/NAME.csv` and `/data/NAME.json` are the files. They take the filters of the page with the
  same list, in the same words; what makes no sense is refused with 400 and a sentence.
* `/data/commitments-ogp.csv` has the commitments under the columns of OGP's own database of 2024.
  A commitment that came from OGP's files has there the cells that OGP has for it.
* `/data/open-government-tracker.zip` holds everything, made each night, with `datapackage.json`
  (a Frictionless data package) and a README. `python manage.py write_data_package -o FILE` writes
  the same.

## The contract

* Names of datasets and columns, their order, kinds and meanings do not change, and none goes. A new
  column comes at the end of its table. `tests/opendata/contract.json` holds the names.
* CSV follows RFC 4180, in UTF-8 with a byte order mark. A text that a spreadsheet would take for a
  formula has an apostrophe before it; JSON has no such apostrophe.
* Nothing recorded is an empty cell, or null. Days are written 2014-04-30, moments with their offset
  from UTC. A list is an array in JSON; in CSV each text has a line of its own within the cell.
* No dataset holds an e-mail address, or anything of a person but the name, side, role and
  organisation under which they act in public.
"""


def data_page() -> str:
    """The whole page, in Markdown."""
    parts = [HEAD, *(line for dataset in DATASETS.values() for line in _dataset(dataset))]
    return "\n".join(parts).rstrip() + "\n"


def _dataset(dataset: Dataset) -> Iterator[str]:
    yield f"## {dataset.name}\n"
    yield f"{dataset.about} A line is known by {_names(dataset.key)}.\n"
    yield "| column | kind | meaning |\n| --- | --- | --- |"
    for column in dataset.columns:
        yield f"| `{column.name}` | {column.kind.words} | {_about(column)} |"
    yield ""
    for reference in dataset.references:
        yield f"* {_names(reference.columns)}: found in `{reference.dataset}`"
    yield ""


def _about(column: Column) -> str:
    codes = "; ".join(f"`{code}`: {label}" for code, label in column.meanings.items())
    return f"{column.about}. {codes}" if codes else column.about


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
