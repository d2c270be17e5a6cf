"""A book that is laid out in several gatherings is the same book as in one."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest

from studyguide.edge.pdf.book import Book, Made
from studyguide.edge.pdf.make import make_pdf, make_pdfs, stylesheet
from studyguide.edge.pdf.processes import Worker
from studyguide.edition import EDITIONS
from studyguide.render.book import chapters as render
from studyguide.words import words_of
from studyguide.words.stylesheets import in_words
from tests.guides import rendered, tiny_guide

TEACHER = next(edition for edition in EDITIONS if edition.answers and edition.audiences)
MANY = 2_000
"""Letters that a gathering holds in these tests."""


@dataclass(frozen=True)
class Facts:
    """What a reader's software finds in a PDF."""

    texts: list[str]
    labels: list[str]
    places: dict[str, int]
    """The page of each named place."""
    links: list[tuple[int, str]]
    """The page of each link, and where it leads."""
    outline: list[Any]
    tags: Counter[str]
    heads: list[tuple[str, list[str]]]
    """The words of each cell of a table, and of the heads that it names."""


def facts_of(file: Path) -> Facts:
    said = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    with pikepdf.open(file) as pdf:
        names: Any = list(pdf.Root.Names.Dests.Names)
        pages = [page.objgen for page in pdf.pages]
        structure = list(elements(pdf.Root.StructTreeRoot.K[0]))
        ids = {str(element.ID): element for element in structure if "/ID" in element}
        with pdf.open_outline() as outline:
            headings = [heading(item, pages) for item in outline.root]
        return Facts(
            said.stdout.decode().split("\f"),
            [str(label.P) for label in list(pdf.Root.PageLabels.Nums)[1::2]],
            {
                str(name): pages.index(to[0].objgen)
                for name, to in zip(names[::2], names[1::2], strict=True)
            },
            [link for number, page in enumerate(pdf.pages) for link in links(number, page)],
            headings,
            Counter(str(element.S) for element in structure),
            [
                (str(element.S), [str(ids[str(head)].S) for head in element.A.Headers])
                for element in structure
                if "/Headers" in element.get("/A", {})
            ],
        )


def elements(element: Any) -> Iterator[Any]:
    """A structure element and all inside it; each knows the one it stands in."""
    yield element
    for child in element.K:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            assert child.P.objgen == element.objgen
            yield from elements(child)


def heading(item: Any, pages: list[Any]) -> Any:
    place = pages.index(item.destination[0].objgen)
    return (str(item.title), place, [heading(child, pages) for child in item.children])


def links(number: int, page: Any) -> Iterator[tuple[int, str]]:
    for annotation in page.get("/Annots", ()):
        address = annotation.get("/Dest", annotation.get("/A", {}).get("/URI"))
        yield number, str(address)


def book_of(monkeypatch: pytest.MonkeyPatch, size: int) -> Book:
    """The teacher edition of the tiny guide, in gatherings of that size."""
    monkeypatch.setattr(render, "GATHERING", size)
    made = render.render_book(rendered(tiny_guide()), TEACHER)
    css = in_words(stylesheet(*TEACHER.stylesheets), words_of("en", "film"))
    return Book("light.pdf", made.gatherings, css, {}, made.front, made.index)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The book in one gathering, and in some."""
    folder = tmp_path_factory.mktemp("gatherings")
    with pytest.MonkeyPatch.context() as monkeypatch:
        one = book_of(monkeypatch, 10**9)
        many = replace(book_of(monkeypatch, MANY), name="many.pdf")
    assert len(one.gatherings) == 1
    assert len(many.gatherings) > 3
    made = make_pdfs([one, many], folder / "cache", lambda: None)
    assert [book.problems for book in made] == [(), ()]
    files = [folder / "one.pdf", folder / "many.pdf"]
    for file, book in zip(files, made, strict=True):
        file.write_bytes(book.pdf or b"")
    assert made[0].printed == made[1].printed
    return files[0], files[1]


def test_readers_find_the_same_book(both: tuple[Path, Path]) -> None:
    one, many = map(facts_of, both)
    assert many.texts == one.texts
    assert many.labels == one.labels
    assert many.outline == one.outline
    assert many.tags == one.tags
    assert many.heads == one.heads
    assert len(one.heads) > 5
    assert len(one.labels) > 20


def test_every_link_leads_to_the_same_page(both: tuple[Path, Path]) -> None:
    one, many = map(facts_of, both)
    assert many.places == one.places
    assert many.links == one.links
    crossing = [(here, one.places[to]) for here, to in one.links if to in one.places]
    assert len([1 for here, there in crossing if abs(here - there) > 5]) > 5
    assert not [to for _, to in many.links if to.startswith("guide-place:")]


def test_it_meets_pdf_ua_when_it_is_bound(both: tuple[Path, Path]) -> None:
    report = page_validation.validate_pdf(str(both[1]), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def two(last: str) -> Book:
    """A book of two gatherings, the second of which holds this."""
    begin = "<html lang='en'><title>The Light</title>"
    return Book("light.pdf", (f"{begin}<p>Ana waits.</p>", f"{begin}{last}"), "", {})


@pytest.mark.parametrize("at", [0, 1])
def test_a_problem_of_any_gathering_stops_the_book(tmp_path: Path, at: int) -> None:
    missing = two('<p><img src="guide-asset:boat.png" alt="The boat"></p>')
    gatherings = missing.gatherings[::-1] if at == 0 else missing.gatherings
    made = make_pdf(replace(missing, gatherings=gatherings), tmp_path)
    assert made.pdf is None
    assert [str(problem) for problem in made.problems] == [
        "light.pdf:1:1: error SG701: `guide-asset:boat.png` is not a file of the guide"
    ]


def test_what_all_gatherings_meet_is_told_once(tmp_path: Path) -> None:
    made = make_pdf(replace(two("<p>He waits.</p>"), css="p {colour:navy}"), tmp_path)
    assert [problem.code for problem in made.problems] == ["SG702"]


@pytest.fixture
def _first_process_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill the first process that this one begins, as soon as it has begun."""
    begin = Worker.start

    def begin_and_kill(process: Worker) -> None:
        begin(process)
        process.kill()
        monkeypatch.setattr(Worker, "start", begin)

    monkeypatch.setattr(Worker, "start", begin_and_kill)


@pytest.mark.usefixtures("_first_process_killed")
@pytest.mark.parametrize("books", [1, 2])
def test_a_process_that_is_killed_is_a_problem(tmp_path: Path, books: int) -> None:
    wanted = [replace(two("<p>He waits.</p>"), name=f"light-{at}.pdf") for at in range(books)]
    made: list[Made] = make_pdfs(wanted, tmp_path, lambda: None)
    assert [[str(problem) for problem in book.problems] for book in made] == [
        [
            "light-0.pdf:1:1: error SG704: a process that laid this PDF out came to a sudden end "
            "(was the memory used up? end other programs, or let guide.yml publish fewer editions)"
        ],
        *[[]] * (books - 1),
    ]
    assert make_pdf(wanted[0], tmp_path).problems == ()
