"""A guide in strange letters, with every kind of block, every value of an option and every view."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from studyguide.edition import EDITIONS
from studyguide.export import EXPORTERS
from studyguide.language.kinds import KINDS, VIEWS, Kind, OptionRule, Sort
from studyguide.language.settings import WEIGHTS
from studyguide.render.pictures.views import PICTURES
from tests.guides import GUIDE_YML, SOURCES_YML, tiny_pages
from tests.pseudo.language import CODE, strange
from tests.whole.test_quizzes_in_browser import ALL, MORE

BEGIN = re.compile(r"(?P<signs>/{3,}) ?(?P<name>[a-z-]+)?(?P<bar> \| )?(?P<title>.*)$")
OPTION = re.compile(r"(?P<head>    (?P<name>[a-z-]+): ?)(?P<value>.*)$")
STRENGTH = re.compile(r"(?P<head>      [\w-]+: \d, )(?P<value>.*)$")
NOT_WORDS = re.compile(
    r"\[@[^\]]*\]|\]\([^)]*\)|\]\[[^\]]*\]|\{[^}]*\}|https?://\S+|<[^>]+>|\$[^$]+\$|&\w+;"
    r"|\]: \S+|```\w*|\[[ x]\]|\[\^\w+\]|^!!! \w+|^\?\?\? \w+|^```[a-z ]*$",
    re.MULTILINE,
)
"""What is no text in a line of Markdown."""
SPOKEN = {Sort.TEXT, Sort.TEXTS}
FIRST = re.compile(r"\A/// .*?^///$", re.DOTALL | re.MULTILINE)
MARKDOWN = """\
# What Markdown adds

A note of the keeper at the foot.[^one]

[^one]: Words at the foot.

!!! warning
    Words.

??? note
    Words.

- [x] done
- [ ] not yet

=== "One"

    Words.

=== "Two"

    Words.

```python
a = b
```

## Think

- What would you do?
- Why?
"""
TEACHERS = """\
---
audience: teachers
copy: page
---
# For those who teach

Words for a plan.

/// show | copies
///

/// show | downloads
///
"""


def in_strange(text: str) -> str:
    """Prose in strange letters, with its marks as they are."""
    at, pieces = 0, []
    for kept in NOT_WORDS.finditer(text):
        pieces += [strange(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*pieces, strange(text[at:])])


def authored(text: str) -> str:
    """A page in strange letters; ids and the names of options stay."""
    head = re.match(r"(?:---\n.*?\n---\n)?", text, re.DOTALL)
    assert head is not None
    return head[0] + "\n".join(_lines(text[head.end() :].split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    kind: Kind | None = None
    in_options = False
    for line in lines:
        if begun := BEGIN.match(line):
            in_options = bool(begun["name"])
            kind = KINDS.get(begun["name"] or "", kind)
            shown = begun["name"] == "show"
            title = begun["title"] if shown else in_strange(begun["title"])
            yield line[: begun.start("title")] + title
        elif in_options and line.startswith("    "):
            yield _option(line, kind)
        else:
            in_options = False
            yield in_strange(line)


def _option(line: str, kind: Kind | None) -> str:
    if reason := STRENGTH.match(line):
        return reason["head"] + strange(reason["value"])
    found = OPTION.match(line)
    rule = kind.option(found["name"]) if found and kind else None
    if found is None or rule is None:
        return line
    if rule.sort in SPOKEN:
        return found["head"] + strange(found["value"])
    if rule.sort is Sort.TIES:
        return found["head"] + re.sub(r"(?<=: )[^,}]+", _strange_match, found["value"])
    return line


def _strange_match(match: re.Match[str]) -> str:
    return strange(match[0])


# ---- The pages ------------------------------------------------------------------------------


def pages() -> dict[str, str]:
    """Every page of the guide, in strange letters."""
    written = {**tiny_pages(), "more.md": MORE, "all.md": ALL, "markdown.md": MARKDOWN}
    written |= {f"every-{kind.name}.md": _every_value(kind) for kind in KINDS.values()}
    written |= {f"{page}.md": _shows(page) for page in ("views", "pictures", "study")}
    written["teachers.md"] = TEACHERS
    return {name: authored(text) for name, text in written.items() if text}


STANDS_ON = {
    **dict.fromkeys(("due", "cards", "progress", "kept", "boxes"), "study"),
    **dict.fromkeys(PICTURES, "pictures"),
}
"""The page of a view; the others stand on a page together."""


def _shows(page: str) -> str:
    views = [view for view in VIEWS if STANDS_ON.get(view, "views") == page]
    shown = (f"## About {view}\n\n/// show | {view}\n///\n\n" for view in views)
    return f"# The {page}\n\n" + "".join(shown)


def _every_value(kind: Kind) -> str:
    """The first block of an example, once for each value that an option may have."""
    first = FIRST.search(kind.example)
    rows = [rule for rule in kind.options if rule.sort is Sort.CHOICE and rule.name != "kind"]
    blocks = [
        _with(first[0], rule, value)
        for rule in rows
        for value in rule.choices
        if first and f"\n    {rule.name}: " in first[0]
    ]
    return f"# Every {kind.name}\n\n" + "\n\n".join(blocks) if blocks else ""


def _with(block: str, rule: OptionRule, value: str) -> str:
    changed = re.sub(rf"(\n    {rule.name}: ).*", rf"\g<1>{value}", block)
    changed = re.sub(r"(\n    id: .*)", rf"\g<1>-{rule.name}-{value}", changed, count=1)
    return re.sub(r"(\A/// [a-z]+ \| )", rf"\g<1>{value.capitalize()} for {rule.name}: ", changed)


# ---- The settings ---------------------------------------------------------------------------


def files() -> dict[str, str]:
    """Every file of the guide's folder."""
    return {"guide.yml": _settings(), "sources.yml": _sources(), **pages()}


