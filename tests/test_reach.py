"""Whatever an author writes comes out on the website and on paper, or is told with its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from studyguide.edition import EDITIONS
from studyguide.language.parse import Texts
from studyguide.problems import Problem, Severity
from studyguide.render.book.editions import render_edition
from studyguide.render.compose import WEB, compose
from studyguide.render.site import Site
from studyguide.render.tree import parse
from tests.constructs import INLINE, LEAVES, OURS, WORD, numbered, pages
from tests.guides import GUIDE_YML, SOURCES_YML, problems_and_site

OTHER = "# Another page\n\n## Part\n\nWords.\n"
LETTER = (
    "# The letter\n\n/// scene | The letter\n    id: letter\n    act: act-1\n\nIt [@diary].\n///\n"
)
TEACHER = next(edition for edition in EDITIONS if edition.link_id == "teacher-a4")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
DEFINED = re.compile(r"\[later\]: .*$", re.MULTILINE)


def texts_with(page: str) -> Texts:
    """A small guide with this page."""
    others = {"index.md": "# The Light\n\nWords.\n", "other.md": OTHER, "letter.md": LETTER}
    return Texts({**others, "page.md": page}, GUIDE_YML, SOURCES_YML)


def words(html: str) -> set[str]:
    """The numbered words that readers find in some HTML."""
    return set(WORD.findall(parse(html).text(separator="")))


def lost(page: str) -> dict[str, list[str]]:
    """The words of a page that readers of the website or of paper miss without being told."""
    problems, site = problems_and_site(texts_with(page))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return {}  # nothing is built
    wanted = set(WORD.findall(DEFINED.sub("", COMMENT.sub("", page))))
    seen = {"website": words(compose(site, "page.md", WEB)), "paper": words(on_paper(site))}
    told = {word for word in wanted if is_told(problems, page, word)}
    missing = {where: sorted(wanted - found - told) for where, found in seen.items()}
    return {where: names for where, names in missing.items() if names}


def on_paper(site: Site) -> str:
    """The teacher edition, which holds all of the students' and the answers."""
    return "".join(render_edition(site, TEACHER).gatherings)


def errors(page: str) -> list[str]:
    """What stops the build of a guide with this page."""
    problems, _ = problems_and_site(texts_with(page))
    return [str(problem) for problem in problems if problem.severity is Severity.ERROR]


def is_told(problems: list[Problem], page: str, word: str) -> bool:
    lines = [number for number, line in enumerate(page.split("\n"), 1) if word in line]
    return any(
        problem.span.file.endswith("page.md") and problem.span.line <= line <= problem.span.end_line
        for problem in problems
        for line in lines
    )


def case(part: str) -> str:
    """A page with one construct."""
    filled = part.format("§ *§*", "`§` [§][web]", body="§ *§*", body2="§")
    return numbered([filled, "§"])


@pytest.mark.parametrize("inline", INLINE)
def test_each_construct_of_a_line_is_read(inline: str) -> None:
    assert lost(numbered([f"{inline} §"])) == {}
    assert errors(numbered([f"{inline} §"])) == []


@pytest.mark.parametrize("part", [*LEAVES, *OURS])
def test_each_construct_of_a_page_is_read(part: str) -> None:
    assert lost(case(part)) == {}
    assert errors(case(part)) == []


def test_a_word_that_is_lost_is_found() -> None:
    page = numbered(["§", "[later]: https://example.org '§'"])
    lost_word, seen = WORD.findall(page)[2], WORD.findall(page)[1]
    problems, site = problems_and_site(texts_with(page))
    assert not is_told(problems, page, lost_word)
    assert lost_word not in words(on_paper(site)) | words(compose(site, "page.md", WEB))
    assert seen in words(on_paper(site)) & words(compose(site, "page.md", WEB))


@settings(max_examples=120)
@given(pages)
def test_each_word_is_on_the_website_and_on_paper_or_is_told(parts: list[str]) -> None:
    assert lost(numbered(parts)) == {}


@pytest.mark.slow
@settings(max_examples=3000)
@given(pages)
def test_each_word_of_many_pages_is_there_or_told(parts: list[str]) -> None:
    assert lost(numbered(parts)) == {}
