"""The quizzes as Word documents: what is in them, who may see it, and what Word needs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any
from zipfile import ZipFile
from zlib import compress, crc32

import pytest
from docx import Document
from docx.oxml.ns import qn

from studyguide.export.runs import CODE, ITALIC, Run, paragraphs
from studyguide.export.word_sheets import STUDENT_SHEETS, TEACHER_SHEETS, word_sheets
from studyguide.render.site import Site
from tests.guides import GUIDE_YML, compiled, rendered, tiny_guide

LISTED = ("q-boat", "q-pairs", "q-steps", "q-gap", "q-open", "q-code")
QUESTIONS = """\
# Questions

/// quiz | All kinds & more
    id: all-kinds
    questions: [q-boat, q-pairs, q-steps, q-gap, q-open, q-code]

Read *slowly*.
///

/// question | Which boat is on ![a grey boat](lamp.png)?
    id: q-boat
    kind: choice
    level: recall
    about: work

- [x] the *grey* one
    > REASON grey.
- [ ] the <span lang="es">rojo</span> one
    > REASON red.
- [ ] none < two
    > REASON none.

//// hint
REASON for a hint.
////
///

/// question | Match.
    id: q-pairs
    kind: match
    level: recall
    about: work

- light = lamp
    > REASON one.
- water = sea
    > REASON two.
- wood = boat
    > REASON three.
///

/// question | Put in order.
    id: q-steps
    kind: order
    level: recall
    about: work

1. She wakes
    > REASON wakes.
2. She reads
    > REASON reads.
3. She sleeps
    > REASON sleeps.
///

/// question | The ___ burns.
    id: q-gap
    kind: blank
    level: recall
    about: work

- SOLUTION / SOLUTION-TOO
    > REASON lamp.
///

/// question | Why?
    id: q-open
    kind: short
    level: apply
    about: work
    lines: 3

//// answer
REASON in short.
////

//// look-for
- REASON to look for.
////
///

/// question | What is $\\frac{1}{2}$ in `code`?
    id: q-code
    kind: choice
    level: recall
    about: work

- [x] 0.5
    > REASON half.
- [ ] 1.5
    > REASON more.
- [ ] 2.5
    > REASON most.
