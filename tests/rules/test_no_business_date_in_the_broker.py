"""No date of the business goes into the broker: what is due is in the database."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATED = {"eta", "expires"}
# A countdown is for machines; beyond the broker's visibility timeout a task would run many times.
LONGEST = 300


def dated_calls(source: str) -> Iterator[str]:
    """Keyword arguments (and keys of literal options) that put a time beside a task."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            options = {keyword.arg or "": keyword.value for keyword in node.keywords}
        elif isinstance(node, ast.Dict):
            keys = [key.value if isinstance(key, ast.Constant) else "" for key in node.keys]
            options = dict(zip(map(str, keys), node.values, strict=True))
        else:
            continue
        wrong = {name for name in options if name in DATED}
        wrong |= {"countdown"} if _is_long(options.get("countdown")) else set()
        yield from (f"line {node.lineno}: {name}" for name in wrong)


def _is_long(seconds: ast.expr | None) -> bool:
    """Whether that is not a plain number of seconds, or too many of them."""
    if seconds is None:
        return False
    is_number = isinstance(seconds, ast.Constant) and isinstance(seconds.value, int | float)
    return not is_number or seconds.value > LONGEST  # type: ignore[attr-defined]


def our_modules() -> list[Path]:
    packages = [path.parent for path in ROOT.glob("*/__init__.py")]
    modules = [module for package in packages for module in package.rglob("*.py")]
    return [module for module in modules if "migrations" not in module.parts]


@pytest.mark.parametrize("module", our_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_task_is_given_a_time(module: Path) -> None:
    assert list(dated_calls(module.read_text())) == []


def test_the_rule_sees_what_it_forbids() -> None:
    assert list(dated_calls("remind.apply_async(eta=due)")) == ["line 1: eta"]
    for seconds in ("301", "due - now", "'60'"):
        assert list(dated_calls(f"send(countdown={seconds})")) == ["line 1: countdown"]
        assert list(dated_calls(f"send(**{{'countdown': {seconds}}})")) == ["line 1: countdown"]
    assert list(dated_calls("send(countdown=300)")) == []
    assert any(module.name == "wake.py" for module in our_modules())
