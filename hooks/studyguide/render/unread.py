"""Find marks of Markdown that nothing has read, so that no reader sees them.

Other tools know more of Markdown, or another Markdown, and a mark that no extension reads stays on
the page as it was typed. So the finished page is searched for what readers would see, whichever
extensions are switched on; code is not. Each mark is then looked up in the page's source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from studyguide.model import Page, Span
from studyguide.problems import Problem

UNTOUCHED = frozenset({"code", "pre", "script", "style", "kbd", "samp", "math", "sg-cite"})
"""Elements whose text is shown as it is."""
FORMULA = "arithmatex"
"""The class of a formula, whose text is not Markdown."""
INLINE_ELEMENTS = "a abbr b cite del dfn em i ins mark q s small span strong sub sup u"
INLINE = frozenset(INLINE_ELEMENTS.split())
INSIDE_A_LINE = "\N{WORD JOINER}"
"""Set before a text that does not begin its line, so that `^` finds nothing there."""
TICK = re.compile(r"^\[[ xX]\] ")
LONGEST = 40
"""Letters of a mark that a message shows."""


@dataclass(frozen=True)
class Mark:
    """One way to write something that a page may be left with."""

    pattern: re.Pattern[str]
    what: str
    hint: str


def _mark(pattern: str, what: str, hint: str) -> Mark:
    return Mark(re.compile(pattern, re.MULTILINE), what, hint)


CODE = "to show it as it is, write it as code"
MARKS = (
    _mark(
        r"^(?:!!!|\?\?\?)\+?\s?\w[^\n]*",
        "the head of an admonition",
        "leave an empty line before it, indent its text by four spaces, and switch on "
        "`admonition` and `pymdownx.details` in mkdocs.yml",
    ),
    _mark(
        r"^===[!+]?\s?[\"“«][^\n]*",
        "the head of a tab",
        "leave an empty line before it, and switch on `pymdownx.tabbed` in mkdocs.yml",
    ),
    _mark(
        rf"\[\^[^\]\s]+\]:?|(?<={INSIDE_A_LINE})\^[\w-]{{1,20}}$",  # or Markdown made it a link
        "the mark of a footnote",
        "write its text on a line of its own, as `[^1]: text`, and switch on `footnotes`",
    ),
    _mark(r"-{1,2}8<-{1,2}[^\n]*", "a snippet of another file", "write the text in this page"),
    _mark(r"\{[{%][^}\n]*[}%]\}", "a variable or a macro", f"write its value; {CODE}"),
    _mark(r"\{%[^%\n]*%\}", "a template's tag", f"write what it stands for; {CODE}"),
    _mark(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", "an alert", "write `!!! note`"),
    _mark(r"\[\[[^\]\n]+\]\]", "a link of a wiki", "write `[words](page.md)`"),
    _mark(r"^:::+[^\n]*", "a fenced division", "write `!!! note`, or an element of HTML"),
    _mark(r"^\+\+\+$", "front matter in TOML", "write YAML between lines of three hyphens"),
    _mark(r"^(?:```|~~~)[^\n]*", "a fence of code", "close it with the same marks on a line"),
    _mark(
        r"^\|[^\n]*\|$", "a row of a table", "a table has a head, and a line of hyphens under it"
    ),
    _mark(
        r"(?<![\w:/]):[a-z][a-z0-9_+-]+:(?![\w:/])",
        "the name of an emoji",
        "write the letter itself, or words",
    ),
    _mark(r"\$\$|\\[\[\]]|\\begin\{", "a formula", "switch on `pymdownx.arithmatex` in mkdocs.yml"),
    _mark(
        r"(?<![\w$])\$(?=[^\s$])[^$\n]*[\\^_{}=][^$\n]*(?<=[^\s$])\$(?!\w)",
        "a formula",
        "switch on `pymdownx.arithmatex` in mkdocs.yml",
    ),
    _mark(
        r"(?<!\w)(?:\*\*|__)(?=\S)[^*_\n]+(?<=\S)(?:\*\*|__)(?!\w)|(?<!\w)`[^`\n]+`(?!\w)",
        "emphasis or code",
        'inside HTML Markdown is read where the element says `markdown="1"`',
    ),
    _mark(r"~~(?=\S)[^~\n]+~~", "words struck out", "switch on `pymdownx.tilde` in mkdocs.yml"),
    _mark(r"==(?=\S)[^=\n]+(?<=\S)==", "marked words", "switch on `pymdownx.mark` in mkdocs.yml"),
    _mark(r"\{:?\s*[.#][\w-][^}\n]*\}", "attributes", "write them right behind what they describe"),
    _mark(
        r"^\[[ xX]\](?= )[^\n]*",
        "a task",
        "switch on `pymdownx.tasklist` in mkdocs.yml",
    ),
    _mark(
        r"^(?:[-*+]|\d{1,3}[.)])[ \t]+\S[^\n]*",
        "an entry of a list",
        'leave an empty line before the list; inside HTML, say `markdown="1"` in the element',
    ),
)
"""What is looked for, in this order; a line that one of them has named is not named again."""


@dataclass(frozen=True)
class Unread:
    """Something that readers would see as it was typed."""

    text: str
    what: str
    hint: str
    code: str = "SG611"


def unread(body: LexborNode) -> Iterator[Unread]:
    """The marks of Markdown in the readable text of a page."""
    for text in _readable(body):
        named: set[int] = set()
        for mark in MARKS:
            for match in mark.pattern.finditer(text):
                line = text.count("\n", 0, match.start())
                if line not in named:
                    text_seen = match[0].strip()
                    what = (
                        f"readers would see `{_short(text_seen)}`, {mark.what} that nothing reads"
                    )
                    yield Unread(text_seen, what, mark.hint)
                named.add(line)


def _readable(body: LexborNode) -> Iterator[str]:
    for node in body.traverse(include_text=True):
        if node.is_text_node and not _is_untouched(node):
            text = "\n".join(line.strip() for line in (node.text_content or "").split("\n"))
            if node.prev is not None or (node.parent and node.parent.tag in INLINE):
                text = INSIDE_A_LINE + text
            yield TICK.sub("", text) if _is_answer(node) else text


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _is_untouched(node: LexborNode) -> bool:
    return any(
        above.tag in UNTOUCHED or FORMULA in (above.attributes.get("class") or "").split()
        for above in _above(node)
    )


def _is_answer(node: LexborNode) -> bool:
    """Whether a tick box is an answer's, which we read ourselves."""
    return any("data-sg-answers" in above.attributes for above in _above(node))


