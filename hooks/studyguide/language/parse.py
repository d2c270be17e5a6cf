"""Parse the pages and the settings of a guide into the model.

In go texts, out come a `Guide` and problems; author text never makes it raise. A block with faults
is still made, as far as it can be read, so that other blocks can refer to it and every fault is
found in one run.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from studyguide.language.answers import read_answers
from studyguide.language.blocks import OPTION_LINE, RawBlock, RawPart
from studyguide.language.front_matter import read_front_matter
from studyguide.language.kinds import KINDS, VIEWS, Body, Kind, OptionRule, Sort
from studyguide.language.limits import beyond_limits, unprintable
from studyguide.language.lines import unified_newlines
from studyguide.language.paragraphs import paragraphs
from studyguide.language.scan import Scanned, scan
from studyguide.language.settings import parse_settings
from studyguide.language.stamping import OWN_ID
from studyguide.language.yaml_nodes import (
    Mapped,
    Origin,
    Scalar,
    Value,
    read_yaml,
    spacing_hint,
    value_of,
)
from studyguide.model import (
    NO_YEAR,
    Block,
    Citation,
    Guide,
    Page,
    Part,
    Question,
    Reference,
    Span,
    Text,
    ThemeStrength,
    Tie,
    Waiver,
)
from studyguide.problems import Problem, did_you_mean, nearest
from studyguide.problems.other_names import in_our_spelling
from studyguide.words import ABOUT_REAL_PEOPLE

EMPTY = dict.fromkeys((Sort.TEXT, Sort.PLACE, Sort.ID, Sort.CHOICE, Sort.REFERENCE), "") | {
    Sort.INTEGER: 0,
    Sort.YEAR: NO_YEAR,
}
"""What an option that is not given has in the model; the sorts with many values have no entry."""


@dataclass(frozen=True)
class Texts:
    """What a guide is made from, read already."""

    pages: Mapping[str, str]
    """Markdown by source URI, in the order in which readers meet the pages."""
    guide: str | None
    sources: str | None
    folder: str = "docs"
    """What comes before a source URI in messages and in guide.json."""

    def path(self, src: str) -> str:
        """The path that messages show."""
        return f"{self.folder}/{src}" if self.folder else src


def parse(texts: Texts) -> tuple[Guide, list[Problem]]:
    """Parse the whole guide."""
    settings, problems = parse_settings(
        texts.guide, texts.sources, texts.path("guide.yml"), texts.path("sources.yml")
    )
    frame = Frame(settings.imprint.language, settings.work.kind in ABOUT_REAL_PEOPLE)
    pages = []
    for src, text in texts.pages.items():
        beyond = beyond_limits(unified_newlines(text), texts.path(src))
        scanned = scan("" if beyond else text, texts.path(src))
        page, found = parse_page(scanned, src, frame)
        pages.append(page)
        problems += [*beyond, *unprintable(unified_newlines(text), texts.path(src)), *found]
    guide = Guide(
        settings.work,
        settings.imprint,
        settings.acts,
        tuple(pages),
        settings.sources,
        settings.index,
        settings.words,
    )
    return guide, problems


@dataclass(frozen=True)
class Frame:
    """What the settings say that reading a page goes by."""

    language: str = "en"
    """The guide's."""
    about_real_people: bool = True
    """Whether a real life stands behind the work; where none does, less is asked of a guide."""


def parse_page(
    page: Scanned,
    src: str,
    frame: Frame = Frame(),
) -> tuple[Page, list[Problem]]:
    """Turn one scanned page into the model."""
    matter, found = read_front_matter(page)
    problems = [*page.problems, *found, *_second_titles(page)]
    blocks = tuple(_block(page, src, raw, frame, problems) for raw in page.blocks)
    first = next((heading for heading in page.headings if heading.level == 1), None)
    return (
        Page(
            src,
            first.text if first else src,
            first.span if first else Span(page.file, 1, 1, 1),
            matter.audience,
            page.headings,
            page.links,
            page.citations,
            blocks,
            matter.context,
            tuple(_prose(page)),
            matter.copy,
            page.slips,
            matter.search_words,
        ),
        problems,
    )


def _second_titles(page: Scanned) -> Iterable[Problem]:
    """Headings that would be the title of a page that has one."""
    titles = [heading for heading in page.headings if heading.level == 1]
    for heading in titles[1:2]:
        what = f"a page has one title, and line {titles[0].span.line} is that of this page"
        if len(titles) > 2:
            what += f"; {len(titles) - 1} others follow"
        yield Problem("SG137", heading.span, what, "write `##`, or begin another page")


