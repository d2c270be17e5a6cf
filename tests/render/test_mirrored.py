"""Books of languages that are written from right to left."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.letters import with_letters
from studyguide.edge.pdf.make import make_pdf, stylesheet
from studyguide.edition import BOOK, EDITIONS
from studyguide.render.book.editions import render_edition
from studyguide.render.book.mirrored import mirrored
from studyguide.words import words_of
from studyguide.words.stylesheets import in_words
from tests.guides import rendered, tiny_guide

PAGE = """<html lang="ar" dir="rtl"><title>T</title><body>
<h1>Harbour</h1><p>Lamp</p><table><tr><td>one</td><td>two</td></tr></table>
<div class="sg-part"><p class="sg-label">Label</p><p>Words</p></div>"""
WORD = re.compile(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(\w+)<')
PAPER = 595.3
"""The width of A4 in points."""


@pytest.mark.parametrize(
    ("css", "turned"),
    [
        ("p { margin-left: 3mm }", "p { margin-right: 3mm }"),
        ("p { margin: 1mm 2mm 3mm -30mm }", "p { margin: 1mm -30mm 3mm 2mm}"),
        ("p { margin: 1mm 2mm 3mm }", "p { margin: 1mm 2mm 3mm }"),
        ("p { padding: 0 1mm 0 2mm !important; }", "p { padding: 0 2mm 0 1mm !important; }"),
        ("p { margin: 0 calc(1mm + 2mm) 0 0 }", "p { margin: 0 0 0 calc(1mm + 2mm)}"),
        ("@page { @top-left { text-align: left } }", "@page { @top-right { text-align: right } }"),
        (".sg-left { border-left: 0 }", ".sg-left { border-right: 0 }"),
        ('p::before { content: "left" } /* left */', 'p::before { content: "left" } /* left */'),
    ],
)
def test_what_stands_at_the_left_stands_at_the_right(css: str, turned: str) -> None:
    assert mirrored(css) == turned + "@page { direction: rtl }\n"


@pytest.mark.parametrize(
    ("language", "leftward"),
    [
        *((name, True) for name in ("ar", "he-IL", "fa", "pa-Arab", "ur-PK")),
        *((name, False) for name in ("en", "az-Latn-IR", "ks-Deva", "arn")),
    ],
)
def test_the_language_says_which_way_a_book_is_read(language: str, leftward: bool) -> None:
    texts = tiny_guide()
    texts = replace(
        texts, guide=(texts.guide or "").replace("language: en", f"language: {language}")
    )
    site = rendered(texts)
    assert site.guide.imprint.right_to_left is leftward
    for edition in EDITIONS:
        made = render_edition(site, edition)
        assert ('dir="rtl"' in made.html) is leftward


def places(html: str, css: str, folder: Path) -> dict[str, tuple[float, float]]:
    """From where to where each word of a page reaches."""
    made = make_pdf(Book("t.pdf", (html,), with_letters(css, html, []), {}), folder)
    assert made.problems == ()
    file = folder / "t.pdf"
    file.write_bytes(made.pdf or b"")
    said = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True)
    found = WORD.findall(said.stdout.decode())
    return {word: (float(left), float(right)) for left, right, word in found}


def test_a_page_is_the_mirror_image_of_one_that_is_read_the_other_way(tmp_path: Path) -> None:
    css = in_words(stylesheet(*BOOK), words_of("en", "film"))
    right = places(PAGE.replace(' dir="rtl"', ""), css, tmp_path / "a")
    left = places(PAGE, mirrored(css), tmp_path / "b")
    assert left.keys() == right.keys() >= {"Harbour", "Lamp", "one", "two", "Label", "Words"}
    for word, (start, end) in right.items():
        assert left[word][1] == pytest.approx(PAPER - start, abs=1.5), word
        assert left[word][0] == pytest.approx(PAPER - end, abs=1.5), word
    assert left["one"][0] > left["two"][1]
    assert left["Label"][0] > left["Words"][1]