def _settings() -> str:
    given = yaml.safe_load(GUIDE_YML)
    given["work"]["title"] = strange(given["work"]["title"])
    for fact in given["work"]["facts"]:
        fact |= {name: strange(fact[name]) for name in ("label", "value")}
    for act in given["acts"]:
        act["title"] = strange(act["title"])
    for name in ("title", "subtitle", "licence"):
        given["guide"][name] = strange(given["guide"][name])
    given["guide"] |= {
        "language": CODE,
        "date": strange("May 2026"),
        "editions": [edition.link_id for edition in EDITIONS],
        "exports": [exporter.name for exporter in EXPORTERS],
    }
    given["index"] = [strange("Harbour Island")]
    return yaml.safe_dump(given, allow_unicode=True)


def _sources() -> str:
    """A source of each weight among them."""
    rows = yaml.safe_load(SOURCES_YML)
    rows += [{**rows[1], "id": f"weighed-{weight}", "weight": weight} for weight in WEIGHTS]
    for row in rows:
        row |= {name: strange(row[name]) for name in ("title", "publisher", "kind")}
    return yaml.safe_dump(rows, allow_unicode=True)


def config() -> str:
    """The `mkdocs.yml` of the guide, which names every page in its menu."""
    toggles = [
        {
            "media": f"(prefers-color-scheme: {scheme})",
            "scheme": name,
            "toggle": {"icon": f"material/weather-{icon}", "name": strange(f"Switch to {icon}")},
        }
        for scheme, name, icon in (("light", "default", "night"), ("dark", "slate", "sunny"))
    ]
    first, *others = [{strange(f"Page {src}"): src} for src in pages()]
    nav = [first, {strange("The kinds"): others[:12]}, {strange("The rest"): others[12:]}]
    made = {
        "site_name": strange("The Lighthouse"),
        "site_description": strange("Words about it"),
        "copyright": strange("All of it is free"),
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "custom_dir": "overrides",
            "palette": toggles,
            "features": [
                "navigation.tabs",
                "navigation.top",
                "navigation.footer",
                "search.suggest",
                "content.code.copy",
                "search.highlight",
                "navigation.indexes",
            ],
        },
        "extra": {"generator": False},
        "plugins": ["search", "studyguide"],
        "markdown_extensions": MARKDOWN_EXTENSIONS,
        "nav": nav,
    }
    return yaml.safe_dump(made, allow_unicode=True)


MARKDOWN_EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
    "pymdownx.tasklist",
    "tables",
    "studyguide",
]