def _prose(page: Scanned) -> Iterable[Text]:
    """The paragraphs that stand outside blocks."""
    lines = list(page.visible)
    for block in page.blocks:
        for number in range(block.line, block.last + 1):
            lines[number - 1] = ""
    for found in paragraphs(lines):
        yield _text(page, found, found.start)


def _block(page: Scanned, src: str, raw: RawBlock, frame: Frame, problems: list[Problem]) -> Block:
    kind = KINDS[raw.kind]
    here = Span(page.file, raw.line, raw.column, raw.last)
    needed = kind.needed(frame.about_real_people)
    values, references, unreadable = _options(page, raw, kind, needed, problems)
    parts = tuple(_parts(page, raw, kind, problems))
    body = _body(page, raw)
    _check_shape(kind, raw, body, parts, here, needed, problems)
    fields: dict[str, Any] = {r.model_field: _made(r, values.get(r.name)) for r in kind.options}
    unread = unreadable or bool(raw.misplaced)
    if kind.block is Question:
        answers, found = read_answers(page, body)
        fields["answers"], fields["language"] = answers, frame.language
        unread |= bool(found)
        problems += found if fields["kind"] else []
    fields["id"] = fields.get("id") or (_seen_id(page, raw) if unreadable else "")
    level = raw.level if kind.heading else 0
    return kind.block(
        title=raw.title,
        page=src,
        index=raw.index,
        heading_level=level,
        span=here,
        body=body,
        parts=parts,
        references=tuple(references),
        unread=unread,
        **fields,
    )


def _made(rule: OptionRule, value: Value | None) -> object:
    """What the model keeps of the value of an option; what is not given is empty."""
    if isinstance(value, tuple):
        return tuple(
            item.text if isinstance(item, Scalar) else _made_pair(rule.sort, item.key, item.value)
            for item in value
        )
    if value is not None:
        return value
    return rule.default if rule.sort is Sort.BOOLEAN else EMPTY.get(rule.sort, ())


def _made_pair(sort: Sort, key: Scalar, value: object) -> ThemeStrength | Tie | Waiver:
    """One line of an option that is a map, once it is known to fit."""
    text = value.text if isinstance(value, Scalar) else ""
    if sort is Sort.WAIVERS:
        return Waiver(key.text, text, key.span)
    if sort is Sort.TIES:
        return Tie(key.text, text)
    strength, _, reason = text.partition(",")
    return ThemeStrength(key.text, int(strength), " ".join(reason.split()))


def _options(
    page: Scanned, raw: RawBlock, kind: Kind, needed: Collection[str], problems: list[Problem]
) -> tuple[dict[str, Value], list[Reference], bool]:
    """The options of a block, what they name, and whether they could not be read at all."""
    values: dict[str, Value] = {}
    before = len(problems)
    mapped = _read_options(page, raw, problems)
    unreadable = mapped is None and len(problems) > before
    references: list[Reference] = []
    meant = {*raw.misplaced}
    known = [option.name for option in kind.options]
    for entry in mapped.entries if mapped else ():
        rule = kind.option(in_our_spelling(entry.key.text, known))
        if rule is None:
            meant.add(nearest(entry.key.text, known))
            hint = did_you_mean(entry.key.text, known)
            what = f"a {kind.name} has no option `{entry.key.text}`"
            problems.append(Problem("SG201", entry.key.span, what, hint))
            continue
        meant.add(rule.name)
        value, found = value_of(entry.value, rule)
        problems += found
        if value is None:
            continue
        values[rule.name] = value
        if rule.refers_to:
            names = _names(value, entry.value)
            references += [Reference(n.text, rule.refers_to, rule.name, n.span) for n in names]
    for rule in kind.options:
        if rule.name in needed and not unreadable and rule.name not in meant:
            span = Span(page.file, raw.line, raw.column, raw.line)
            what = f"this {kind.name} lacks the option `{rule.name}`"
            hint = f"add `    {rule.name}: …` under this line"
            problems.append(Problem("SG204", span, what, hint))
    return values, references, unreadable


def _seen_id(page: Scanned, raw: RawBlock) -> str:
    """The id of a block whose options are not YAML, so that others may name it all the same."""
    ids = (OWN_ID.match(page.lines[number - 1]) for number in raw.options)
    return next((match["id"] for match in ids if match), "")


def _names(value: Value, node: object) -> Iterable[Scalar]:
    """The ids that a value of a referring sort names."""
    if isinstance(value, str) and isinstance(node, Scalar):
        return [node]
    if isinstance(value, tuple):
        return [item if isinstance(item, Scalar) else item.key for item in value]
    return []