///
"""


def picture() -> bytes:
    """A grey PNG of 900 by 2 dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

    head = pack(">IIBBBBB", 900, 2, 8, 0, 0, 0, 0)
    rows = compress((b"\0" + b"\x80" * 900) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def site(**files: bytes) -> Site:
    texts = replace(
        tiny_guide({"questions.md": QUESTIONS}), guide=GUIDE_YML.replace(": en", ": en-AU")
    )
    made = rendered(texts)
    quizzes = tuple(q for q in made.guide.quizzes if q.id == "all-kinds")
    assert [q.id for q in made.questions_of(quizzes[0])] == list(LISTED)
    return replace(made, files={"lamp.png": files.get("png", picture())})


def opened(keyed: bool, **files: bytes) -> Any:
    """The document, opened again."""
    return Document(BytesIO(word_sheets(site(**files), keyed)))


def outline(document: Any) -> Iterator[tuple[str, str]]:
    for paragraph in document.paragraphs:
        yield paragraph.style.name, paragraph.text


def test_students_see_no_key_and_no_reason() -> None:
    with ZipFile(BytesIO(word_sheets(site(), keyed=False))) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("latin-1")
    for told in ("REASON", "SOLUTION", "Answer", "(right)", "Key:"):
        assert told not in everything
    assert "grey" in everything


def test_teachers_see_them_all() -> None:
    document = opened(keyed=True)
    text = "\n".join(text for _, text in outline(document))
    assert text.count("REASON") >= QUESTIONS.count("REASON")
    assert "SOLUTION / SOLUTION-TOO: REASON lamp." in text
    assert ("Normal", "Model answer: REASON in short.") in list(outline(document))
    assert ("List Bullet", "REASON to look for.") in list(outline(document))
    (right,) = (text for text in text.splitlines() if "REASON grey." in text)
    letter = right[0]
    assert right == f"{letter}. the grey one (right): REASON grey."
    assert f"Key: 1 {letter}; 2 " in text
    assert "; 4 SOLUTION; 5 open; 6 A" in text
    assert "Name:" not in text


def test_headings_are_headings_and_each_quiz_has_a_page() -> None:
    document = opened(keyed=False)
    heads = [
        (style, text) for style, text in outline(document) if "ing" in style or style == "Title"
    ]
    assert heads[0] == ("Title", "The Lighthouse: quizzes")
    assert ("Heading 1", "All kinds & more") in heads
    assert heads.count(("Heading 2", "Question 1")) == heads_of_first_level(heads)
    breaks = [
        bool(p.paragraph_format.page_break_before)
        for p in document.paragraphs
        if p.style.name == "Heading 1"
    ]
    assert breaks == [False] + [True] * (len(breaks) - 1)


def heads_of_first_level(heads: list[tuple[str, str]]) -> int:
    return sum(style == "Heading 1" for style, _ in heads)


def test_letters_start_anew_in_lists_of_their_own() -> None:
    document = opened(keyed=False)
    numbering = document.part.numbering_part.element
    children = [child.tag for child in numbering]
    assert children == sorted(children, key=lambda tag: tag == qn("w:num"))
    lists: dict[int, list[str]] = {}
    for paragraph in document.paragraphs:
        numbered = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        if numbered is not None:
            lists.setdefault(numbered.numId.val, []).append(paragraph.text)
    assert ["0.5", "1.5", "2.5"] in lists.values()
    assert sorted(map(len, lists.values()))[-3:] == [3, 3, 3]
    abstracts = {}
    for entry in numbering.findall(qn("w:num")):
        abstracts[int(entry.get(qn("w:numId")))] = entry[0].get(qn("w:val"))
    assert len({abstracts[number] for number in lists}) == len(lists)


def test_a_table_to_match_has_a_head_and_room() -> None:
    for keyed, heads in ((False, ["Letter", "Number", "To match"]), (True, ["Number", "To match"])):
        tables = opened(keyed).tables
        table = tables[-1]
        assert [cell.text for cell in table.rows[0].cells] == heads
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table.rows[1]._tr.trPr is None
        assert {cell.text[3:] for cell in table.columns[-1].cells[1:]} == {"lamp", "sea", "boat"}
        assert [cell.text[:2] for cell in table.columns[-2].cells[1:]] == ["1.", "2.", "3."]


def test_there_is_room_to_write_on_the_sheets_only() -> None:
    lines = [
        sum(p._p.pPr is not None and p._p.pPr.find(qn("w:pBdr")) is not None for p in d.paragraphs)
        for d in (opened(keyed=False), opened(keyed=True))
    ]
    assert lines == [3 + 4, 0]  # and the open question of the tiny guide
    text = "\n".join(text for _, text in outline(opened(keyed=False)))
    assert "The ________________ burns." in text
    assert "Letters in order:   1 ____   2 ____   3 ____" in text


def test_a_formula_is_its_latex_and_code_is_told_apart() -> None:
    (stem,) = (p for p in opened(keyed=False).paragraphs if p.text.startswith("What is"))
    assert stem.text == r"What is \frac{1}{2} in code?"
    assert [run.text for run in stem.runs if run.font.name == "Courier New"] == [
        r"\frac{1}{2}",
        "code",
    ]


def test_a_picture_has_its_words_and_fits_the_page() -> None:
    (shape,) = opened(keyed=False).inline_shapes
    assert shape._inline.docPr.get("descr") == "a grey boat"
    assert shape.width.inches == pytest.approx(6)
    document = opened(keyed=False, png=b"no picture")
    assert len(document.inline_shapes) == 0
    assert ("Normal", "Which boat is on [Picture: a grey boat]?") in list(outline(document))


def test_the_language_is_told() -> None:
    document = opened(keyed=False)
    assert document.core_properties.language == "en-AU"
    told = document.styles.element.iter(qn("w:lang"))
    assert {node.get(qn("w:val")) for node in told} == {"en-AU"}
    spoken = [run for p in document.paragraphs for run in p.runs if run.text == "rojo"]
    assert [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in spoken] == ["es"]


def test_the_same_guide_gives_the_same_bytes_without_a_date() -> None:
    made = word_sheets(site(), keyed=True)
    assert made == word_sheets(site(), keyed=True)
    with ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode()
    assert names[0] == "[Content_Types].xml"
    assert not [name for name in names if "Effects" in name or "thumb" in name or "custom" in name]
    assert "dcterms:" not in core.replace("xmlns:dcterms", "")
    assert "python" not in core


def test_a_guide_without_quizzes_has_no_sheets_by_default() -> None:
    guide = compiled(tiny_guide()).guide
    bare = replace(guide, pages=tuple(p for p in guide.pages if p.src == "index.md"))
    for row in (STUDENT_SHEETS, TEACHER_SHEETS):
        assert row.fits(guide)
        assert not row.fits(bare)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("openxml_audit") is None, reason="openxml-audit is not installed")
@pytest.mark.parametrize("keyed", [False, True])
def test_a_validator_of_office_files_finds_nothing(keyed: bool, tmp_path: Path) -> None:
    file = tmp_path / "sheets.docx"
    file.write_bytes(word_sheets(site(), keyed))
    command = Path(sys.executable).parent / "openxml-audit"
    done = subprocess.run([command, file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("a  <em>b</em>\n c", ["a b c"]),
        ("<p>a</p>\n<p> b </p>", ["a", "b"]),
        ("<ul><li>a</li><li><p>b</p></li></ul>", ["a", "b"]),
        ("<pre><code>a\n  b\n</code></pre>", ["a\n  b"]),
        ("a<br>b", ["a\nb"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a\tb"]),
        ('a <sg-cite data-ids="x">x</sg-cite>.', ["a."]),
        ("a&#1;b", ["ab"]),
        (" <p> </p> ", []),
    ],
)
def test_html_becomes_paragraphs(html: str, texts: list[str]) -> None:
    assert ["".join(run.text for run in p.runs) for p in paragraphs(html)] == texts


def test_runs_keep_how_they_look() -> None:
    (paragraph,) = paragraphs('a <em>b<code>c</code></em> <img src="guide:/x.png" alt="d">')
    assert paragraph.runs == [
        Run("a "),
        Run("b", frozenset({ITALIC})),
        Run("c", frozenset({ITALIC, CODE})),
        Run(" "),
        Run("d", picture="x.png"),
    ]
