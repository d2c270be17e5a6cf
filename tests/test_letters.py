"""Letters of the world on paper: each has a face, or one message says what to install."""

from __future__ import annotations

import subprocess
from pathlib import Path

import fontpkg
import pytest

from studyguide.edge.pdf import letters
from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.fonts import fixed
from studyguide.edge.pdf.letters import font_problems, with_accents, with_letters, without_face
from studyguide.edge.pdf.make import make_pdf, stylesheet
from studyguide.edge.pdf.missing_letters import letter_problems, missing_problems
from studyguide.edition import BOOK
from studyguide.language.settings import parse_settings
from studyguide.model import Span
from studyguide.problems import Problem
from studyguide.words import words_of
from studyguide.words.stylesheets import in_words
from tests.guides import GUIDE_YML, SOURCES_YML, rendered, tiny_guide

CSS = in_words(stylesheet(*BOOK), words_of("en", "film"))
PLACE = Span("docs/guide.yml", 1, 1, 1)
SIZE = 100
"""Pixels of an em."""


def made(html: str, css: str, folder: Path) -> Path:
    """A PDF of one document."""
    text = f"<html lang=en><title>T</title><body>{html}"
    book = Book("t.pdf", (with_accents(text),), with_letters(css, html, []), {})
    result = make_pdf(book, folder / "cache")
    assert result.problems == ()
    (folder / "t.pdf").write_bytes(result.pdf or b"")
    return folder / "t.pdf"


def widths(words: list[str], element: str, folder: Path) -> list[int]:
    """How wide the ink of each word is, in pixels."""
    css = CSS + (
        "@page { size: 400px 300px; margin: 50px; @bottom-right { content: none } }"
        f"{element} {{ break-before: page; border: 0; margin: 0; font-size: {SIZE}px }}"
    )
    pdf = made("".join(f"<{element}>{word}</{element}>" for word in words), css, folder)
    command = ["pdftoppm", "-r", "96", "-gray", str(pdf), str(folder / "ink")]
    subprocess.run(command, check=True)
    return [ink_of(file) for file in sorted(folder.glob("ink-*.pgm"))]


def ink_of(picture: Path) -> int:
    """The columns from the first to the last that is dark."""
    _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    assert len(pixels) == width * height
    dark = [x for x in range(width) if min(pixels[x::width]) < 128]
    return max(dark) - min(dark) if dark else 0


@pytest.mark.parametrize("element", ["p", "h1", "h4", "pre"])
def test_an_accent_stands_over_its_letter(element: str, tmp_path: Path) -> None:
    accented = ["x̄", "p̂", "з\u0301", "ɔ̃", "ọ́", "Ẹ̀", "H̱", "n̈"]
    beside = "x\u02c9"
    *over, apart, plain = widths([*accented, beside, "x"], element, tmp_path)
    assert max(over) < 0.85 * SIZE
    assert apart > plain + 0.2 * SIZE


def test_only_letters_without_a_sign_of_their_own_are_marked() -> None:
    html = '<title>x\u0304</title><p id="x\u0304">e\u0301 x\u0304<svg><text>x\u0304</text></svg>'
    marked = '<span class="sg-accented">x\u0304</span>'
    assert with_accents(html) == html.replace("e\u0301 x\u0304", f"é {marked}")


def test_nothing_is_brought_where_our_own_faces_have_all() -> None:
    css = with_letters(CSS, "Ana’s été – “¿niño?”", ["fontpkg-noto-sans"])
    assert "guide-letters" not in css
    assert ", Letters" not in css


def test_one_face_sets_each_letter_and_is_cut_to_those() -> None:
    css = with_letters(CSS, "x\u0304 нос", [])
    assert css.count("font-family: Letters0;") == 4  # two weights, upright and italic
    assert "Letters1" not in css
    assert "/20-78-a0-304-" in css  # the letter under the mark comes along
    assert "font: 12pt/1.5 Text, Letters0;" in css


