"""No date of the business goes into the broker: what is due is in the database."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATED = {"eta", "countdown", "expires"}


def dated_calls(source: str) -> Iterator[str]:
    """Keyword arguments (and keys of literal options) that put a time beside a task."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            names = {keyword.arg or "" for keyword in node.keywords}
        elif isinstance(node, ast.Dict):
            names = {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
        else:
            continue
        yield from (f"line {node.lineno}: {name}" for name in names & DATED)


def our_modules() -> list[Path]:
    packages = [path.parent for path in ROOT.glob("*/__init__.py")]
    modules = [module for package in packages for module in package.rglob("*.py")]
    return [module for module in modules if "migrations" not in module.parts]


@pytest.mark.parametrize("module", our_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_task_is_given_a_time(module: Path) -> None:
    assert list(dated_calls(module.read_text())) == []


def test_the_rule_sees_what_it_forbids() -> None:
    assert list(dated_calls("remind.apply_async(eta=due)")) == ["line 1: eta"]
    assert list(dated_calls("send(**{'countdown': 5})")) == ["line 1: countdown"]
    assert any(module.name == "wake.py" for module in our_modules())
