"""The reference pages of the authors' manual, made from the tables that the compiler runs on.

In go the tables of kinds, problems and editions, and the examples of problems; out come two pages
as Markdown. A new kind, option, part, code or edition appears here by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from re import MULTILINE, findall, sub

from studyguide.edition import EDITIONS
from studyguide.language.kinds import (
    KINDS,
    MATCHES,
    VERDICTS,
    Body,
    Kind,
    OptionRule,
    PartRule,
    Sort,
    in_film,
)
from studyguide.model import Span
from studyguide.problems import CATALOGUE, Problem
from studyguide.problems.examples import PAGE, Example, Examples, twin

FRONT_MATTER = "---\naudience: authors\nsearch:\n  exclude: true\n---\n\n"

BODIES = {
    Body.TEXT: "Its text follows the options and must not be empty.",
    Body.OPTIONS: "The list of answers follows the options, where its kind has one.",
    Body.OPTIONAL: "Text after the options is optional.",
    Body.NONE: "It has no text of its own.",
}
SORTS = {
    Sort.TEXT: "text",
    Sort.ID: "id: lower-case letters, digits and single hyphens; unique in the guide",
    Sort.BOOLEAN: "`true` or `false`",
    Sort.YEAR: "[year](settings.md#years), as in `1606`, `44 BC`, `about 1606` or `1603-1606`",
    Sort.STRENGTHS: "one line for each {kind}: its id, a colon, a number from 1 to 3 and, after a "
    "comma, the reason",
    Sort.TIES: "one line for each {kind}: its id, a colon, a few words",
    Sort.REFERENCE: "id of one {kind}",
    Sort.REFERENCES: "list in brackets: ids of {kind} blocks",
    Sort.TEXTS: "list of texts in brackets",
    Sort.WAIVERS: "one line for each rule: its name, a colon, the reason",
}
"""How a value of each sort is written; the sorts that have choices or limits say theirs."""
SETTINGS = {
    "act": "[act](settings.md#acts-the-stretches-of-the-story)",
    "source": "[source](settings.md#sourcesyml)",
}
"""What an option may name that is no block, and where the manual tells of it."""
VALUES = (VERDICTS, MATCHES)
"""Choices whose meanings are shown in a table of their own."""
GROUPS = {
    "1": "The shape of blocks",
    "2": "Options",
    "3": "Ids, links and citations",
    "4": "What a study guide owes its readers",
    "5": "Settings",
    "6": "What Markdown made of a page",
    "7": "The PDF",
    "8": "Files",
    "9": "Rules for questions",
}
"""The headings of the codes, by their first digit."""
NO_INCLUDE = "\N{WORD JOINER}"
"""Before an include that is only shown: includes are followed in blocks of code too."""
SHOWN_PROBLEM = Problem(
    "SG203",
    Span("docs/real-and-film/childhood.md", 12, 14),
    "`verdict: change` is not one of its values",
    "did you mean `changed`?",
)


def blocks_page() -> str:
    """The page on every kind of block, as Markdown."""
    lines = [
        "# Blocks",
        "",
        "A block begins with a line `/// kind | title` at the left margin. Its options follow at "
        "once, each indented by four spaces. Then comes an empty line, the text, the parts "
        "between lines of four slashes, and a closing line `///`. "
        "[Writing pages](writing.md#blocks) explains this step by step.",
        "",
        *table("Kind | What it is for", (table_row(f"[{k}](#{k})", _short(k)) for k in KINDS)),
        "Options and parts marked *needed* must be there; the others may be left out. Options may "
        "stand in any order, and so may parts. The examples come from the guide to an invented "
        "film about a lighthouse. They are built and tested with the program, so you can copy "
        "them and change the words and the ids.",
        "",
    ]
    for kind in KINDS.values():
        lines += _kind(kind)
    lines += [
        "## Editions",
        "",
        "The PDF editions have ids as well. Link one as `[the PDF][" + EDITIONS[0].link_id + "]`.",
        "",
        *table(
            "Id | Edition | Paper | What is in it",
            (
                table_row(f"`{row.link_id}`", row.title, row.paper.name, cell(row.note))
                for row in EDITIONS
            ),
        ),
        "Other downloads have ids too: [the exports](exports.md).",
        "",
    ]
    return FRONT_MATTER + "\n".join(lines)


def problems_page(examples: Examples) -> str:
    """The page on every code, as Markdown, with the examples of those that have one."""
    lines = [
        "# Problems",
        "",
        "A message looks like this:",
        "",
        "```text",
        str(SHOWN_PROBLEM),
        "```",
        "",
        "It names the file, the line and the character in it, then says how bad it is, gives the "
        "code, says what is wrong, and often what to do. Look up the code below, or ask for it in "
        "a terminal with `studyguide explain SG203`.",
        "",
        "All problems of a guide are reported in one run, in the order of the files. An *error* "
        "stops the build. A *warning* stops a strict build, and `make` is strict; the preview "
        "goes on. An *info* stops nothing. When a build stops, nothing is written, and the last "
        "good website and PDFs stay as they were.",
        "",
        "## The examples",
        "",
        "Each code has pages on which it is reported, and pages on which it just is not. They come "
        "from the guide to an invented film about a lighthouse, and are tested with the program. "
        "`…` stands for lines that are as before.",
        "",
        "Some pages would be long. In them, `⟨101 times [⟩` stands for so many brackets, `⟨1,001 "
        "lines ## The harbour⟩` for so many lines, and what is between `⟨for each of boat, mast⟩` "
        "and `⟨end⟩` for one copy with each word in the place of `⟨it⟩`. `␇` is a control "
        "character.",
        "",
        "A few codes tell of files, of the machine or of the outputs; these say in words what "
        "brings them about.",
        "",
    ]
    for digit, codes in groupby(CATALOGUE, key=lambda code: code.removeprefix("SG")[0]):
        lines += [f"## {GROUPS.get(digit, 'More')}", ""]
        for code in codes:
            lines += _problem(code, examples.get(code, ()))
    return FRONT_MATTER + "\n".join(lines)


MANUAL_PAGES: Mapping[str, Callable[[Examples], str]] = {
    "authors/blocks.md": lambda _: blocks_page(),
    "authors/problems.md": problems_page,
}
"""The generated pages, by source URI, made from the examples of problems."""


def kind_in_plain_text(name: str) -> str:
    """What the page on blocks says of a kind, for a terminal; KeyError if there is none."""
    return sub(r"\[([^\]\n]+)\]\([^()\n]*#[^()\n]*\)", r"\1", "\n".join(_kind(KINDS[name])))


def _kind(kind: Kind) -> Iterator[str]:
    heading = (
        "It becomes a heading, seen in the contents."
        if kind.heading
        else "It is no heading, and does not stand in the contents."
    )
    yield from (f"## {kind.name}", "", kind.meaning, "")
    yield from (f"After the bar: {kind.title}. {heading} {BODIES[kind.body]}", "")
    if kind.options:
        yield from ("**Options**", "", *map(_option, kind.options), "")
    for rule in kind.options:
        yield from _choices(rule)
    if kind.parts:
        yield from ("**Parts**", "", *map(_part, kind.parts), "")
    users = [f"`{option}` ({name})" for name, option in _users(kind.name)]
    if users:
        yield from (f"Other blocks name its id in: {', '.join(users)}.", "")
    yield from ("```text", kind.example.rstrip("\n"), "```", "")


def _option(rule: OptionRule) -> str:
    needed = "needed, " if rule.required else ""
    return f"- `{rule.name}` ({needed}{_value(rule)}). {rule.meaning}"


def _value(rule: OptionRule) -> str:
    """How the value of an option is written."""
    if rule.choices:
        some = "list in brackets, of" if rule.sort is Sort.CHOICES else "one of"
        return f"{some}: " + ", ".join(f"`{choice}`" for choice in rule.choices)
    if rule.high:
        return f"{rule.sort.value}, {rule.low} to {rule.high}"
    kind = SETTINGS.get(rule.refers_to, f"[{rule.refers_to}](#{rule.refers_to})")
    return SORTS.get(rule.sort, rule.sort.value).format(kind=kind)


def _choices(rule: OptionRule) -> Iterator[str]:
    """The meanings of an option's values, where they are known."""
    for meanings in VALUES:
        if tuple(meanings) == rule.choices:
            rows = (
                table_row(f"`{name}`", cell(in_film(meaning))) for name, meaning in meanings.items()
            )
            yield from table(f"`{rule.name}` | Meaning", rows)


