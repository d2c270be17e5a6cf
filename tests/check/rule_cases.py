"""Pages for the tests of the item rules, written from a stem and its options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.guides import GUIDE_YML, compiled, tiny_guide

FIRST_OPTION, STEP = 8, 2
"""The line of the first option on a page of one item, and lines from option to option."""
REASON = "A viewer may think so, but reason {} is stronger."


@dataclass(frozen=True)
class Case:
    """A page on which a rule speaks, all it says there, and a page on which it just does not."""

    code: str
    name: str
    wrong: str
    says: tuple[str, ...]
    right: str


def item(
    stem: str,
    options: Sequence[str] = (),
    kind: str = "choice",
    name: str = "q-case",
    level: str = "understand",
    more: str = "",
) -> str:
    """A question; an option begins with `x ` if it is right, and may end in ` > its reason`."""
    tie = more or "scene: letter"
    head = [f"/// question | {stem}", f"    id: {name}", f"    kind: {kind}"]
    head += [f"    level: {level}", "    about: work", f"    {tie}", ""]
    lines: list[str] = []
    for number, option in enumerate(options, 1):
        text, _, reason = option.partition(" > ")
        mark, text = ("x", text[2:]) if text.startswith("x ") else (" ", text)
        said = reason or REASON.format(number)
        lines += [f"- [{mark}] {text}", *([f"    > {said}"] if said.strip("-") else [])]
    if kind in ("short", "essay"):
        lines += ["//// answer", "An answer.", "////", "", "//// look-for", "- a reason", "////"]
    return "\n".join([*head, *lines, "///", ""])


def quiz(names: Sequence[str], more: str = "", title: str = "The case") -> str:
    """A quiz that lists questions."""
    option = f"    {more}\n" if more else ""
    row = ", ".join(names)
    return f"/// quiz | {title}\n    id: quiz-case\n    questions: [{row}]\n{option}\nAsk.\n///\n"


def said_of(
    page: str, prefix: str = "SG9", language: str = "en", kind: str = "film", more: str = ""
) -> list[str]:
    """What is said of a page beside the tiny guide, by the rules whose codes begin so.

    The guide is to a work of that kind, and has more in its settings.
    """
    settings = GUIDE_YML.replace("language: en", f"language: {language}")
    settings = settings.replace("kind: film", f"kind: {kind}") + more
    found = compiled(replace(tiny_guide({"page.md": page}), guide=settings))
    problems = [*found.problems, *found.notes]
    mine = [problem for problem in problems if problem.span.file == "docs/page.md"]
    return [str(problem) for problem in mine if problem.code.startswith(prefix)]