def test_a_package_is_asked_only_for_what_is_lacking() -> None:
    found = without_face(CSS, "Ana нос हिन्दी x̄ שלום", [])
    assert {chr(x) for x in found} == set("שלום")
    assert without_face(CSS, "Ana \u200d\ufe0f\u00ad\t", []) == frozenset()


def test_letters_without_a_font_are_one_problem_for_each_package() -> None:
    texts = {"docs/a.md": "# Ana\n\nשלום, 安娜 and 安", "docs/b.md": "娜 🚢"}
    missing = frozenset(map(ord, "安娜שלום🚢\U0010fffd"))
    said = [str(p) for p in missing_problems(missing, texts, ["fontpkg-amiri"], PLACE)]
    assert len(said) == 3
    han = next(line for line in said if "Han" in line)
    assert han.startswith(
        "docs/a.md:3:7: error SG707: the fonts of the PDF lack 2 letters of the script Han, such "
        "as `安` `娜`, at 4 places in 2 files"
    )
    assert "fonts: [fontpkg-amiri, manimgx-fonts-cjk]" in han
    assert any(line.startswith("docs/a.md:3:1:") and "manimgx-fonts]" in line for line in said)
    private = next(line for line in said if "U+10FFFD" in line)
    assert private.startswith("docs/guide.yml:1:1:")
    assert "write it in words" in private


def test_check_and_build_ask_the_machine_before_they_complain() -> None:
    site = rendered(tiny_guide({"zz.md": "# Odd\n\nA \U0010fffd and a नमस्ते.\n"}))
    texts = {"docs/zz.md": "# Odd\n\nA \U0010fffd and a नमस्ते.\n"}
    (problem,) = letter_problems(site.guide, site.html, texts)
    assert str(problem).startswith("docs/zz.md:3:3: error SG707: the fonts of the PDF have no ")
    hidden = rendered(tiny_guide({"zz.md": "# Odd\n\n![\U0010fffd](lamp.svg)\n"}))
    assert letter_problems(hidden.guide, hidden.html, texts) == []


def package(folder: Path, name: str, text: str) -> None:
    """A package that holds one font with some letters."""
    noto = fontpkg.path("noto-sans", 400, "normal", nearest=True).read_bytes()
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "RECORD").write_text(f"{name}/Some-Regular.ttf,,\n")
    (folder / name).mkdir()
    (folder / name / "Some-Regular.ttf").write_bytes(fixed(noto, 400, map(ord, text)))


def test_a_package_that_the_guide_names_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path, "harbour-fonts", "कखगघ нос")
    monkeypatch.syspath_prepend(str(tmp_path))
    css = with_letters(CSS, "कख нос", ["harbour-fonts"])
    assert "guide-letters:harbour-fonts/1.0/0/400/20-915-916" in css
    assert "guide-letters:fontpkg-noto-sans" in css  # Cyrillic stays in one face
    place = Span("docs/guide.yml", 19, 11, 19)
    assert list(font_problems([("harbour-fonts", place)])) == []
    (near,) = font_problems([("harbor-fonts", place)])
    assert str(near).startswith("docs/guide.yml:19:11: error SG508: no package `harbor-fonts`")
    assert "did you mean `harbour-fonts`" in near.hint
    (far,) = font_problems([("zzz-letters", place)])
    assert "pip install zzz-letters" in far.hint


def problems_with(field: str) -> list[Problem]:
    text = f"{GUIDE_YML}  fonts: {field}\n"
    return parse_settings(text, SOURCES_YML, "docs/guide.yml", "docs/sources.yml")[1]


def test_fonts_are_a_list_of_packages() -> None:
    assert problems_with("[fontpkg-amiri]") == []
    assert "takes a list of packages" in problems_with("fontpkg-amiri")[0].what
    assert "stands twice" in problems_with("[fontpkg-amiri, fontpkg-amiri]")[0].what


def test_families_of_a_package_have_a_plain_and_a_bold_face() -> None:
    (noto,) = letters.families("fontpkg-noto-sans")
    assert {(face.weight, face.italic) for face in noto.faces} == {
        (400, False),
        (400, True),
        (700, False),
        (700, True),
    }
    assert letters.families("mkdocs") == ()
