"""Builds the un-branded front end, `static/govuk/`, from the npm package govuk-frontend.

Run as `python -m ogp_tracker.assets` after `npm ci`. GOV.UK Frontend is free to use anywhere, its
brand is not: the tracker belongs to government and civil society alike, so font, crest, crown and
name stay out. Nothing is written when the package and this file have not changed.
"""

import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "govuk-frontend"
TARGET = ROOT / "static" / "govuk"
FONTS = '"Helvetica Neue",Helvetica,Arial,sans-serif'
# Whatever of the brand survives the build stops it: better no style than a wrong one.
BRAND = re.compile(
    r"GDS Transport|@font-face|crest|crown|gov\.uk|url\(|sourceMappingURL|logotype", re.IGNORECASE
)


class BuildError(Exception):
    """The front end cannot be built; the message says what to do."""


def unbrand_css(css: str) -> str:
    """Return the stylesheet `css` without font files, crest, crown and their rules."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    # A rule with nothing nested in it whose selector or body names a branded thing.
    css = re.sub(r"[^{}]*(?:copyright-logo|crown|logotype)[^{}]*\{[^{}]*\}", "", css)
    css = re.sub(r"GDS Transport,\s*arial,\s*sans-serif", FONTS, css)
    return css.strip() + "\n"


def unbrand_js(script: str) -> str:
    """Return the module `script` without the brand's name, so that it starts itself when loaded.

    Starting itself saves an import between two modules, and with it a second request.
    """
    script = re.sub(r"//# sourceMappingURL=\S+", "", script).strip()
    if not re.search(r"export\{[^}]*\binitAll\b", script):
        raise BuildError(
            "govuk-frontend's module no longer exports initAll: see ogp_tracker.assets."
        )
    script = re.sub(r"GOV\.UK ", "", script, flags=re.IGNORECASE)
    return f"{script}\ninitAll();\n"


def fingerprint(package: Path) -> str:
    """Name the state of the package and of this file: the same twice means nothing to do."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update((package / "package.json").read_bytes())
    return digest.hexdigest()


def build(package: Path = PACKAGE, target: Path = TARGET) -> bool:
    """Write the un-branded files into `target`; return False when they were fresh already.

    Raises BuildError when the package is missing or something of the brand would be left.
    """
    if not (package / "package.json").exists():
        raise BuildError("govuk-frontend is not installed: run `npm ci` first.")
    stamp, mark = target / ".stamp", fingerprint(package)
    if stamp.exists() and stamp.read_text() == mark:
        return False
    dist = package / "dist" / "govuk"
    files = {
        "frontend.css": unbrand_css((dist / "govuk-frontend.min.css").read_text()),
        "frontend.js": unbrand_js((dist / "govuk-frontend.min.js").read_text()),
    }
    for name, text in files.items():
        if left := BRAND.search(text):
            raise BuildError(f"{name} still holds {left.group()!r}: see ogp_tracker.assets.")
    target.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (target / name).write_text(text)
    stamp.write_text(mark)
    return True


def main() -> int:
    """Build, say in a line what happened, and return the exit code."""
    try:
        written = build()
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    state = "written to static/govuk/" if written else "are fresh"
    sys.stdout.write(f"Front-end files {state}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
