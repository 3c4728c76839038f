"""docs/workflow.md, written from the tables in the workflow.py files."""

from collections.abc import Iterable, Sequence
from typing import Any

from commitments import workflow as commitments
from network.workflow import ROLES, RoleKind
from progress import workflow as progress
from progress.blockers import workflow as blockers
from progress.models import BlockerStatus

HEAD = """# Who may do what, and what comes next

This page is generated: change a table in a `workflow.py` file, then run
`python manage.py write_workflow_page`. A test compares the two.
"""


def workflow_page() -> str:
    """The whole page, in Markdown with Mermaid diagrams."""
    parts = [HEAD, *_joint_update(), *_blocker(), *_commitment(), *_roles()]
    return "\n".join(parts).rstrip() + "\n"


def _joint_update() -> Iterable[str]:
    yield "## The joint update\n"
    yield from _diagram((step.source, step.target, step.label) for step in progress.STEPS)
    rows = (
        (
            step.label,
            progress.Status(step.source).label,
            progress.Status(step.target).label,
            ", ".join(str(progress.Party(party).label) for party in step.who),
            step.note,
        )
        for step in progress.STEPS
    )
    yield from _table(("Step", "From", "To", "Who", "What it means"), rows)


def _blocker() -> Iterable[str]:
    yield "## The blocker\n"
    yield "The ladder. Silence on a rung brings a blocker to the next one.\n"
    ladder = (
        (rule.rung.label, rule.held_by, str(rule.days or "no end")) for rule in blockers.LADDER
    )
    yield from _table(("Rung", "Who stands on it", "Days to answer"), ladder)
    yield from _diagram(
        (source, step.target or source, step.label)
        for step in blockers.STEPS
        for source in step.sources or ("[*]",)
    )
    rows = (
        (
            step.label,
            ", ".join(str(source.label) for source in step.sources) or "(new)",
            BlockerStatus(step.target).label if step.target else "(as it was)",
            ", ".join(str(who.label) for who in step.who),
            step.note,
        )
        for step in blockers.STEPS
    )
    yield from _table(("Step", "From", "To", "Who", "What it means"), rows)


def _commitment() -> Iterable[str]:
    yield "## The commitment\n"
    lines = [(source, step.target, step) for step in commitments.STEPS for source in step.sources]
    yield from _diagram((source, target, step.label) for source, target, step in lines)
    rows = (
        (
            step.label,
            commitments.Stage(source).label,
            commitments.Stage(target).label,
            ", ".join(str(RoleKind(kind).label) for kind in step.who),
        )
        for source, target, step in lines
    )
    yield from _table(("Step", "From", "To", "Who"), rows)


def _roles() -> Iterable[str]:
    yield "## Roles\n"
    rows = (
        (
            rule.kind.label,
            rule.side.label if rule.side else "Neither",
            ", ".join(str(RoleKind(giver).label) for giver in rule.given_by),
            rule.does,
        )
        for rule in ROLES
    )
    yield from _table(("Role", "Side", "Given and ended by", "What it is for"), rows)
    yield (
        "Government and civil society leads are not roles: each is appointed to one commitment, "
        "by the secretariat for government and by the network coordinator for civil society.\n"
    )


def _diagram(arrows: Iterable[tuple[str, str, str]]) -> Iterable[str]:
    yield "```mermaid\nstateDiagram-v2"
    for source, target, label in arrows:
        yield f"    {source} --> {target}: {label}"
    yield "```\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterable[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"
    yield ""