def _alike(line: str, raw: RawBlock) -> str:
    """A line of the options; where they are indented this way and that, one without its indent."""
    option = OPTION_LINE.match(line)
    return line.lstrip() if option and option["name"] in raw.misplaced else line


def _read_options(page: Scanned, raw: RawBlock, problems: list[Problem]) -> Mapped | None:
    if not raw.options:
        return None
    lines = [_alike(page.lines[number - 1], raw) for number in raw.options]
    text = "\n".join(lines)
    indent = len(lines[0]) - len(textwrap.dedent(text).split("\n")[0])
    origin = Origin(page.file, raw.options[0], indent + 1, bad="SG202", twice="SG205")
    node, found = read_yaml(textwrap.dedent(text), origin)
    problems += found
    if isinstance(node, Mapped):
        return node
    if node is not None:
        what = "the options are not written as `name: value`"
        problems.append(Problem("SG202", node.span, what, spacing_hint(text)))
    return None


def _parts(page: Scanned, raw: RawBlock, kind: Kind, problems: list[Problem]) -> Iterable[Part]:
    seen: set[str] = set()
    for part in raw.parts:
        rule = kind.part(part.name)
        span = Span(page.file, part.line, 1, part.last)
        if rule and not rule.many and part.name in seen:
            problems.append(Problem("SG111", span, f"this {kind.name} has two parts `{part.name}`"))
        seen.add(part.name)
        text = _text(page, range(part.first, part.last + 1), part.line)
        if not text.markdown:
            problems.append(Problem("SG106", span, f"the part `{part.name}` is empty"))
        if rule and rule.titled and not part.title:
            what = f"this {part.name} lacks its title"
            problems.append(Problem("SG107", span, what, f"write `{part.name} | title`"))
        if rule and part.title and not rule.titled:
            what = f"the part `{part.name}` takes no title"
            problems.append(Problem("SG110", span, what, "move the words into its text"))
        yield Part(part.name, part.title, text)


def _body(page: Scanned, raw: RawBlock) -> Text:
    taken = {line for part in raw.parts for line in _lines_of(part)}
    first = raw.options.stop if raw.options else raw.line + 1
    return _text(page, [line for line in range(first, raw.last) if line not in taken], raw.line)


def _lines_of(part: RawPart) -> range:
    return range(part.line, part.last + 2)


def _text(page: Scanned, lines: Iterable[int], fallback: int) -> Text:
    numbers = list(lines)
    while numbers and not page.lines[numbers[0] - 1].strip():
        numbers.pop(0)
    while numbers and not page.lines[numbers[-1] - 1].strip():
        numbers.pop()
    wanted = set(numbers)
    span = (
        Span(page.file, numbers[0], 1, numbers[-1])
        if numbers
        else Span(page.file, fallback, 1, fallback)
    )
    citations = tuple(c for c in _citations_between(page, span) if c.span.line in wanted)
    return Text("\n".join(page.lines[number - 1] for number in numbers), span, citations)


def _citations_between(page: Scanned, span: Span) -> Iterable[Citation]:
    return (c for c in page.citations if span.line <= c.span.line <= span.end_line)


def _check_shape(
    kind: Kind,
    raw: RawBlock,
    body: Text,
    parts: tuple[Part, ...],
    here: Span,
    needed: Collection[str],
    problems: list[Problem],
) -> None:
    if not raw.title:
        hint = f"write `{'/' * raw.slashes} {kind.name} | {kind.title}`"
        problems.append(Problem("SG107", here, f"this {kind.name} lacks its {kind.title}", hint))
    if kind.body is Body.TEXT and not body.markdown:
        problems.append(Problem("SG106", here, f"this {kind.name} has no text"))
    if kind.body is Body.NONE and body.markdown:
        hint = f"put it into a part: {', '.join(part.name for part in kind.parts)}"
        what = f"this text of the {kind.name} stands in none of its parts"
        problems.append(Problem("SG110", body.span, what, hint if kind.parts else ""))
    if kind.name == "show" and raw.title and raw.title not in VIEWS:
        hint = did_you_mean(raw.title, VIEWS)
        problems.append(Problem("SG203", here, f"there is no view `{raw.title}`", hint))
    for rule in kind.parts:
        count = sum(part.name == rule.name for part in parts)
        least = max(rule.at_least, 1)
        if rule.name in needed and count < least and rule.name not in raw.misnamed:
            what = f"this {kind.name} lacks the part `{rule.name}`"
            if least > 1:
                what = f"this {kind.name} has {count} of at least {least} parts `{rule.name}`"
            problems.append(Problem("SG105", here, what))
