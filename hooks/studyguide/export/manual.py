"""The manual's pages on exports and on `guide.json`, made from the exporters and from the shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args, get_origin, is_typeddict

from studyguide.export import EXPORTERS
from studyguide.export.exporter import Exporter
from studyguide.export.guide_json import SCHEMA
from studyguide.export.guide_shape import FORMAT, Document, Node
from studyguide.export.json_schema import classes_in, fields
from studyguide.model import AUTHORS, STUDENTS, TEACHERS
from studyguide.problems.examples import Examples
from studyguide.render.manual import FRONT_MATTER, cell, table, table_row

READERS = {STUDENTS: "students", TEACHERS: "teachers", AUTHORS: "programs"}
PLAIN = {str: "text", int: "number", float: "number", bool: "`true` or `false`"}
MANY = {str: "texts", int: "numbers"}
SECTIONS = {shape: row.name for row in fields(Document) for shape in classes_in(row.type)}
"""The heading under which a class of the top level stands."""

EXAMPLE = '''\
"""A list of the guide's words, to paste into a program for cards."""

from studyguide.export import Exporter
from studyguide.render.fragments import plain
from studyguide.words import N_


def words(site):
    rows = []
    for term in site.guide.terms:
        word, meaning = site.title(term.id), site.of(term).body
        rows.append(f"{plain(word)}\\t{plain(meaning)}\\n")
    return "".join(rows).encode()


