"""The exports of a tiny guide with every kind and oddity, byte by byte as the importers take them.

A changed byte means: look at what changed, try it in the system, and then write it anew with
`STUDYGUIDE_GOLDEN=write pytest tests/exports`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exports.oddities import PLATFORMS, as_text, exporter, made, odd_site

GOLDEN = Path(__file__).parent / "golden"
PRINT = """
from hashlib import sha256
from tests.exports.oddities import PLATFORMS, made, odd_site
for row in PLATFORMS:
    print(row.name, sha256(made(row.name, odd_site())).hexdigest())
"""


@pytest.mark.parametrize("name", [row.name for row in PLATFORMS])
def test_an_export_is_what_it_was(name: str) -> None:
    site = odd_site()
    file = exporter(name).file(site.guide.work)
    found = as_text(file, made(name, site))
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("STUDYGUIDE_GOLDEN") == "write":
        kept.write_bytes(found.encode())
    assert found == kept.read_bytes().decode()
    assert "-teacher-" in file


@pytest.mark.parametrize("name", [row.name for row in PLATFORMS])
def test_nothing_of_this_guide_alone_is_in_an_export(name: str) -> None:
    text = (GOLDEN / f"{name}.txt").read_text("utf-8")
    for mark in ("sg-cite", "[@", "guide:/", "arithmatex", "alttext", "data-sg", "class="):
        assert mark not in text


def test_the_same_guide_gives_the_same_bytes() -> None:
    """Whatever the order in which this Python keeps sets, and a moment later."""
    runs = {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert runs.pop().count("\n") == len(PLATFORMS)
