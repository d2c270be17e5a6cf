"""Read YAML as a tree of nodes with places, and turn nodes into values of the sort a rule asks for.

Scalars are taken as the text the author wrote (a `no`, a date or `001` stays what it looks like);
aliases, tags and repeated keys are problems. Nothing here raises on what an author writes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import yaml

from studyguide.language.inline import PLACE_HINT, wrong_place
from studyguide.language.kinds import OptionRule, Sort
from studyguide.language.years import read_year
from studyguide.model import Span, Year
from studyguide.problems import Problem, did_you_mean, shortened
from studyguide.problems.other_names import in_our_spelling

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
STRENGTH = re.compile(r"(?P<strength>[1-3])(?:\s*,\s*(?P<reason>.+))?", re.DOTALL)
COMMENT = re.compile(r"\s*(?<=\s)#(?=[^\s#])")
"""A mark that begins a comment, where what follows was meant as part of the value."""
QUOTED_VALUE = re.compile(r"(?:[^\"'#]*[:\-\[{,] +)(?P<quote>[\"'])")
NO_SPACE = re.compile(r"^\s*(?:- +)?(?P<name>[\w-]+):(?=[^\s/:])", re.MULTILINE)
NO_SPACE_IN_LIST = re.compile(r"^\s*-(?=\w)", re.MULTILINE)
DEEPEST = 10
"""Levels of lists and maps inside each other."""
ODD_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""YAML would end a line at these; editors and the rest of the compiler do not."""
OPENERS = ("[", "{", "- ", "? ")
"""What opens a level of YAML on the same line; indentation opens the others."""
SHALLOW = 1000
MARKUP = re.compile(r"<[A-Za-z/!?]")
"""What begins an element of HTML; a plain text holds none."""
PLAIN = "write plain words"
CURLY = re.compile("[“”„‘’]")
BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True)
class Scalar:
    """A text with its place."""

    text: str
    span: Span


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True)
class Entry:
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True)
class Mapped:
    """A mapping, in the order of the text."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, name: str) -> Node | None:
        """The value of that key, or None."""
        return next((entry.value for entry in self.entries if entry.key.text == name), None)


Node = Scalar | Sequence | Mapped
Value = str | int | bool | Year | tuple[Scalar, ...] | tuple[Entry, ...]


class Mark(Protocol):
    """A place in a YAML text, counted from 0, as PyYAML gives it."""

    line: int
    column: int


@dataclass(frozen=True)
class Origin:
    """Where a YAML text stands in its file, and which codes its faults have."""

    file: str
    line: int = 1
    """Line of the file on which the text begins."""
    column: int = 1
    bad: str = "SG502"
    twice: str = "SG506"

    def span(self, mark: Mark | None) -> Span:
        """The place of a YAML mark in the file."""
        if mark is None:
            return Span(self.file, self.line, self.column, self.line)
        line = self.line + mark.line
        return Span(self.file, line, self.column + mark.column, line)

    def after(self, text: str) -> Span:
        """The place that follows this beginning of the text."""
        line = self.line + text.count("\n")
        return Span(self.file, line, self.column + len(text) - text.rfind("\n") - 1, line)


def read_yaml(text: str, origin: Origin) -> tuple[Node | None, list[Problem]]:
    """Parse one YAML document into nodes; None where it is empty or not YAML."""
    text = text.translate(ODD_LINE_ENDS)
    try:
        root = _fast_root(text) or _root(text, yaml.SafeLoader)
    except _UnusedError as unused:
        return None, [Problem(origin.bad, origin.span(unused.mark), unused.what)]
    except yaml.MarkedYAMLError as error:
        return None, [not_yaml(text, error, origin)]
    except yaml.reader.ReaderError as error:
        what = f"the character U+{error.character:04X} may not stand in YAML"
        return None, [Problem(origin.bad, origin.after(text[: error.position]), what)]
    except (yaml.YAMLError, RecursionError, ValueError):
        what = "this is not valid YAML: it is nested too deeply"
        return None, [Problem(origin.bad, origin.span(None), what)]
    if root is None:
        return None, []
    problems = list(_cut_short(root, text.split("\n"), origin))
    return _node(root, origin, problems), problems


def not_yaml(text: str, error: yaml.MarkedYAMLError, origin: Origin) -> Problem:
    """What is wrong with a text that PyYAML could not read, at its likely place."""
    mark = error.problem_mark or error.context_mark
    if mark is not None and (opened := _unclosed_quote(text, mark.line)):
        what = "this is not valid YAML: a value in quotes begins here and does not end"
        return Problem(origin.bad, origin.after(opened), what, "close the quotes")
    what = f"this is not valid YAML: {error.problem or error.context}"
    return Problem(origin.bad, origin.span(mark), what, _hint(text, mark))


def _cut_short(root: yaml.Node, lines: list[str], origin: Origin) -> Iterator[Problem]:
    """Values that end at ` #`, which begins a comment in YAML: `night #3` is `night`.

    A comment with a space behind its mark is meant as one.
    """
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            nodes += [piece for pair in node.value for piece in pair]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.ScalarNode) and not node.style:
            ends = node.end_mark
            if ends.line < len(lines) and COMMENT.match(lines[ends.line], ends.column):
                what = f"this value ends at `{node.value}`: ` #` begins a comment in YAML"
                hint = "put the whole value in quotes"
                yield Problem("SG208", origin.span(ends), what, hint)


def _hint(text: str, mark: Mark | None) -> str:
    """What to do about a line that is not YAML; the fault may stand on the line above."""
    lines = text.split("\n")
    near = lines[max(0, mark.line - 1) : mark.line + 1] if mark else lines
    if any("\t" in line for line in near):
        return "use spaces, not tabs"
    return spacing_hint("\n".join(near)) or (
        "put a value that holds `: ` or begins with a mark like `[` or `@` in quotes"
    )


def spacing_hint(text: str) -> str:
    """A hint where a name is not set apart from its value by a space; else nothing."""
    if match := NO_SPACE.search(text):
        return f"leave a space after `{match['name']}:`"
    return "leave a space after `-`" if NO_SPACE_IN_LIST.search(text) else ""


def _unclosed_quote(text: str, last: int) -> str:
    """The text before a value in quotes that does not end on its line, up to the line `last`.

    YAML reads on to the next quote, however far below, and stumbles only there.
    """
    at = 0
    for line in text.split("\n")[: last + 1]:
        if match := QUOTED_VALUE.match(line):
            quote, rest = match["quote"], line[match.end() :]
            if quote not in rest.replace("\\" + quote, "").replace("''", ""):
                return text[: at + match.start("quote")]
        at += len(line) + 1
    return ""


class _UnusedError(Exception):
    """Something of YAML that a guide does not use, or not so deeply, and its place."""

    def __init__(self, what: str, mark: Mark | None) -> None:
        super().__init__(what)
        self.what, self.mark = what, mark


def _fast_root(text: str) -> yaml.Node | None:
    """The root node by PyYAML's C parser; None where the Python one must be asked.

    The Python one words its errors the same on every machine. The C one recurses on the machine's
    stack, so it is not given what may be nested deeply.
    """
    if not hasattr(yaml, "CSafeLoader") or sum(map(text.count, OPENERS)) > SHALLOW:
        return None
    try:
        return _root(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return None


def _root(text: str, loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> yaml.Node | None:
    """The root node, None of an empty text; raises `_UnusedError`, or PyYAML's errors."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            what = f"lists and maps stand more than {DEEPEST} levels inside each other"
            raise _UnusedError(what, event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _UnusedError("YAML anchors and aliases are not used in a guide", event.start_mark)
        if getattr(event, "tag", None):
            what = "YAML tags, which begin with `!`, are not used in a guide"
            raise _UnusedError(what, event.start_mark)
    root: yaml.Node | None = yaml.compose(text, Loader=loader)
    return root


def _node(node: yaml.Node, origin: Origin, problems: list[Problem]) -> Node:
    span = origin.span(node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_node(item, origin, problems) for item in node.value), span)
    if isinstance(node, yaml.MappingNode):
        return Mapped(tuple(_entries(node, origin, problems)), span)
    return Scalar(str(node.value).strip(), span)


