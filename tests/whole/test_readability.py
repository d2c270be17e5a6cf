"""How hard the students' pages are to read, as a school grade (`pytest -rP` shows every page).

Scored is the plain prose: paragraphs and entries of lists that end like a sentence, without
tables, headings, lists of links, code, citations and quizzes' answers to choose from. Nothing is
waived: proper names and the words of the glossary count like all others.

The promise is a median of grade 9 and no page above 10. This textstat counts the places where a
word may be hyphenated, which are fewer than its syllables, and so its grades are up to two years
too low; the limits here are two years lower for that.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from types import ModuleType

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.language.parse import Texts
from studyguide.model import STUDENTS
from studyguide.render.site import Site
from studyguide.render.web.page import render_page
from tests.guides import rendered
from tests.whole.guides import DOCS

TOO_LOW_BY = 2.0
MEDIAN, HIGHEST = 9.0 - TOO_LOW_BY, 10.0 - TOO_LOW_BY
FEWEST_WORDS = 200
NOT_PROSE = (
    "h1, h2, h3, h4, h5, h6, table, pre, code, sup, script, style, .headerlink, .sg-label, "
    ".sg-facts, .sg-see, .sg-list, .sg-who, .sg-when, .sg-word, .sg-scene-themes, "
    ".sg-theme-scenes, .sg-neighbours, .sg-sources, .sg-downloads, .sg-options, .sg-columns, "
    ".sg-steps, .sg-glosses"
)
SENTENCE = re.compile(r"[.!?][\"”’)]*$")
TITLES = re.compile(r"\b(Mr|Mrs|Ms|Dr)\.")


@pytest.fixture(scope="module")
def site() -> Site:
    """The real guide, rendered."""
    pages = {path.relative_to(DOCS).as_posix(): path for path in sorted(DOCS.rglob("*.md"))}
    texts = {src: path.read_text("utf-8") for src, path in pages.items()}
    return rendered(Texts(texts, _settings("guide.yml"), _settings("sources.yml")))


def _settings(name: str) -> str:
    return Path(DOCS / name).read_text("utf-8")


@pytest.fixture(scope="module")
def grade() -> Callable[[str], float]:
    """Flesch-Kincaid, as textstat counts it.

    This textstat imports pkg_resources, which setuptools no longer has, for lists that are not
    used here.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "pkg_resources", ModuleType("pkg_resources"))
        textstat = import_module("textstat")
    score: Callable[[str], float] = textstat.flesch_kincaid_grade
    return score


def prose(html: str) -> str:
    """The sentences of a page."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}</body>")
    for node in tree.css(NOT_PROSE):
        node.decompose()
    texts = []
    for node in tree.css("p, li"):
        if node.css("p, li") and node.css("p, li") != [node]:
            continue
        text = " ".join((node.text() or "").split())
        if SENTENCE.search(text):
            texts.append(TITLES.sub(r"\1", re.sub(r" ([.,;:!?])", r"\1", text)))
    return "\n".join(texts)


def test_the_students_pages_are_easy_to_read(site: Site, grade: Callable[[str], float]) -> None:
    pages = [page.src for page in site.guide.pages if page.audience == STUDENTS]
    texts = {src: prose(render_page(site, src)) for src in pages}
    long = {src: text for src, text in texts.items() if len(text.split()) >= FEWEST_WORDS}
    grades = {src: grade(text) for src, text in long.items()}
    for src, found in sorted(grades.items(), key=lambda row: -row[1]):
        print(f"{found:5.1f}  {len(long[src].split()):6} words  {src}")  # noqa: T201 - the report
    print(f"{median(grades.values()):5.1f}  the median of {len(grades)} pages")  # noqa: T201 - the report
    assert {src: found for src, found in grades.items() if found > HIGHEST} == {}
    assert median(grades.values()) <= MEDIAN


def test_a_hard_text_is_seen(grade: Callable[[str], float]) -> None:
    assert grade("The cat sat on the mat. It was a good mat.") < 2
    hard = "Notwithstanding considerable institutional opposition, administrators"
    assert grade(f"{hard} subsequently implemented comprehensive educational regulations.") > 15


def test_what_is_not_prose_is_left_out() -> None:
    html = (
        "<h1>A title.</h1><p>One sentence<sup>1</sup>.</p><ul><li>A list of words</li>"
        "<li>An entry that says it all.</li></ul><table><tr><td>A cell.</td></tr></table>"
    )
    assert prose(html) == "One sentence.\nAn entry that says it all."
