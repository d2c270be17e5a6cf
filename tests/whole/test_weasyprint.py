"""Another WeasyPrint makes a right book, or one problem says what to do."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydyf
import pytest
import weasyprint
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.boxes import BlockBox, Box, TextBox
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from studyguide.edge.pdf import make, weasyprint_70
from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.make import make_pdf
from studyguide.edge.pdf.weasyprint_70 import left_off, references_listed_once, whole_lines

CSS = """
@page { @bottom-right { content: counter(page) } }
section { break-before: page }
a::after { content: " (p. " "000)" }
"""
HTML = """<html lang="en"><title>The Light</title><h1 id="light">The light</h1>
<p><a href="#boat">The boat</a> comes, says the log of 5000 days, 000 of them calm.</p>
<section id="boat"><h2>The boat</h2><p><a href="#light">The light</a> shines.</p></section>"""
BOOK = Book("light.pdf", (HTML,), CSS, {})
Take = Callable[[pytest.MonkeyPatch], None]


def words_of(pdf: bytes) -> str:
    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", said.stdout.decode()).strip()


RIGHT = (
    "The light The boat (p. 2) comes, says the log of 5000 days, 000 of them calm. 1 "
    "The boat The light (p. 1) shines. 2"
)


def test_the_book_as_it_is(tmp_path: Path) -> None:
    made = make_pdf(BOOK, tmp_path)
    assert made.problems == ()
    assert words_of(made.pdf or b"") == RIGHT
    assert left_off() == ()


def without(thing: Any, name: str) -> Take:
    return lambda monkeypatch: monkeypatch.delattr(thing, name)


def instance_without(kind: type, name: str) -> Take:
    """Let what is set on instances stand there under another name."""

    def take(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            kind,
            name,
            property(
                lambda thing: object.__getattribute__(thing, "__dict__")[f"{name}_"],
                lambda thing, value: thing.__dict__.__setitem__(f"{name}_", value),
            ),
            raising=False,
        )
        real: Any = kind.__getattribute__

        def get(thing: Any, wanted: str) -> Any:
            if wanted == name and _asked_by_us():
                raise AttributeError(f"{kind.__name__!r} object has no attribute {name!r}")
            return real(thing, wanted)

        monkeypatch.setattr(kind, "__getattribute__", get)

    return take


def _asked_by_us() -> bool:
    """Whether the code that looks a name up is the compiler's own."""
    frame = sys._getframe(2)
    return "studyguide" in frame.f_globals.get("__name__", "")


