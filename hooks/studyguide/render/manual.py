"""The reference pages of the authors' manual, made from the tables that the compiler runs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from studyguide.problems import CATALOGUE
from studyguide.syntax import KINDS, Body, Kind, OptionRule, PartRule

FRONT_MATTER = "---\naudience: authors\nsearch:\n  exclude: true\n---\n\n"


def blocks_page() -> str:
    """The page on every kind of block, as Markdown."""
    lines = [
        "# Blocks",
        "",
        "A block begins with a line `/// kind | title` at the left margin. Its options follow at "
        "once, each indented by four spaces. Then comes an empty line, the text, the parts "
        "between lines of four slashes, and a closing line `///`. Each example below is built and "
        "tested.",
        "",
    ]
    for kind in KINDS.values():
        lines += _kind(kind)
    return FRONT_MATTER + "\n".join(lines)


def problems_page() -> str:
    """The page on every code, as Markdown."""
    lines = [
        "# Problems",
        "",
        "Every message names a file, a line and a column, says what is wrong, and ends with a "
        "code. All problems of a guide are reported in one run; while there is an error, nothing "
        "is written.",
        "",
        "| Code | Severity | What it means | How to mend it |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {code} | {row.severity.value} | {_cell(row.summary)} | {_cell(row.mend)} |"
        for code, row in CATALOGUE.items()
    ]
    return FRONT_MATTER + "\n".join([*lines, ""])


MANUAL_PAGES: Mapping[str, Callable[[], str]] = {
    "authors/blocks.md": blocks_page,
    "authors/problems.md": problems_page,
}
"""The generated pages, by source URI."""


def _kind(kind: Kind) -> Iterator[str]:
    yield from (f"## {kind.name}", "", f"{kind.meaning} After the bar: {kind.title}.", "")
    if kind.options:
        yield from ("| Option | Value | Meaning |", "| --- | --- | --- |")
        yield from (_option(rule) for rule in kind.options)
        yield ""
    if kind.parts:
        yield from ("| Part | Shown as | Meaning |", "| --- | --- | --- |")
        yield from (_part(rule) for rule in kind.parts)
        yield ""
    if kind.body is Body.NONE and kind.parts:
        yield from ("It has no text of its own, only parts.", "")
    yield from ("```text", kind.example.rstrip("\n"), "```", "")


def _option(rule: OptionRule) -> str:
    value = rule.sort.value
    if rule.choices:
        value = ", ".join(f"`{choice}`" for choice in rule.choices)
    elif rule.high:
        value = f"{value}, {rule.low} to {rule.high}"
    elif rule.refers_to:
        value = f"{value} ({rule.refers_to})"
    name = f"`{rule.name}`" + (" (required)" if rule.required else "")
    return f"| {name} | {value} | {_cell(rule.meaning)} |"


def _part(rule: PartRule) -> str:
    notes = [
        "required" if rule.required else "",
        f"at least {rule.at_least}"
        if rule.at_least > 1
        else "may be repeated"
        if rule.many
        else "",
        "takes a title" if rule.titled else "",
        "must cite a source" if rule.cited else "",
    ]
    said = "; ".join(note for note in notes if note)
    name = f"`{rule.name}`" + (f" ({said})" if said else "")
    return f"| {name} | {rule.label} | {_cell(rule.meaning)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
