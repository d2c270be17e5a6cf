"""Say what a check has found: as text, JSON, SARIF 2.1.0 or annotations of a code host.

In go problems in source order; out comes one string. JSON and SARIF count columns in characters
from 1, as messages do. Formats: SARIF as OASIS has it in "Static Analysis Results Interchange
Format Version 2.1.0", annotations as the workflow commands of GitHub Actions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from textwrap import indent
from typing import Any
from urllib.parse import quote

from studyguide.problems import CATALOGUE, Problem, Severity
from studyguide.problems.examples import Example, twin

SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""How SARIF names the severities."""
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
"""How annotations do."""
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
WIDEST = 100
"""Characters of a line that an excerpt shows."""


def as_text(problems: Sequence[Problem]) -> str:
    """One message on a line, in the form that editors and CI services recognise."""
    return "".join(f"{problem}\n" for problem in problems)


def as_excerpts(
    problems: Sequence[Problem], lines: Mapping[str, Sequence[str]], colour: bool
) -> str:
    """Each message with its line and a caret under its place, for a terminal.

    `lines` are those of each file, by the path that messages show; others are told without.
    """
    return "".join(
        _message(problem, colour) + excerpt(problem, lines.get(problem.span.file, ()), colour)
        for problem in problems
    )


def _message(problem: Problem, colour: bool) -> str:
    text = str(problem)
    if colour:
        word = f"{problem.severity.value} {problem.code}"
        bold = f"\x1b[1;{COLOURS[problem.severity]}m{word}\x1b[0m"
        text = text.replace(f": {word}:", f": {bold}:", 1)
    return f"{text}\n"


def excerpt(problem: Problem, lines: Sequence[str], colour: bool = False) -> str:
    """The line that a problem is about, with a caret under its place; nothing if it is empty."""
    number = problem.span.line
    if number > len(lines) or not lines[number - 1].strip():
        return ""
    line = lines[number - 1]
    first = max(0, problem.span.column - WIDEST // 2) if len(line) > WIDEST else 0
    shown = "".join(c if c.isprintable() else " " for c in line[first : first + WIDEST])
    caret = f"\x1b[{COLOURS[problem.severity]}m^\x1b[0m" if colour else "^"
    gap = " " * (problem.span.column - 1 - first)
    return f"{number:6} | {shown}\n       | {gap}{caret}\n"


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects, one for each problem."""
    rows = [
        {
            "file": problem.span.file,
            "line": problem.span.line,
            "column": problem.span.column,
            "end_line": problem.span.end_line,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.what,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    counts = Counter(problem.severity.value for problem in problems)
    summary = {severity.value: counts[severity.value] for severity in Severity}
    return _written({"summary": summary, "problems": rows})


def as_sarif(problems: Sequence[Problem]) -> str:
    """A SARIF log with one run."""
    codes = sorted({problem.code for problem in problems})
    rules = [_rule(code) for code in codes]
    driver = {"name": "studyguide", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    return _written(
        {"$schema": f"{schema}sarif-schema-2.1.0.json", "version": "2.1.0", "runs": [run]}
    )


def _rule(code: str) -> dict[str, Any]:
    meaning = CATALOGUE[code]
    return {
        "id": code,
        "shortDescription": {"text": meaning.summary},
        "help": {"text": meaning.mend},
        "defaultConfiguration": {"level": SARIF_LEVELS[meaning.severity]},
    }


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    region = {"startLine": problem.span.line, "startColumn": problem.span.column}
    place = {"artifactLocation": {"uri": quote(problem.span.file)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": SARIF_LEVELS[problem.severity],
        "message": {"text": _said(problem)},
        "locations": [{"physicalLocation": place}],
    }


def as_annotations(problems: Sequence[Problem]) -> str:
    """One workflow command on a line."""
    return "".join(map(_annotation, problems))


def _annotation(problem: Problem) -> str:
    fields = {
        "file": problem.span.file,
        "line": str(problem.span.line),
        "col": str(problem.span.column),
        "title": problem.code,
    }
    named = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in fields.items()
    )
    return f"::{COMMANDS[problem.severity]} {named}::{_escaped(_said(problem))}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _said(problem: Problem) -> str:
    return f"{problem.what} ({problem.hint})" if problem.hint else problem.what


def _written(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_annotations,
}
"""The formats by the names that authors ask for them with."""


def explained(code: str, examples: Iterable[Example] = ()) -> str:
    """What a code means, its examples, and how to mend it; raises KeyError without such a code."""
    meaning = CATALOGUE[code]
    shown = "".join(map(_shown, examples))
    return (
        f"{code} ({meaning.severity.value}): {meaning.summary}\n\n"
        f"{shown}To mend it: {meaning.mend}\n"
    )


def _shown(example: Example) -> str:
    if example.words:
        return f"What brings it about: {example.words}\n\n"
    told = "".join(f"  {message}\n" for message in example.says)
    return (
        f"Reported: {example.title}.\n\n{_files(example.wrong)}{told}\n"
        f"Not reported: {example.why}.\n\n{_files(twin(example))}"
    )


def _files(files: Mapping[str, str]) -> str:
    margin = "    | "
    shown = {name: indent(text, margin, lambda _: True) for name, text in files.items()}
    return "".join(f"  docs/{name}\n{text}\n" for name, text in shown.items())