def renamed_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name an element that a stylesheet makes in another way."""
    begin: Any = Box.__init__

    def other(box: Any, tag: str, *others: Any) -> None:
        begin(box, tag.replace("::after", ":after") if tag else tag, *others)

    monkeypatch.setattr(Box, "__init__", other)


def renamed_margins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint_70, "FEET", {"ltr": "bottom-right"})


NEEDED: dict[str, Take] = {
    "Page._page_box": instance_without(Page, "_page_box"),
    "Page.__init__": lambda monkeypatch: monkeypatch.setattr(
        Page, "__init__", lambda *_: (_ for _ in ()).throw(TypeError("one more argument"))
    ),
    "Box.descendants": instance_without(Box, "descendants"),
    "Box.children": instance_without(boxes.ParentBox, "children"),
    "Box.translate": instance_without(Box, "translate"),
    "Box.element": instance_without(Box, "element"),
    "Box.element_tag": instance_without(Box, "element_tag"),
    "Box.position_x": instance_without(Box, "position_x"),
    "Box.width": instance_without(Box, "width"),
    "TextBox.text": instance_without(TextBox, "text"),
    "TextBox.pango_layout": instance_without(TextBox, "pango_layout"),
    "the name of a::after": renamed_elements,
    "the name of a margin": renamed_margins,
    "boxes.LineBox": without(boxes, "LineBox"),
    "boxes.InlineBox": without(boxes, "InlineBox"),
    "boxes.TextBox": without(boxes, "TextBox"),
    "MarginBox.at_keyword": instance_without(boxes.MarginBox, "at_keyword"),
    "Layout.reactivate": without(Layout, "reactivate"),
    "Layout.get_first_line": without(Layout, "get_first_line"),
    "line_size": without(line_break, "line_size"),
}


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_needed_and_gone_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with monkeypatch.context() as patch:
        NEEDED[name](patch)
        made = make_pdf(BOOK, tmp_path)
    assert made.pdf is None
    (problem,) = made.problems
    said = str(problem)
    assert said.startswith("light.pdf:1:1: error SG705: WeasyPrint 70.0 is not known: ")
    assert said.endswith(
        "(install the version that this program was made with: pip install 'weasyprint>=70,<71')"
    )


class Listing:
    """What pydyf has, and not as the property that it is."""

    def __init__(self, made: property) -> None:
        self._made = made

    def __get__(self, pdf: Any, _: type) -> Any:
        return self if pdf is None or self._made.fget is None else self._made.fget(pdf)


def other_listing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pydyf.PDF, "page_references", Listing(pydyf.PDF.page_references))


def other_split(monkeypatch: pytest.MonkeyPatch) -> None:
    split = inline.split_first_line
    monkeypatch.setattr(
        inline, "split_first_line", lambda *words, **options: split(*words, **options)
    )


@pytest.mark.parametrize(
    ("change", "purpose"),
    [
        (other_listing, "books in the shortest time"),
        (other_split, "lines that end where they could"),
    ],
)
def test_what_is_only_better_is_left_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Take, purpose: str
) -> None:
    change(monkeypatch)
    assert left_off() == (purpose,)
    made = make_pdf(BOOK, tmp_path)
    assert made.problems == ()
    assert words_of(made.pdf or b"") == RIGHT


def test_without_their_names_the_mends_have_no_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pydyf.PDF, "page_references")
    monkeypatch.delattr(inline, "split_first_line")
    assert len(left_off()) == 2


class TestEvenIfTheSampleWasRight:
    """What went wrong in a book itself."""

    @pytest.fixture(autouse=True)
    def _sample(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(make, "cannot_start", lambda _: None)

    def test_room_that_stays_is_a_problem(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(weasyprint_70, "AFTER", "a:after")
        assert [str(problem) for problem in make_pdf(BOOK, tmp_path).problems] == [
            "light.pdf:1:1: error SG706: the number behind a link to `#boat` was not written"
        ]

    def test_pages_without_numbers_are_a_problem(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(weasyprint_70, "FEET", {"ltr": "@bottom"})
        assert [str(problem) for problem in make_pdf(BOOK, tmp_path).problems] == [
            "light.pdf:1:1: error SG706: the place `boat` stands on no page with a number"
        ]

    def test_a_name_that_is_gone_is_a_problem(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.delattr(Page, "_page_box", raising=False)
            NEEDED["Page._page_box"](patch)
            made = make_pdf(BOOK, tmp_path)
        assert [problem.code for problem in made.problems] == ["SG705"]


def test_page_references_are_listed_once_and_anew_for_another_page() -> None:
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    before = pdf.page_references
    with references_listed_once():
        assert pdf.page_references == before
        assert pdf.page_references is pdf.page_references
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        after = pdf.page_references
        assert len(after) == 2
    assert pdf.page_references == after
    assert pdf.page_references is not after


def first_lines(html: str) -> list[str]:
    """The text of the first line of each paragraph, as WeasyPrint lays it out."""
    document = weasyprint.HTML(string=html).render()
    found = [box for page in document.pages for box in page._page_box.descendants()]
    paragraphs = [b for b in found if isinstance(b, BlockBox) and b.element_tag == "p"]
    return [
        "".join(box.text for box in line.descendants() if isinstance(box, TextBox))
        for line in (paragraph.children[0] for paragraph in paragraphs)
    ]


def test_a_line_whose_last_space_does_not_fit_stays_whole() -> None:
    words = "What can a good mentor do"
    html = "<style>@page { size: 500px 60000px }</style>" + "".join(
        f'<p style="width: {width / 4}px">{words} <b>for&nbsp;you</b></p>'
        for width in range(600, 1400)
    )
    narrow = {"What can a good", "What can a good mentor"}
    known = {*narrow, words, f"{words} for\xa0you"}
    assert {line.rstrip() for line in first_lines(html)} >= known | {"What"}, "mended elsewhere"
    with whole_lines():
        assert {line.rstrip() for line in first_lines(html)} == known