def unread_problems(page: Page, found: Iterable[Unread], text: str) -> Iterator[Problem]:
    """What was found on a page as problems, each with its place in the page's source `text`."""
    lines = text.split("\n")
    seen: Counter[str] = Counter()
    for one in found:
        span = _place(page, one.text, lines, seen)
        yield Problem(one.code, span, one.what, one.hint)


def unreadable_formula(latex: str, why: str) -> Unread:
    """A formula that cannot be set, and why."""
    what = f"the formula `{_short(latex)}` cannot be set: {why}"
    return Unread(latex, what, "mend it, or write it as code to show it as it is", "SG612")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _place(page: Page, mark: str, lines: Sequence[str], seen: Counter[str]) -> Span:
    """The next place in the source where the mark, or how it begins, is written."""
    first, *_ = mark.splitlines() or [""]
    for piece in filter(None, (first, first[:LONGEST], *first.split()[:1])):
        places = [
            (number, column)
            for number, line in enumerate(lines, 1)
            if (column := _straight(line).find(_straight(piece)) + 1)
        ]
        if places:
            line, column = places[min(seen[piece], len(places) - 1)]
            seen[piece] += 1
            return Span(page.span.file, line, column, line)
    return Span(page.span.file, 1, 1, 1)


def _straight(text: str) -> str:
    """The text with the quotes that authors type, which Markdown has made curly."""
    return text.translate(str.maketrans("“”‘’", "\"\"''"))
