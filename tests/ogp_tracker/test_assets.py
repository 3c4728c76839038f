"""The front end is built without a trace of the GOV.UK brand."""

import json
import re
from pathlib import Path

import pytest

from ogp_tracker import assets

pytestmark = pytest.mark.skipif(
    not assets.PACKAGE.exists(), reason="NO FRONT END INSTALLED: run `npm ci` to test its build"
)
BRAND = ["gds transport", "@font-face", "crest", "crown", "gov.uk", "url(", "sourcemappingurl"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("static") / "govuk"
    assert assets.build(target=target) is True
    return target


def test_nothing_of_the_brand_is_left(built: Path) -> None:
    names = sorted(path.name for path in built.iterdir())
    assert names == [".stamp", "frontend.css", "frontend.js"]
    for name in names:
        text = (built / name).read_text().lower()
        assert [word for word in BRAND if word in text] == []


def test_the_style_sheet_is_whole(built: Path) -> None:
    css = (built / "frontend.css").read_text()
    original = (assets.PACKAGE / "dist/govuk/govuk-frontend.min.css").read_text()
    assert css.count("{") == css.count("}")
    assert len(css) > 0.95 * len(original)
    for selector in (".govuk-button{", ".govuk-generic-header{", ".govuk-error-summary{"):
        assert selector in css
    assert '"Helvetica Neue",Helvetica,Arial,sans-serif' in css
    colours = set(re.findall(r"--govuk-[a-z-]+(?=:#)", css))
    assert {"--govuk-brand-colour", "--govuk-link-colour"} <= colours


def test_the_script_starts_itself(built: Path) -> None:
    script = (built / "frontend.js").read_text()
    assert script.endswith("};\ninitAll();\n")


def test_a_second_build_does_nothing_and_a_new_package_does(built: Path, tmp_path: Path) -> None:
    assert assets.build(target=built) is False
    (built / ".stamp").write_text("another version")
    assert assets.build(target=built) is True


def test_a_missing_package_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(assets.BuildError, match="npm ci"):
        assets.build(package=tmp_path / "none", target=tmp_path / "govuk")
    assert not (tmp_path / "govuk").exists()


def test_a_brand_that_slips_through_stops_the_build(tmp_path: Path) -> None:
    dist = tmp_path / "dist" / "govuk"
    dist.mkdir(parents=True)
    (tmp_path / "package.json").write_text("{}")
    (dist / "govuk-frontend.min.css").write_text(".a{background:url(/assets/crest-2.svg)}")
    (dist / "govuk-frontend.min.js").write_text("export{initAll};")
    with pytest.raises(assets.BuildError, match=r"frontend\.css"):
        assets.build(package=tmp_path, target=tmp_path / "govuk")
    assert not (tmp_path / "govuk").exists()


def test_a_script_that_no_longer_exports_its_start_stops_the_build() -> None:
    with pytest.raises(assets.BuildError, match="initAll"):
        assets.unbrand_js("export{Button};")


def test_our_own_files_carry_no_brand_either() -> None:
    ours = [*assets.ROOT.glob("static/css/*"), *assets.ROOT.glob("static/js/*")]
    ours += list(assets.ROOT.glob("templates/**/*.html"))
    assert len(ours) > 20
    # Two pages may say that the tracker is not a government website; none may look like one.
    marks = re.compile(
        r"gds transport|crest|crown|govuk-header__logotype|>\s*gov\.uk", re.IGNORECASE
    )
    assert [p.name for p in ours if marks.search(p.read_text())] == []


def test_the_lock_names_versions_and_hashes_but_no_address() -> None:
    text = (assets.ROOT / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    assert "http" not in text
    assert all(p["integrity"].startswith("sha512-") for name, p in packages.items() if name)
