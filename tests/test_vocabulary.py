"""The compiler knows no work: nothing in it names the film that the guide in `docs` is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILES = sorted(
    path
    for path in (ROOT / "hooks").rglob("*")
    if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".txt")
    and ".mypy_cache" not in path.parts
)


def names_of_the_work() -> set[str]:
    """The title, and every name of its people; words that also stand small are none."""
    settings = yaml.safe_load((ROOT / "docs" / "guide.yml").read_text(encoding="utf-8"))
    people = (ROOT / "docs" / "characters.md").read_text(encoding="utf-8")
    lines = re.findall(r"^/// character \| (.+)$|^    (?:actor|real): (.+)$", people, re.MULTILINE)
    words = {word for line in lines for word in re.findall(r"[A-ZÁÉÍÓÚÑ]\w{3,}", " ".join(line))}
    words -= {word for word in words if re.search(rf"\b{word.lower()}\b", people)}
    return {settings["work"]["title"], settings["work"]["slug"], "NASA", "Hernández", *words}


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_compiler_does_not_name_the_work(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = {name for name in names_of_the_work() if re.search(rf"\b{re.escape(name)}\b", text)}
    assert found == set()