def _entries(node: yaml.MappingNode, origin: Origin, problems: list[Problem]) -> Iterator[Entry]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            what = "a name must be a plain word, not a list or a map"
            problems.append(Problem(origin.bad, origin.span(key_node.start_mark), what))
            continue
        key = Scalar(str(key_node.value), origin.span(key_node.start_mark))
        if key.text in seen:
            problems.append(Problem(origin.twice, key.span, f"`{key.text}` stands twice"))
            continue
        seen.add(key.text)
        yield Entry(key, _node(value_node, origin, problems))


def value_of(
    node: Node, rule: OptionRule, wrong: str = "SG203", empty: str = "SG206"
) -> tuple[Value | None, list[Problem]]:
    """Turn a node into the value that the rule's sort asks for, or into problems.

    Comes out: `str` for TEXT, PLACE, ID, CHOICE and REFERENCE; `int`; `bool`;
    `Year`; a tuple of `Scalar`
    for REFERENCES and TEXTS; a tuple of `Entry` for STRENGTHS and TIES.
    """
    if isinstance(node, Scalar) and not node.text:
        return None, [Problem(empty, node.span, f"`{rule.name}` has no value")]
    if rule.sort in (Sort.REFERENCES, Sort.CHOICES):
        return _references(node, rule, wrong)
    if rule.sort is Sort.TEXTS:
        return _texts(node, rule, wrong)
    if rule.sort in (Sort.STRENGTHS, Sort.TIES, Sort.WAIVERS):
        return _pairs(node, rule, wrong)
    if not isinstance(node, Scalar):
        what = f"`{rule.name}` takes one value ({rule.sort.value}), not a list or a map"
        quotes = rule.sort is Sort.TEXT
        hint = "put the value in quotes" if quotes else "write one value, without brackets"
        return None, [Problem(wrong, node.span, what, hint)]
    if rule.sort is Sort.PLACE and (what := wrong_place(node.text)):
        return None, [Problem("SG317", node.span, what, PLACE_HINT)]
    return _single(node, rule, wrong)


