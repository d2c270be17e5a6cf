"""No template and no script has words outside the calls that look them up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from studyguide.words.catalogue import template
from tests.pseudo.language import FIXED

SOURCE = Path(__file__).parents[2] / "hooks" / "studyguide"
ELSEWHERE = {
    "mistakes.html": "what authors are told, in English",
    "copyright.html": "the theme names itself, in English",
    "audience.html": "says yes, and no word of it is shown",
    "language.html": "words for guides in English, in the place of the theme's",
}
"""Templates whose words are no texts of the program, and why."""
PAGES = [path for path in sorted(SOURCE.rglob("*.html")) if path.name not in ELSEWHERE]
CONTEXTS = {f'"{message.context}"' for message in template() if message.context}
SCRIPTS = sorted((SOURCE / "scripts").glob("*.js"))
LOOKED_UP = {"_", "gettext", "ngettext", "pgettext"}
WORD = re.compile(r"[A-Za-z]{2,}")
SENTENCE = re.compile(r"[A-Za-z]{2,},?\s+[a-z]{2,}|^[A-Z][a-z]+$")
"""A text with words, or a word that begins as labels do."""
NO_TEXT = re.compile(
    r"<(?P<tag>script|style)\b.*?</(?P=tag)>|<!--.*?-->|<\?.*?\?>|<!doctype[^>]*>"
    r"|<meta [^>]*>[^<]*</meta>|<dc:(?:identifier|language|type)[^>]*>[^<]*<[^>]*>"
    r"|&\w+;",
    re.DOTALL | re.IGNORECASE,
)
SPOKEN = re.compile(r'\b(?:aria-label|aria-description|title|alt|placeholder|label)="([^"]*)"')
TEXTS = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`')
CALL = re.compile(
    r'(?<![\w.])(?:_|n?gettext)\(\s*(?:"(?:[^"\\]|\\.)*"\s*,?\s*)+'
    r'|\bpgettext\("[^"]*",\s*"[^"]*"'
)
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
NAMES = re.compile(r"[\w~.#>]*[-.~#>][\w~.#>-]*")
"""Classes and selectors; `~` stands for a value."""
NOT_SHOWN = {
    "use strict",
    "tbody tr",
    "input, textarea, select, [contenteditable]",
    "Segmenter",  # the part of a browser that cuts words apart
    "th, td",
    "~ :is(th, td, li) > a[href]",
    "Aa",  # a sign for letters
    "Enter",
    "Escape",
    "the page has no ~",  # what stops a script is told to those who mend it
    "~ could not be fetched",
    "nothing lasts here",
}
"""Texts of scripts that no reader sees."""


def bare_words(text: str) -> list[str]:
    """The words of a template outside expressions, and the texts that are not looked up."""
    return [word for word in (*_between(text), *_unmarked(text)) if word not in NOT_SHOWN]


def _between(text: str) -> Iterator[str]:
    tokens = Environment(autoescape=True).lex(text)
    data = "".join(value if sort == "data" else " ~ " for _, sort, value in tokens)
    data = NO_TEXT.sub(" ", data)
    for spoken in SPOKEN.findall(data):
        yield from WORD.findall(spoken)
    yield from WORD.findall(re.sub(r"<[^>]*>", " ", data))


def _unmarked(text: str) -> Iterator[str]:
    """Texts with a blank between words that stand in an expression and are no argument."""
    sorts = [
        (sort, value)
        for _, sort, value in Environment(autoescape=True).lex(text)
        if sort != "whitespace"
    ]
    for at, (sort, value) in enumerate(sorts):
        called = {name for _, name in sorts[max(0, at - 5) : at]} & LOOKED_UP
        said = sort == "string" and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", value)
        classes = re.fullmatch(r'" ?md-[\w -]*"', value)
        if said and not (called or classes) and value not in CONTEXTS:
            yield value


def unmarked_texts(script: str) -> list[str]:
    """The texts of a script that read as words and are not looked up."""
    code = CALL.sub("(", COMMENT.sub("", script))
    found = (text[1:-1] for text in TEXTS.findall(code))
    shown = (re.sub(r"\$\{[^}]*\}", "~", text) for text in found)
    return [
        text for text in shown if text not in NOT_SHOWN and SENTENCE.search(NAMES.sub("", text))
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_template_has_no_bare_word(path: Path) -> None:
    assert bare_words(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_has_no_text_that_is_not_looked_up(path: Path) -> None:
    assert unmarked_texts(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Who is there</p>", ["Who", "is", "there"]),
        ('<p title="Up to">{{ _("Up to") }}</p>', ["Up", "to"]),
        ('{{ m.see("Who is there", site) }}', ['"Who is there"']),
        ('<p class="sg-part">{{ m.see(_("Who is there"), site) }} {{ n }} &nbsp;</p>', []),
        ('{{ ngettext("%(n)s day off", "%(n)s days off", n) }}', []),
    ],
)
def test_a_bare_word_is_found(text: str, words: list[str]) -> None:
    assert bare_words(text) == words
    assert not words or FIXED.search(words[0])


@pytest.mark.parametrize(
    ("script", "texts"),
    [
        ('button("Stop", f)', ["Stop"]),
        ("el('p', {}, `You have ${n} left`)", ["You have ~ left"]),
        ('button(_("Take it anew"), f); // "Not this one"', []),
        ('ngettext("One is right.",\n  "%(n)s are right.", n) + pgettext("score", "Right")', []),
        ('one(page, ".sg-part > li"); el("div", { role: "status" })', []),
    ],
)
def test_a_text_of_a_script_is_found(script: str, texts: list[str]) -> None:
    assert unmarked_texts(script) == texts
