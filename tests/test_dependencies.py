"""What is imported is declared, and what is declared is used: a wheel brings all that it needs."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
UNSEEN = {
    "brotli": "fontTools packs web fonts with it",
    "fontpkg-atkinson-hyperlegible": "fontpkg finds the typeface by its name",
    "fontpkg-ibm-plex-mono": "fontpkg finds the typeface by its name",
    "fontpkg-literata": "fontpkg finds the typeface by its name",
    "fontpkg-noto-sans": "its files are found by its name",
    "mkdocs-material": "a guide's mkdocs.yml names the theme",
}
"""What is declared and never imported, with the reason."""


def plain(name: str) -> str:
    """The name of a distribution as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {plain(re.split(r"[\[<>=!~ ]", row, maxsplit=1)[0]) for row in project["dependencies"]}


def imported(sources: Iterable[str]) -> set[str]:
    """The packages, not of Python itself nor ours, that texts of modules import."""
    names = {name.split(".")[0] for text in sources for name in _imports(text)}
    return names - set(sys.stdlib_module_names) - {"studyguide"}


def _imports(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def distributions(packages: Iterable[str]) -> dict[str, set[str]]:
    """The distributions that bring each package."""
    known = packages_distributions()
    return {name: {plain(found) for found in known.get(name, [name])} for name in packages}


def ours() -> dict[str, set[str]]:
    """The distributions of what the compiler imports."""
    files = sorted((ROOT / "hooks").rglob("*.py"))
    return distributions(imported(file.read_text("utf-8") for file in files))


def undeclared(found: dict[str, set[str]], names: set[str]) -> list[str]:
    return sorted(package for package, brought_by in found.items() if brought_by.isdisjoint(names))


def test_what_is_imported_is_declared() -> None:
    assert undeclared(ours(), declared()) == []


def test_an_import_that_is_not_declared_is_seen() -> None:
    late = "def late() -> None:\n    import pytest.nothing, os.path, yaml, studyguide.model\n"
    assert undeclared(distributions(imported([late])), declared()) == ["pytest"]


def test_what_is_declared_is_imported_or_has_a_reason() -> None:
    used = set[str]().union(*ours().values())
    assert declared() - used == set(UNSEEN)
