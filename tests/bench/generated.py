"""Guides of a wanted length, for measuring only: the words mean nothing, the shapes are real."""

from __future__ import annotations

import random
from pathlib import Path

from tests.whole.guides import GUIDE_YML, INDEX_MD, ROOT, SOURCES_MD, SOURCES_YML

PAGES_OF_A_CHAPTER = 5
WORDS = """
harbour lamp keeper letter storm winter boat answer brother village morning stairs window promise
island engine silence journey teacher school bridge river field summer evening carries finds writes
remembers follows repairs opens counts watches returns learns hopes
"""


def write_guide(folder: Path, pages: int) -> None:
    """Write a guide whose student edition has about so many pages."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    texts = {"guide.yml": f"{GUIDE_YML}  site-zip: false\n", "sources.yml": SOURCES_YML}
    texts |= {"index.md": INDEX_MD, "sources.md": SOURCES_MD}
    for number in range(1, pages // PAGES_OF_A_CHAPTER + 1):
        texts[f"chapter-{number:03}.md"] = _chapter(number)
    for name, text in texts.items():
        (docs / name).write_text(text, "utf-8")
    hook = ROOT / "hooks" / "guide.py"
    config = f"INHERIT: {ROOT / 'mkdocs.yml'}\nstrict: false\nhooks: [{hook}]\nnav: null\n"
    (folder / "mkdocs.yml").write_text(config, "utf-8")


def _chapter(number: int) -> str:
    chance = random.Random(number)
    parts = [f"# Chapter {number}\n\n{_paragraphs(chance, 3)}"]
    parts += [_scene(chance, f"s-{number}-{n}") for n in range(4)]
    parts.append(f"## A closer look\n\n{_paragraphs(chance, 4)}\n\n{_table(chance)}")
    parts += [_question(chance, f"q-{number}-{n}", f"s-{number}-{n % 4}") for n in range(4)]
    return "\n\n".join(parts) + "\n"


def _scene(chance: random.Random, name: str) -> str:
    return (
        f"/// scene | {_words(chance, 4).capitalize()}\n    id: {name}\n    act: act-1\n\n"
        f"{_paragraphs(chance, 2)[:-1]} [@review; @diary].\n///"
    )


def _question(chance: random.Random, name: str, scene: str) -> str:
    options = [(_words(chance, 6).capitalize(), _words(chance, 12)) for _ in range(4)]
    lines = [f"/// question | What does the keeper know of the {_words(chance, 5)}?"]
    lines += [f"    id: {name}", "    kind: choice", "    level: understand"]
    lines += ["    about: work", f"    scene: {scene}"]
    for number, (text, reason) in enumerate(options):
        lines += [f"- [{'x' if number == 1 else ' '}] {text}", f"    > {reason.capitalize()}."]
    return "\n".join([*lines, "///"])


def _table(chance: random.Random) -> str:
    rows = [f"| {_words(chance, 2)} | {_words(chance, 8)} |" for _ in range(6)]
    return "\n".join(["| Sign | What it may mean |", "|---|---|", *rows])


def _paragraphs(chance: random.Random, count: int) -> str:
    return "\n\n".join(_words(chance, 70).capitalize() + "." for _ in range(count))


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS.split(), k=count))