def _part(rule: PartRule) -> str:
    many = f", at least {rule.at_least}" if rule.at_least > 1 else ""
    needed = f"needed{many}, " if rule.required else ""
    notes = (
        "May be repeated." if rule.many else "",
        f"Takes a title: `//// {rule.name} | title`." if rule.titled else "",
        "Must cite a source." if rule.cited else "",
    )
    said = " ".join([rule.meaning, *filter(None, notes)])
    return f"- `{rule.name}` ({needed}shown as “{in_film(rule.label)}”). {said}"


def _users(name: str) -> Iterator[tuple[str, str]]:
    """The kinds and options that name blocks of that kind."""
    return (
        (kind.name, rule.name)
        for kind in KINDS.values()
        for rule in kind.options
        if rule.refers_to == name
    )


def _problem(code: str, examples: Iterable[Example]) -> Iterator[str]:
    row = CATALOGUE[code]
    yield from (f"### {code} {{ #{code.lower()} }}", "")
    yield from (f"*{row.severity.value.capitalize()}.* {row.summary}", "")
    for example in examples:
        if example.words:
            yield from (f"**What brings it about:** {example.words}", "")
            continue
        yield from (f"**Reported:** {example.title}.", "", *_files(example.wrong))
        yield from _messages(example.says)
        yield from (f"**Not reported:** {example.why}.", "", *_files(twin(example)))
    yield from (f"**To mend it:** {row.mend}", "")


def _files(files: Mapping[str, str]) -> Iterator[str]:
    """Files as blocks of code, named where they are not one page."""
    for name, text in files.items():
        if list(files) != [PAGE]:
            yield from (f"In `docs/{name}`:", "")
        text = sub(r"^(?=\s*-+8<-)", NO_INCLUDE, text, flags=MULTILINE)
        fence = "`" * max(3, 1 + max(map(len, findall("`+", text)), default=0))
        yield from (f"{fence}text", text.rstrip("\n"), fence, "")


def _messages(says: Iterable[str]) -> Iterator[str]:
    """Messages as quotations, which fit a narrow screen."""
    for message in says:
        yield from (f"> `` {message} ``", "")


def _short(name: str) -> str:
    """The first sentence on a kind, without the list that may follow it."""
    return cell(KINDS[name].meaning.split(". ")[0].split(":")[0].rstrip(".") + ".")


def table(heads: str, rows: Iterable[str]) -> list[str]:
    """A table, with the empty line after it."""
    return [f"| {heads} |", f"|{' --- |' * (heads.count('|') + 1)}", *rows, ""]


def table_row(*cells: str) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


def cell(text: str) -> str:
    """A text for a cell: a bar ends a cell unless it stands in code or is escaped."""
    pieces = text.split("`")
    return "`".join(p if n % 2 else p.replace("|", "\\|") for n, p in enumerate(pieces))