EXPORTER = Exporter(
    name="words",
    title=N_("The words (text)"),
    file=lambda work: f"{work.slug}-words.txt",
    make=words,
    note=N_("One word a line, with its meaning after a tab."),
)
'''
ENTRY_POINT = """\
[project]
name = "studyguide-words"
version = "1.0"
dependencies = ["studyguide"]

[project.entry-points."studyguide.exporters"]
words = "studyguide_words:EXPORTER"
"""
SITE = {
    "site.guide": "The model: `work`, `imprint`, `pages`, and `scenes`, `characters`, `terms`, "
    "`questions` and every other kind of block, each in the order of the text.",
    "site.pages": "The pages for students and teachers, in the order of the menu.",
    "site.title(id)": "The title of the block of that id, as HTML.",
    "site.of(block)": "The rendered texts of a block: its `title`, its `body`, and the `title` and "
    "`html` of each of its `parts`.",
    "site.part_html(block, name)": "The HTML of its first part of that name, or nothing.",
    "site.link(id)": "Where readers find a block, as `guide:/characters.html#ana`; links in HTML "
    "have this form too.",
    "site.urls": "The address of each page, by its source path.",
    "site.questions_of(quiz)": "The questions of a quiz, in its order.",
    "site.printed": "The page numbers of the students' books, by paper and place; empty in a "
    "preview.",
    "site.files": "The website's files by path, pictures among them; each is read when it is asked "
    'for, as in `site.files["pictures/boat.svg"]`.',
}
"""What an exporter is given: a change here is a change for whoever wrote one."""


USES = (
    "## Words and people as cards",
    "",
    "`words-anki` holds a note for each word and each character. A word is asked for its meaning, "
    "and the meaning for its word, unless the meaning holds the word and would give it away. Tags "
    "name the group and the scenes.",
    "",
    "A note belongs to the id of its block. Who opens the file of a later edition in Anki has the "
    "new texts and the new cards, keeps what was learned, and has nothing twice. What learners "
    "changed on their own cards stays as they have it. Anki takes new texts from an edition with a "
    "higher `version` in `guide.yml` only, so raise it when you publish. A new id makes a new "
    "note, and a block that you delete stays in the decks of those who have it.",
    "",
    "`words-quizlet` is text to paste: a word, a tab, and its meaning with the Spanish.",
    "",
    "## Quizzes in Word",
    "",
    "`quizzes-word` holds every quiz as it stands in the guide, with the same letters, lines to "
    "write on, and no key. `teacher-quizzes-word` holds the same questions with keys, reasons, "
    "hints and model answers. Headings, lists and the heads of tables are real ones, so that "
    "screen readers can speak them and you can change the sheets. Formulas stand as LaTeX. PNG, "
    "JPEG and GIF pictures are in the sheets, with their words; of others the words stand alone.",
    "",
)
"""What one must know of some exports to use them well."""


def exports_page() -> str:
    """The page on what is exported and how to add to it, as Markdown."""
    lines = [
        "# Exports",
        "",
        "Beside the website and the PDF editions, a build writes files for other programs and "
        "systems. Each has a name. List in `guide.yml` those that you want:",
        "",
        "```yaml",
        "guide:",
        f"  exports: [{', '.join(row.name for row in EXPORTERS)}]",
        "```",
        "",
        "Without this setting a guide has those marked with a star; with `exports: []` it has "
        "none. The order of the list is that of the [downloads](blocks.md#show). Link an export "
        f"by its name, as in `[the website][{EXPORTERS[-1].name}]`.",
        "",
        *table("Name | Seen as | For | What it is", map(_exporter, EXPORTERS)),
        "The star stands at what most classes can use: the website, and the quizzes for the "
        "systems that schools have most and that take nearly every question. All of them are made "
        "in a moment. The others serve fewer classes or leave many questions out, and each is one "
        "more line in a list that should stay short. Quizzes are exported only where a guide has "
        "some.",
        "",
        "Files for teachers have `-teacher-` in their names. Only pages for teachers list them or "
        "may link them, and they are not in the zip of the website. Files for programs stand "
        "beside the website's first page, and no page lists them.",
        "",
        "While you write, `mkdocs serve` makes an export when its link is opened. What holds the "
        "whole website is made by a build only.",
        "",
        "## Read on a Kindle, phone or e-reader",
        "",
        "`epub` is the student edition as a book for readers, without answers. It fits any screen, "
        "in letters as large as one likes, by day or by night, and it can be read aloud. Notes "
        "open where they are cited, and also stand in the list of sources. If the student edition "
        "is among the PDFs, the book knows its pages, so that a class with paper and readers can "
        "turn to page 12 together. What readers do with it:",
        "",
        "- **Kindle:** open Send to Kindle in a browser and give it the file. A file sent by mail "
        "may have 50 MB.",
        "- **iPhone, iPad, Mac:** open the file; Apple Books takes it.",
        "- **Android:** open it with Google Play Books or another app for EPUB.",
        "- **Kobo and other e-readers:** copy it to the device by cable.",
        "- **Computer:** Thorium Reader is free and works with screen readers.",
        "",
        "`epub-self-study` is the same book with every answer, reason and rubric at its back, for "
        "teachers and for those who learn alone. Each question leads to its answer, and the answer "
        "leads back. It holds all keys.",
        "",
        "The cover is the picture that `cover` in `guide.yml` names, or a page with the title. "
        "Some shelves show only a PNG or JPEG. Film and sound are named, not played. The date of "
        "the book is the `date` of the guide: write a month and a year.",
        "",
        *USES,
        "## Add one",
        "",
        "An exporter is a function from the guide to bytes, and a few words about it. It can come "
        "in a package of its own. This is a whole one:",
        "",
        "```python",
        EXAMPLE.rstrip(),
        "```",
        "",
        "The package names it in its `pyproject.toml`. The name before the equals sign is that of "
        "the exporter; a package may bring several:",
        "",
        "```toml",
        ENTRY_POINT.rstrip(),
        "```",
        "",
        "Install the package where the guide is built, and put `words` into `exports`. What is "
        "installed but not listed is not even loaded, so that what stands on a machine does not "
        "change a guide.",
        "",
        *table("Field of `Exporter` | Meaning", _exporter_fields()),
        "What `make` is given:",
        "",
        *table("`site` | What it holds", (table_row(f"`{k}`", cell(v)) for k, v in SITE.items())),
        "Make the same bytes from the same guide: use no clock and no chance, and pack archives "
        "with fixed dates. Open nothing yourself: what you need of the guide's files is in "
        "`site.files`. An exporter that fails, or does not do what it announces, stops the build "
        "with [SG812](problems.md#sg812).",
        "",
    ]
    return FRONT_MATTER + "\n".join(lines)


def _exporter(row: Exporter) -> str:
    star = "*" if row.by_default else ""
    name = f"`{row.name}`{' ' + chr(92) + star if star else ''}"
    return table_row(name, cell(row.title), READERS[row.audience], cell(row.note))


def _exporter_fields() -> Iterator[str]:
    rows = {
        "name": "What settings and links call it.",
        "title": "What readers see it called, with the sort of file in brackets.",
        "file": "The name of its file, made from `work`; begin it with `work.slug`.",
        "make": "Makes the file: bytes. If others stand beside it: bytes by name, its own and "
        "theirs.",
        "note": "A sentence or two on what it is for and how to use it.",
        "audience": f"`{STUDENTS}`, or `{TEACHERS}` for what holds keys. Without it, `{STUDENTS}`.",
        "need": "What teachers or students need it for, as in `Quizzes for classroom games`: the "
        "heading under which it stands in the list of downloads. Without it, first.",
        "left_out": "Lines on what it has no room for, from `site`; the build says them.",
        "beside": "The names of the other files that it makes, from `guide`.",
        "whole": "`True` if it needs the finished website with its PDFs.",
    }
    return (table_row(f"`{name}`", cell(meaning)) for name, meaning in rows.items())


def guide_json_page() -> str:
    """The page on `guide.json`, as Markdown."""
    told: set[type] = set()
    lines = [
        "# guide.json",
        "",
        "Each build writes `guide.json` beside the website's first page. It holds the whole guide "
        "as data, for people who write programs: exports to learning tools, checks, other ways to "
        "show the guide.",
        "",
        "It is one JSON object in UTF-8. The order is stable and nothing in it depends on the time "
        "or the machine, so the same guide gives the same bytes. It contains every key and every "
        "reason: do not give it to students who are about to take a test.",
        "",
        f"Its shape is told by a JSON Schema (2020-12), which each build writes beside it as "
        f"`{SCHEMA}`. This page, the schema and the file are made from the same source. The "
        f"version of the format is {FORMAT}. Its second number grows when something is added, and "
        "its first when something changes or goes. Skip fields that you do not know; to validate "
        "a file, take the schema that stands beside it.",
        "",
        "## What all nodes have",
        "",
        "Each entry of a list below, and `work`, is a *node* with these fields. The tables do not "
        "repeat them.",
        "",
        *_section(Node, told),
        "Some rules hold everywhere:",
        "",
        "- Texts are plain: no mark-up, no citations, on one line. Where a field has a twin whose "
        "name ends in `_html`, the twin keeps the mark-up; its links are relative to the folder of "
        "the site, as in `characters.html#ana`.",
        "- `cites` is a list of source ids, each once, in the order of the text. `cited_at` has "
        "the citations among them that name a place in their source.",
        "- Names of other nodes are their ids.",
        '- A text that the author left out is `""`, a list is `[]`, and a missing name or number '
        "is `null`.",
        "",
        "## Top level",
        "",
        *_sentence(Document),
        *_fields(Document),
    ]
    for row in fields(Document):
        for shape in classes_in(row.type):
            lines += [f"## {row.name}", "", *_section(shape, told)]
    return FRONT_MATTER + "\n".join(lines)


def _section(shape: type, told: set[type]) -> Iterator[str]:
    """A class and, under it, the classes that it alone speaks of, or that come first with it."""
    told.add(shape)
    yield from (*([] if shape is Node else _sentence(shape)), *_fields(shape))
    for row in fields(shape):
        for inner in classes_in(row.type):
            if inner not in told:
                yield from (f"### {_words(inner)} {{ #{_anchor(inner)} }}", "")
                yield from _section(inner, told)


def _sentence(shape: type) -> list[str]:
    return [" ".join((shape.__doc__ or "").split()), ""]


def _fields(shape: type) -> list[str]:
    known = {row.name for row in fields(Node)} if _is_node(shape) else set()
    rows = [row for row in fields(shape) if row.name not in known]
    return table(
        "Field | Value | Meaning",
        (
            table_row(f"`{row.name}`", _value(row.type), cell(_meaning(row.meaning, row.values)))
            for row in rows
        ),
    )


def _is_node(shape: type) -> bool:
    return shape is not Node and {row.name for row in fields(Node)} <= {
        row.name for row in fields(shape)
    }


def _meaning(meaning: str, values: tuple[str, ...]) -> str:
    if not values:
        return meaning
    named = ", ".join(f"`{value}`" if value else '`""`' for value in values)
    return f"{meaning} {'One of' if len(values) > 1 else 'Here'}: {named}."


def _value(hint: Any) -> str:
    """A type in words."""
    if is_typeddict(hint):
        return f"[{'node' if _is_node(hint) else _words(hint)}](#{_anchor(hint)})"
    inner = get_args(hint)
    if get_origin(hint) is list:
        return f"list of {MANY[inner[0]]}" if inner[0] in MANY else f"list: {_value(inner[0])}"
    if get_origin(hint) is dict:
        return f"object: name to {_value(inner[1])}"
    if inner:
        return f"{_value(inner[0])} or `null`"
    return PLAIN[hint]


def _words(shape: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shape.__name__).lower()


def _anchor(shape: type) -> str:
    return SECTIONS.get(shape) or "the-" + _words(shape).replace(" ", "-")


MANUAL_PAGES: Mapping[str, Callable[[Examples], str]] = {
    "authors/exports.md": lambda _: exports_page(),
    "authors/guide-json.md": lambda _: guide_json_page(),
}
"""The generated pages, by source URI."""
