"""Examples of problems: texts of which each is said, and texts of which it just is not.

They stand as text files in the package's folder `catalogue`, one for each hundred of codes. The
manual and `studyguide explain` show them, and the tests prove them. A file holds examples. Each
begins with a line `=== SG101 what is wrong`; its files follow, each after a line `--- name`.
`--- says` holds the messages, all of them and whole. `--- but not: why` begins the twin that is
just right: its page, or more files. A problem that no text of a guide can have says under
`--- in words` what does; it has no files.

What is too long or too dull to show is written between ⟨ and ⟩, and `written_out` writes it out:

- `⟨101 times [⟩`, in a line: the text that often;
- `⟨25,001 lines A word.⟩`, as a line: so many lines;
- `⟨for each of boat, mast⟩`, as a line: what stands above the next line `⟨end⟩`, once for each
  word, with the word in the place of each `⟨it⟩`.

`␇` stands for the control character U+0007.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

PAGE = "page.md"
"""The file that a twin begins with where it names none."""
SAYS, IN_WORDS, BUT_NOT = "says", "in words", "but not: "
SPARED = 3
"""Lines that must be saved before a twin is shown in part."""
HEAD = re.compile(r"^=== (?P<code>SG\d{3}) (?P<title>.+)\n", re.MULTILINE)
SECTION = re.compile(r"^--- (.+)\n", re.MULTILINE)
EACH = re.compile(
    r"^⟨for each of (?P<words>[^⟩\n]+)⟩\n(?P<text>.*?)^⟨end⟩\n", re.MULTILINE | re.DOTALL
)
LINES = re.compile(r"^⟨(?P<count>[\d,]+) lines (?P<text>.+)⟩\n", re.MULTILINE)
TIMES = re.compile(r"⟨(?P<count>[\d,]+) times (?P<text>.+?)⟩")


@dataclass(frozen=True)
class Example:
    """One mistake: the files that have it, what is said of them, and files that just do not."""

    code: str
    title: str
    """What is wrong, in a few words."""
    wrong: Mapping[str, str] = field(default_factory=dict)
    """Files by name, as they are shown."""
    says: tuple[str, ...] = ()
    """The messages, in source order."""
    why: str = ""
    """What makes the twin right."""
    right: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    """What brings the problem about, where no text of a guide can."""

    @property
    def name(self) -> str:
        """The line that it begins with."""
        return f"{self.code} {self.title}"


Examples = Mapping[str, Sequence[Example]]
"""The examples of each code, the commonest case first."""


@cache
def read_examples() -> Examples:
    """The examples of each code, in the order of the catalogue."""
    folder = files("studyguide") / "problems" / "catalogue"
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    texts = [entry.read_text("utf-8") for entry in entries if entry.name.endswith(".txt")]
    return by_code(example for text in texts for example in parse_examples(text))


def parse_examples(text: str) -> list[Example]:
    """The examples in the text of a file, in order.

    Raises ValueError where text stands before the first of them, or a section twice.
    """
    before, *pieces = HEAD.split(text)
    if before.strip():
        raise ValueError(f"this stands before the first example: {before.strip()[:40]}")
    return [_example(*three) for three in zip(*[iter(pieces)] * 3, strict=True)]


def by_code(examples: Iterable[Example]) -> Examples:
    """The examples by code."""
    found: dict[str, list[Example]] = {}
    for example in examples:
        found.setdefault(example.code, []).append(example)
    return found


def written_out(text: str) -> str:
    """The text of a file with all that its marks ⟨…⟩ stand for."""
    text = EACH.sub(lambda m: "".join(_each(m["words"], m["text"])), text)
    text = LINES.sub(lambda m: f"{m['text']}\n" * _number(m["count"]), text)
    return TIMES.sub(lambda m: m["text"] * _number(m["count"]), text).replace("␇", "\a")


def twin(example: Example) -> dict[str, str]:
    """The files of the twin as they are shown: `…` stands for lines that are as in the others."""
    return {
        name: _shortened(example.wrong.get(name, ""), text) for name, text in example.right.items()
    }


def _shortened(wrong: str, right: str) -> str:
    """The lines that changed, each stretch with a line above and below it, if that is shorter."""
    old, new = wrong.splitlines(), right.splitlines()
    shown: list[str] = []
    end = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(1):
        first, last = group[0][3], group[-1][4]
        shown += ["…"] * (first > end) + new[first:last]
        end = last
    shown += ["…"] * (end < len(new))
    return "\n".join(shown) + "\n" if len(shown) + SPARED <= len(new) else right


def _each(words: str, text: str) -> Iterable[str]:
    return (text.replace("⟨it⟩", word) for word in words.split(", "))


def _number(count: str) -> int:
    return int(count.replace(",", ""))


def _example(code: str, title: str, text: str) -> Example:
    wrong: dict[str, str] = {}
    right: dict[str, str] = {}
    said: dict[str, str] = {}
    why = ""
    names_and_texts = SECTION.split(text)[1:]
    for name, content in zip(names_and_texts[::2], names_and_texts[1::2], strict=True):
        into, key = (right if why else wrong), name
        if name.startswith(BUT_NOT):
            why, into, key = name.removeprefix(BUT_NOT), right, PAGE
        elif name in (SAYS, IN_WORDS):
            into = said
        if key in into:
            raise ValueError(f"{code} has two sections `{name}`")
        if content.strip() or key != PAGE:
            into[key] = content.rstrip("\n") + "\n"
    says = tuple(said.get(SAYS, "").splitlines())
    return Example(code, title, wrong, says, why, right, said.get(IN_WORDS, "").strip())