def _single(node: Scalar, rule: OptionRule, wrong: str) -> tuple[Value | None, list[Problem]]:
    def problem(what: str, hint: str = "") -> tuple[None, list[Problem]]:
        if CURLY.search(node.text):
            hint = "take the curly quotes away"
        return None, [
            Problem(wrong, node.span, f"`{rule.name}: {shortened(node.text)}` {what}", hint)
        ]

    if rule.sort is Sort.ID:
        if not ID.fullmatch(node.text):
            return problem("is not an id", "use lower-case letters, digits and single hyphens")
        return node.text, []
    if rule.sort is Sort.CHOICE:
        value = in_our_spelling(node.text, rule.choices)
        if value not in rule.choices:
            return problem("is not one of its values", did_you_mean(value, rule.choices))
        return value, []
    if rule.sort is Sort.BOOLEAN:
        if node.text not in BOOLEANS:
            return problem("is neither true nor false")
        return BOOLEANS[node.text], []
    if rule.sort in (Sort.INTEGER, Sort.YEAR):
        number = _year(node.text) if rule.sort is Sort.YEAR else _whole(node.text, rule)
        return problem(*number) if isinstance(number, tuple) else (number, [])
    if rule.sort is Sort.TEXT and MARKUP.search(node.text):
        return problem("holds HTML, but is read as plain text", PLAIN)
    return node.text, []


def _whole(text: str, rule: OptionRule) -> int | tuple[str, str]:
    """The whole number that a text is; else what is wrong with it, and a hint."""
    whole = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
    if whole is None or not rule.low <= whole <= rule.high:
        return f"is not a whole number from {rule.low} to {rule.high}", ""
    return whole


def _year(text: str) -> Year | tuple[str, str]:
    """The year that a text names; else what is wrong with it, and a hint."""
    year = read_year(text)
    return year if isinstance(year, Year) else ("is not a year", year)


