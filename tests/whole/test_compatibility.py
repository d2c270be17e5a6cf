"""The same guide, built with the lowest versions that we allow, and by ProperDocs.

`make test-all` makes the environments; where one is missing, its tests are skipped by name.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.whole.guides import ENVIRONMENT, LETTER_MD, PLUGIN, ROOT, Folder

MakeFolder = Callable[..., Folder]
BUILDERS = {"lowest": "mkdocs", "properdocs": "properdocs"}
"""The program that builds, by the name of the environment."""
by_name = pytest.mark.parametrize("name", BUILDERS)


def python_of(name: str) -> Path:
    """The Python of an environment."""
    found = ROOT / f".venv-{name}" / "bin" / "python"
    if not found.exists():
        pytest.skip(f"{found.parent.parent.name} is not there; `make test-all` makes it")
    return found


def run(name: str, folder: Folder, *arguments: str) -> tuple[int, str]:
    """Run a module in an environment."""
    environment = {**os.environ, **ENVIRONMENT, "DISABLE_MKDOCS_2_WARNING": "true"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(python_of(name)), "-m", *arguments],
        cwd=folder.path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode()


def model(site: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((site / "guide.json").read_text("utf-8"))
    return data


@pytest.mark.slow
@by_name
def test_a_guide_builds_to_the_same_model_and_pages(
    tiny: MakeFolder, site_of_tiny: Path, name: str
) -> None:
    folder = tiny()
    code, said = run(name, folder, BUILDERS[name], "build", "--strict")
    assert code == 0, said
    assert model(folder.site) == model(site_of_tiny)
    names = {path.relative_to(site_of_tiny) for path in site_of_tiny.rglob("*.html")}
    assert {path.relative_to(folder.site) for path in folder.site.rglob("*.html")} == names
    ours, theirs = (
        re.search(r"<article.*?</article>", (site / "letter.html").read_text("utf-8"), re.DOTALL)
        for site in (site_of_tiny, folder.site)
    )
    assert ours is not None
    assert theirs is not None
    assert ours[0] == theirs[0]
    (pdf,) = (folder.site / "downloads").glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")


@pytest.mark.slow
@by_name
def test_a_mistake_is_named_alike(tiny: MakeFolder, name: str) -> None:
    folder = tiny()
    folder.write({"letter.md": LETTER_MD.replace("[@diary]", "[@dairy] <script>1</script>")})
    code, said = run(name, folder, BUILDERS[name], "build", "--strict")
    assert code == 1
    found = [line for line in said.splitlines() if line.startswith("docs/")]
    assert found == folder.build_here().problems
    assert "Traceback" not in said
    assert not folder.site.exists()


@pytest.mark.slow
@by_name
def test_our_own_command_drives_what_is_installed(tiny: MakeFolder, name: str) -> None:
    folder = tiny()
    folder.config.write_text(PLUGIN, "utf-8")
    code, said = run(name, folder, "studyguide.edge.cli", "build")
    assert code == 0, said
    assert (BUILDERS[name] == "properdocs") == ("properdocs.yml" in said)
    assert (folder.site / "guide.json").is_file()


def test_the_lowest_versions_are_those_of_the_project() -> None:
    """The lock holds the lower bound of every dependency, and no address."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "tests" / "compatibility" / "lowest.txt").read_text("utf-8")
    assert "://" not in lock
    pinned = dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z]+\])?==(\S+)", lock, re.MULTILINE))
    for dependency in project["dependencies"]:
        match = re.match(r"(?P<name>[\w.-]+)(?:\[\w+\])?>=(?P<low>[\d.]+)", dependency)
        assert match is not None
        found = pinned[re.sub(r"[._]", "-", match["name"]).lower()]
        assert f"{found}.0.0".startswith(match["low"]), f"{dependency} is locked to {found}"
