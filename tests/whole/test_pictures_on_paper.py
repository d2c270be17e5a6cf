"""The pictures in a book: long ones on sheets on their side, no glyph outside, PDF/UA."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.make import make_pdf, stylesheet
from studyguide.edition import EDITIONS
from studyguide.language.kinds import KINDS
from studyguide.render.book.editions import render_edition
from studyguide.words.stylesheets import in_words
from tests.guides import rendered, tiny_guide

SHOWN = ("theme-map", "character-map", "verdict-overview")
PAGE = "# Pictures\n\n" + "\n\n".join(f"/// show | {name}\n///" for name in SHOWN)
LANES = "# Lanes\n\nTwo lanes.\n\n## Both lanes at once\n\n/// show | timeline\n///\n"
MANY = "# Moments\n\n" + "\n".join(
    KINDS["moment"].example.replace("m-letter", f"m-{year}").replace("1912", str(year))
    for year in range(1912, 1917)
)
STUDENT = {edition.link_id: edition for edition in EDITIONS}
SIZES = {"student-a4": (842, 595), "student-letter": (792, 612)}


LARGE = "student-large-print-a4"
OTHERS = (
    pytest.param("student-letter", marks=pytest.mark.slow),
    pytest.param(LARGE, marks=pytest.mark.slow),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture
def laid_out(folder: Path) -> Callable[[str], Path]:
    """Lay out the pictures of a small guide in one edition, once."""

    def lay_out(name: str) -> Path:
        file = folder / f"{name}.pdf"
        if not file.exists():
            file.write_bytes(_pdf(name, folder))
        return file

    return lay_out


def _pdf(name: str, folder: Path) -> bytes:
    edition = STUDENT[name]
    site = rendered(tiny_guide({"pictures.md": PAGE, "lanes.md": LANES, "moment.md": MANY}))
    book = render_edition(site, edition)
    front = re.sub("<nav.*?</nav>", "", book.front, flags=re.DOTALL)
    head, *chapters = re.split(r'(?=<section class="chapter)', "".join(book.gatherings))
    chosen = [text for text in chapters if re.search('chapter-(pictures|lanes)"', text)]
    html = head + "".join(chosen)
    html = re.sub(r'<a [^>]*href="#[^"]*"[^>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL)
    styles = in_words(stylesheet(*edition.stylesheets), site.words)
    made = make_pdf(Book(name, (f"{html}</body></html>",), styles, {}, front), folder / "cache")
    assert made.problems == ()
    return made.pdf or b""


def pages_of(file: Path) -> list[tuple[int, int, str]]:
    """Width, height and text of each page."""
    with pikepdf.open(file) as pdf:
        boxes = [[float(number) for number in page.mediabox] for page in pdf.pages]
    said = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    texts = said.stdout.decode().split("\f")
    return [(round(box[2]), round(box[3]), text) for box, text in zip(boxes, texts, strict=False)]


@pytest.mark.parametrize("name", ["student-a4", OTHERS[0]])
def test_the_timeline_lies_on_a_sheet_on_its_side(
    laid_out: Callable[[str], Path], name: str
) -> None:
    wide = [(w, h, text) for w, h, text in pages_of(laid_out(name)) if w > h]
    assert {(w, h) for w, h, _ in wide} == {SIZES[name]}
    assert "Both lanes at once" in wide[0][2]
    assert "Ana finds the letter" in re.sub(r"\s+", " ", wide[0][2])
    upright = [text for w, h, text in pages_of(laid_out(name)) if w < h]
    assert not any("Both lanes at once" in text for text in upright)


@pytest.mark.slow
def test_large_print_keeps_its_sheets_upright(laid_out: Callable[[str], Path]) -> None:
    assert all(w < h for w, h, _ in pages_of(laid_out(LARGE)))


def test_the_pages_of_pictures_are_numbered_like_all_others(
    laid_out: Callable[[str], Path],
) -> None:
    numbers = [text.split()[-1] for _, _, text in pages_of(laid_out("student-a4")) if text.strip()]
    counted = [int(number) for number in numbers if number.isdigit()]
    assert counted == list(range(1, len(counted) + 1))
    assert len(counted) >= 3


@pytest.mark.parametrize("name", ["student-a4", *OTHERS])
def test_the_pictures_meet_pdf_ua(laid_out: Callable[[str], Path], name: str) -> None:
    report = page_validation.validate_pdf(str(laid_out(name)), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