def _references(node: Node, rule: OptionRule, wrong: str) -> tuple[Value | None, list[Problem]]:
    if not isinstance(node, Sequence):
        what = f"`{rule.name}` takes a list of ids"
        return None, [Problem(wrong, node.span, what, "write `[first, second]`")]
    good: list[Scalar] = []
    problems: list[Problem] = []
    for item in node.items:
        if not isinstance(item, Scalar) or not item.text:
            shown = "a list or a map" if not isinstance(item, Scalar) else "nothing"
            what = f"`{rule.name}` holds {shown}, which is not an id"
            problems.append(Problem(wrong, item.span, what))
            continue
        value = in_our_spelling(item.text, rule.choices)
        if rule.choices and value not in rule.choices:
            what = f"`{rule.name}` holds `{shortened(item.text)}`, which is not one of its values"
            hint = forgotten_comma(value, rule.choices) or did_you_mean(value, rule.choices)
            problems.append(Problem(wrong, item.span, what, hint))
        else:
            good.append(Scalar(value, item.span))
    return tuple(good), problems


def forgotten_comma(text: str, known: Collection[str]) -> str:
    """A hint where a text is several ids in a row, and some are known; else nothing."""
    names = re.split(r"[\s;/]+", text)
    if len(names) > 1 and any(name in known for name in names):
        return f"set commas between ids: `{', '.join(names)}`"
    return ""


def _texts(node: Node, rule: OptionRule, wrong: str) -> tuple[Value | None, list[Problem]]:
    if not isinstance(node, Sequence):
        what = f"`{rule.name}` takes a list of texts"
        return None, [Problem(wrong, node.span, what, "write `[first, second]`")]
    good = tuple(item for item in node.items if isinstance(item, Scalar) and _is_plain(item.text))
    problems = [
        Problem(wrong, item.span, f"`{rule.name}` holds an entry that is not a plain text")
        for item in node.items
        if item not in good
    ]
    return good, problems


def _pairs(node: Node, rule: OptionRule, wrong: str) -> tuple[Value | None, list[Problem]]:
    if not isinstance(node, Mapped):
        what = f"`{rule.name}` takes a {rule.sort.value}"
        return None, [Problem(wrong, node.span, what, "write one `id: value` on each line")]
    good: list[Entry] = []
    problems: list[Problem] = []
    for entry in node.entries:
        value = entry.value
        if not isinstance(value, Scalar) or not value.text:
            what = f"`{entry.key.text}` in `{rule.name}` has no value"
            problems.append(Problem(wrong, entry.key.span, what))
        elif rule.sort is Sort.STRENGTHS and not STRENGTH.fullmatch(value.text):
            what = f"`{entry.key.text}: {shortened(value.text)}` is not a strength"
            hint = "write a number from 1 to 3 and, after a comma, the reason"
            problems.append(Problem(wrong, value.span, what, hint))
        elif MARKUP.search(value.text):
            what = f"`{entry.key.text}` in `{rule.name}` holds HTML, but is read as plain text"
            problems.append(Problem(wrong, value.span, what, PLAIN))
        else:
            good.append(entry)
    return tuple(good), problems


def _is_plain(text: str) -> bool:
    return bool(text) and not MARKUP.search(text)


def text_fields(
    mapping: Mapped, names: Mapping[str, bool]
) -> tuple[dict[str, Scalar], list[Problem]]:
    """Read a settings record of plain texts; `names` says of each field whether it must be there.

    Fields whose value is a list or a map are left to the caller.
    """
    found: dict[str, Scalar] = {}
    problems: list[Problem] = []
    for entry in mapping.entries:
        name = in_our_spelling(entry.key.text, names)
        if name in found:
            what = f"`{entry.key.text}` stands here as `{name}` already"
            problems.append(Problem("SG506", entry.key.span, what))
        elif name not in names:
            hint = did_you_mean(entry.key.text, names)
            what = f"there is no field `{entry.key.text}` here"
            problems.append(Problem("SG503", entry.key.span, what, hint))
        elif isinstance(entry.value, Scalar) and not entry.value.text:
            problems.append(Problem("SG505", entry.key.span, f"`{entry.key.text}` has no value"))
        elif isinstance(entry.value, Scalar) and MARKUP.search(entry.value.text):
            what = f"`{entry.key.text}` holds HTML, but is read as plain text"
            problems.append(Problem("SG505", entry.value.span, what, PLAIN))
        elif isinstance(entry.value, Scalar):
            found[name] = entry.value
    for name, required in names.items():
        if required and mapping.get(name) is None:
            problems.append(Problem("SG504", mapping.span, f"the field `{name}` is missing"))
    return found, problems
