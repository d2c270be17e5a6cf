"""Cases as text, and how they are read.

A file holds cases. Each begins with a line `=== SG101 what is wrong`; the files of the case
follow, each after a line `--- name`. `--- says` holds the messages, all of them and whole. The
files after `--- but not: why` are the twin that is just right, of which nothing must be said.

A `page.md` stands beside the tiny guide of `tests.guides`, and one with the name of a page of its
own takes the place of that; `page.html` gives what Markdown made of
it; in `guide.yml with`, each line `old => new` changes the tiny guide's own file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from studyguide.parse import Texts
from tests.guides import GUIDE_YML, SOURCES_YML, tiny_pages

HERE = Path(__file__).parent
LAST_NOTE = "but not"


@dataclass
class Files:
    """The files of a case, by name."""

    texts: dict[str, str] = field(default_factory=dict)

    def guide(self) -> Texts:
        """The tiny guide with these files in it."""
        pages = tiny_pages()
        pages.update({name: text for name, text in self.texts.items() if name.endswith(".md")})
        guide = self._settings("guide.yml", GUIDE_YML)
        return Texts(pages, guide, self._settings("sources.yml", SOURCES_YML))

    def made(self) -> dict[str, str]:
        """The pages whose HTML is given."""
        return {"page.md": self.texts["page.html"]} if "page.html" in self.texts else {}

    def _settings(self, name: str, text: str) -> str | None:
        if f"{name} is missing" in self.texts:
            return None
        for line in self.texts.get(f"{name} with", "").splitlines():
            old, _, new = line.replace("\\n", "\n").replace("␇", "\a").partition(" => ")
            if text.count(old) != 1:
                raise ValueError(f"`{old}` does not stand once in {name}")
            text = text.replace(old, new)
        return text


@dataclass
class Case:
    """One mistake: the files that have it, the messages, and the files that just do not."""

    name: str
    wrong: Files
    says: list[str]
    right: Files

    @property
    def code(self) -> str:
        """The code that its name begins with."""
        return self.name.split()[0]


def read_cases() -> list[Case]:
    """Every case of every file in this folder."""
    return [case for path in sorted(HERE.glob("*.txt")) for case in _cases(path)]


def _cases(path: Path) -> list[Case]:
    pieces = re.split(r"^=== (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_case(name, text) for name, text in zip(pieces[::2], pieces[1::2], strict=True)]


def _case(name: str, text: str) -> Case:
    case = Case(name, Files(), [], Files())
    pieces = re.split(r"^--- (.+)\n", text, flags=re.MULTILINE)[1:]
    into = case.wrong
    for title, content in zip(pieces[::2], pieces[1::2], strict=True):
        if title.startswith(LAST_NOTE):
            into = case.right
        if title == "says":
            case.says = content.strip().splitlines()
        elif title.startswith(LAST_NOTE):
            into.texts["page.md"] = content.rstrip("\n") + "\n"
        else:
            into.texts[title] = content.rstrip("\n") + "\n"
    return case
