"""The PDFs of the real guide: whole, tagged, complete, and silent about what they must hide."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.whole.conftest import Built, of_editions
from tests.whole.guides import DOCS, ROOT, student_sources

HIDDEN_PARTS = {"answer", "look-for", "hint", "position", "follow-up", "sample", "rubric"}
"""Parts that the student edition leaves out."""
SECRET_KEYS = {
    "reason",
    "hints",
    "model_answer",
    "look_for",
    "positions",
    "follow_up",
    "sample",
    "rubric",
}
"""Keys of guide.json that the student edition must not print."""
PAGE_REFERENCE = re.compile(r"\(p\.\s*\d+(?:-T\d+)?\)")
SHORTEST_SECRET = 20
"""Letters; a shorter sentence, such as "Yes.", gives nothing away."""
EDGE = 12
"""Points at the edge of a sheet that many printers leave white; some 4 mm."""
SCRAP = 6
"""A last page of a chapter with fewer lines is paper lost."""
HEAD, FOOT = 50, 45
"""Points at the top and at the bottom of a sheet that the running head and the number take."""

every_edition = of_editions()
student_editions = of_editions(lambda edition: not edition.answers)
every_book = of_editions(lambda edition: bool(edition.audiences))
teacher_editions = of_editions(lambda edition: bool(edition.audiences) and edition.answers)


def tool(name: str, *arguments: str | Path) -> str:
    """What a command-line tool prints; the test is skipped where it is not installed."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([name, *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


def letters(text: str) -> str:
    """The letters alone: line ends, hyphens, ligatures and citation numbers make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalpha())


def _sheets(path: Path, order: list[str]) -> list[str]:
    return tool("pdftotext", *order, path, "-").split("\f")


class Printed:
    """The text of a PDF, in which sentences can be found across line and page ends."""

    def __init__(self, path: Path, pages: Container[int] | None = None) -> None:
        orders: tuple[list[str], ...] = (["-raw"], [])
        self._orders = [
            [
                letters(PAGE_REFERENCE.sub("", sheet))
                for number, sheet in enumerate(_sheets(path, order))
                if pages is None or number in pages
            ]
            for order in orders
        ]
        self._whole = ["".join(sheets) for sheets in self._orders]

    def holds(self, text: str) -> bool:
        """Whether these words are printed, running heads and page numbers aside."""
        wanted = letters(text)
        return any(wanted in whole for whole in self._whole) or any(
            self._breaks(wanted, before, after)
            for sheets in self._orders
            for before, after in pairwise(sheets)
        )

    @staticmethod
    def _breaks(wanted: str, before: str, after: str) -> bool:
        """Whether the words begin at the end of a sheet and go on at the top of the next."""
        foot, head = before[-len(wanted) - 200 :], after[: len(wanted) + 200]
        return any(wanted[:cut] in foot and wanted[cut:] in head for cut in range(1, len(wanted)))


@cache
def printed_in(path: Path) -> Printed:
    """The text of a PDF, read once."""
    return Printed(path)


@dataclass(frozen=True)
class Word:
    """A word of a PDF, and where it stands, in points from the left and from the top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page of a PDF."""

    width: float
    height: float
    words: tuple[Word, ...]

    def inside(self, left: float, bottom: float, right: float, top: float) -> str:
        """The words whose middle is in a box, which is measured from below as PDF does."""
        return " ".join(
            word.text
            for word in self.words
            if left <= (word.left + word.right) / 2 <= right
            and bottom <= self.height - (word.top + word.bottom) / 2 <= top
        )


PAGE_BOX = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD_BOX = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</word>'
)


@cache
def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """The pages of a PDF with their words."""
    return tuple(
        Sheet(float(width), float(height), tuple(_words(page)))
        for width, height, page in PAGE_BOX.findall(tool("pdftotext", "-bbox", path, "-"))
    )


def _words(page: str) -> Iterator[Word]:
    for left, top, right, bottom, text in WORD_BOX.findall(page):
        yield Word(unescape(text), float(left), float(top), float(right), float(bottom))


def labels_of(path: Path) -> list[str]:
    """What each page is called by readers of the PDF."""
    with pikepdf.open(path) as pdf:
        sheets: list[Any] = list(pdf.pages)
        return [str(sheet.label) for sheet in sheets]


def without_markdown(line: str) -> str:
    """The words of one line of Markdown."""
    line = re.sub(r"\[@[^\]]*\]|\{[ :.#][^}]*\}", "", line)
    line = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", line)
    line = re.sub(r"^\s*(?:[-*+]|\d+\.|>|#{1,6})\s+", "", line)
    return re.sub(r"[*_`]", "", line).strip()


ON_SCREENS = (
    re.compile(r"(?<=\{ \.sg-hero \}\n)\n*(?:[-*] .*\n)+"),
    re.compile(r"^#+ .*\n+(?=/// show \| downloads)", re.MULTILINE),
)
"""What stands on screens alone: the buttons under a hero, and the heading of the downloads."""


def student_lines(text: str) -> Iterator[str]:
    """The lines of a page's source that every reader sees, without its markup.

    Written apart from the compiler's own scanner, so that both must be wrong in the same way to
    agree on a wrong thing.
    """
    for only in ON_SCREENS:
        text = only.sub("", text)
    open_blocks: list[tuple[int, str]] = []
    options = False
    front_matter = text.startswith("---\n")
    for number, line in enumerate(text.split("\n")):
        if front_matter:
            front_matter = number == 0 or line != "---"
        elif match := re.match(r"^(/{3,})\s*(?:([\w-]+)\s*(?:\|\s*(.*))?)?$", line):
            slashes, name, title = len(match[1]), match[2], match[3]
            if name is None:
                open_blocks.pop()
            else:
                open_blocks.append((slashes, name))
                if title and name != "show" and not _hidden(open_blocks):
                    yield without_markdown(title)
            options = name is not None
        elif options and line.startswith("    "):
            pass
        else:
            options = False
            inside = [name for _, name in open_blocks]
            if line.strip() and "question" not in inside and not _hidden(open_blocks):
                yield without_markdown(line)


def _hidden(open_blocks: list[tuple[int, str]]) -> bool:
    return any(name in HIDDEN_PARTS for _, name in open_blocks)


def sentences(text: str) -> list[str]:
    """The sentences of a text; cut where one certainly ends."""
    return [piece.strip() for piece in re.split(r"(?<=[.?!])\s+(?=[^a-z])", text) if piece.strip()]


@every_edition
def test_it_is_a_tagged_document_in_a_language_with_a_title(built: Built, link_id: str) -> None:
    with pikepdf.open(built.pdf(link_id)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert built.data["work"]["title"] in str(pdf.docinfo["/Title"])
        with pdf.open_metadata() as metadata:
            assert built.data["work"]["title"] in str(metadata["dc:title"])
            assert str(metadata["pdfuaid:part"]) == "1"


@student_editions
def test_the_student_edition_is_a_book(built: Built, link_id: str) -> None:
    with pikepdf.open(built.pdf(link_id)) as pdf:
        assert len(pdf.pages) >= 30


@every_edition
def test_it_meets_pdf_ua(built: Built, link_id: str) -> None:
    report = page_validation.validate_pdf(str(built.pdf(link_id)), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant


@every_edition
def test_qpdf_finds_nothing_wrong(built: Built, link_id: str) -> None:
    said = tool("qpdf", "--check", built.pdf(link_id))
    assert "No syntax or stream encoding errors found" in said
    assert "warning" not in said.lower()


@every_edition
def test_every_font_is_embedded_as_a_subset(built: Built, link_id: str) -> None:
    head, _, *rows = tool("pdffonts", built.pdf(link_id)).rstrip("\n").split("\n")
    assert rows
    at = [head.index(f" {name} ") + 1 for name in ("emb", "sub", "uni")]
    flags = {row: [row[place : place + 3] for place in at] for row in rows}
    assert [row for row, found in flags.items() if found != ["yes", "yes", "yes"]] == []


@every_edition
def test_its_bookmarks_are_the_headings_of_the_book(built: Built, link_id: str) -> None:
    book = LexborHTMLParser(built.book(link_id))
    wanted = [
        (int((node.tag or "h0")[1]), " ".join(node.text().split()))
        for node in book.css("h1, h2, h3, h4, h5, h6")
    ]

    def walk(items: Any, depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, " ".join(str(item.title).split())
            yield from walk(item.children, depth + 1)

    with pikepdf.open(built.pdf(link_id)) as pdf, pdf.open_outline() as outline:
        found = list(walk(outline.root, 1))
    assert [title for _, title in found] == [title for _, title in wanted]
    assert found == wanted


@every_edition
def test_ids_of_the_book_stand_once_and_its_links_find_them(built: Built, link_id: str) -> None:
    book = LexborHTMLParser(built.book(link_id))
    ids = [node.attributes["id"] for node in book.css("[id]")]
    assert sorted({str(name) for name in ids if ids.count(name) > 1}) == []
    hrefs = {node.attributes["href"] or "" for node in book.css("a[href]")}
    inside = {href[1:] for href in hrefs if href.startswith("#")}
    assert sorted(inside - set(ids)) == []
    others = {href for href in hrefs if not href.startswith("#")}
    assert [href for href in others if not re.match(r"https?://|mailto:", href)] == []


@every_edition
def test_every_internal_link_of_the_pdf_has_a_destination(built: Built, link_id: str) -> None:
    lost, count = [], 0
    with pikepdf.open(built.pdf(link_id)) as pdf:
        names = set(pikepdf.NameTree(pdf.Root.Names.Dests)) if "/Names" in pdf.Root else set()
        for number, sheet in enumerate(pdf.pages, 1):
            for annotation in sheet.get("/Annots", pikepdf.Array()):
                if annotation.Subtype != pikepdf.Name.Link:
                    continue
                action = annotation.get("/A", pikepdf.Dictionary())
                target = annotation.get("/Dest", action.get("/D"))
                if target is None:
                    assert action.S == pikepdf.Name.URI, number
                    assert re.match(r"https?://|mailto:", str(action.URI)), number
                    continue
                count += 1
                if isinstance(target, pikepdf.String) and str(target) not in names:
                    lost.append(f"page {number}: {target}")
    assert lost == []
    assert count > 0


@student_editions
@pytest.mark.parametrize("src", student_sources())
def test_every_page_is_printed_to_its_last_sentence(built: Built, link_id: str, src: str) -> None:
    lines = list(student_lines((DOCS / src).read_text("utf-8")))
    found = [sentence for line in lines for sentence in sentences(line)]
    last = next(sentence for sentence in reversed(found) if sentence[-1] in ".?!")
    assert printed_in(built.pdf(link_id)).holds(last), last


@student_editions
@pytest.mark.parametrize("src", student_sources())
def test_every_paragraph_is_printed(built: Built, link_id: str, src: str) -> None:
    lines = student_lines((DOCS / src).read_text("utf-8"))
    ends = [sentences(line)[-1] for line in lines if "|" not in line and sentences(line)]
    assert [end for end in ends if not printed_in(built.pdf(link_id)).holds(end)] == []


@student_editions
def test_every_question_is_printed_with_its_options(built: Built, link_id: str) -> None:
    lost = [
        text
        for question in built.data["questions"]
        if question["quizzes"]
        for text in (question["stem"], *(option["text"] for option in question["options"]))
        if not printed_in(built.pdf(link_id)).holds(text)
    ]
    assert lost == []


@every_book
def test_every_source_is_printed(built: Built, link_id: str) -> None:
    lost = [
        s["title"]
        for s in built.data["sources"]
        if not printed_in(built.pdf(link_id)).holds(s["title"])
    ]
    assert lost == []


@every_edition
def test_no_word_leaves_its_page(built: Built, link_id: str) -> None:
    out = [
        (number, word.text)
        for number, sheet in enumerate(sheets_of(built.pdf(link_id)), 1)
        for word in sheet.words
        if min(word.left, word.top) < EDGE
        or word.right > sheet.width - EDGE
        or word.bottom > sheet.height - EDGE
    ]
    assert out == []


@student_editions
def test_no_chapter_ends_in_a_scrap_of_a_page(built: Built, link_id: str) -> None:
    """A question at the end may stand alone: the rest of its page is room to write."""
    chapters = LexborHTMLParser(built.book(link_id)).css("section.chapter")
    prose = {
        " ".join(chapter.css("h1")[0].text().split())
        for chapter in chapters
        if not chapter.css(".sg-lines")
    }
    with pikepdf.open(built.pdf(link_id)) as pdf, pdf.open_outline() as outline:
        items: list[Any] = list(outline.root)
        begin = [
            (" ".join(str(item.title).split()), pdf.pages.index(pikepdf.Page(item.destination[0])))
            for item in items
        ]
    sheets = sheets_of(built.pdf(link_id))
    ends = {
        title: _lines(sheets[following - 1])
        for (title, first), (_, following) in pairwise(begin)
        if title in prose and following - first > 1
    }
    assert len(ends) > 10
    assert {title: lines for title, lines in ends.items() if lines < SCRAP} == {}


def _lines(sheet: Sheet) -> int:
    """How many lines stand between the running head and the number at the foot."""
    inside = [w for w in sheet.words if w.top > HEAD and w.bottom < sheet.height - FOOT]
    return len({round(word.bottom) for word in inside})


@every_book
def test_each_page_is_called_by_the_number_printed_at_its_foot(built: Built, link_id: str) -> None:
    path = built.pdf(link_id)
    labels = labels_of(path)
    feet = [max(sheet.words, key=lambda word: word.top).text for sheet in sheets_of(path)]
    assert labels[0] == "Cover"
    assert labels[1:] == feet[1:]
    counted = [label for label in labels if label.isdecimal()]
    assert counted == [str(number) for number in range(1, len(counted) + 1)]
    assert len(set(labels)) == len(labels)


@every_book
def test_the_numbers_behind_links_are_those_of_their_pages(built: Built, link_id: str) -> None:
    path = built.pdf(link_id)
    labels, wrong, count = labels_of(path), [], 0
    for sheet, links in zip(sheets_of(path), _links(path), strict=True):
        for target, page, boxes in links:
            words = " ".join(sheet.inside(*box) for box in boxes)
            printed = re.search(r"(\d+(?:-T\d+)?)(?:–\d+)?\)?\W*$", words)
            if printed is None or "--source-" in target:
                continue
            count += 1
            if printed[1] != labels[page]:
                wrong.append((words, labels[page]))
    assert wrong == []
    assert count > 500


def _links(path: Path) -> Iterator[list[tuple[str, int, list[tuple[float, ...]]]]]:
    """For each page its links inside the book: name, page and boxes, of which a line has one."""
    with pikepdf.open(path) as pdf:
        index: dict[Any, int] = {sheet.objgen: number for number, sheet in enumerate(pdf.pages)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        for sheet in pdf.pages:
            found: list[tuple[str, int, list[tuple[float, ...]]]] = []
            for link in sheet.get("/Annots", pikepdf.Array()):
                target = link.get("/Dest", link.get("/A", pikepdf.Dictionary()).get("/D"))
                if not isinstance(target, pikepdf.String):
                    continue
                left, above, right, below = (float(number) for number in link.Rect)
                box = (left, min(above, below), right, max(above, below))
                if not found or found[-1][0] != str(target):
                    found.append((str(target), index[names[str(target)][0].objgen], []))
                found[-1][2].append(box)
            yield found


@teacher_editions
def test_the_students_pages_are_the_same_in_the_teacher_edition(built: Built, link_id: str) -> None:
    paths = built.pdf(link_id), built.pdf(link_id.replace("teacher", "student"))
    teachers, students = (
        dict(zip(labels_of(path), sheets_of(path), strict=True)) for path in paths
    )
    counted = [label for label in students if label.isdecimal()]
    assert counted == [label for label in teachers if label.isdecimal()]
    for label in counted:
        words = set(students[label].words)
        more = [word for word in teachers[label].words if word not in words]
        assert words <= set(teachers[label].words), label
        assert re.fullmatch(r"(Key \d+-T\d+ ?)*", " ".join(word.text for word in more)), label
    between = [label for label in teachers if "-T" in label]
    assert len(between) > 30
    assert [label for label in between if label.partition("-T")[0] not in counted] == []


@teacher_editions
def test_the_teacher_edition_holds_every_answer_on_the_teachers_pages(
    built: Built, link_id: str
) -> None:
    path = built.pdf(link_id)
    own = Printed(path, {n for n, label in enumerate(labels_of(path)) if "-T" in label})
    assert [secret for secret in sorted(secrets(built)) if not own.holds(secret[1])] == []


def secrets(built: Built) -> set[tuple[str, str]]:
    """Every sentence of a key, a reason or a model answer that no student text holds as well."""
    sources = (built.folder.docs / src for src in student_sources(built.folder.docs))
    shown = [line for path in sources for line in student_lines(path.read_text("utf-8"))]
    asked = built.data["questions"]
    shown += [text for q in asked for text in (q["stem"], *(o["text"] for o in q["options"]))]
    whole = letters(" ".join(shown))
    nodes = [*asked, *built.data.get("discussion", ()), *built.data.get("essays", ())]
    found = (
        (node["id"], letters(sentence))
        for node in nodes
        for text in _values(node, SECRET_KEYS)
        for sentence in sentences(text)
    )
    return {
        (name, secret)
        for name, secret in found
        if len(secret) >= SHORTEST_SECRET and secret not in whole
    }


def _values(value: object, keys: set[str], inside: bool = False) -> Iterator[str]:
    """Every text under one of these keys."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _values(item, keys, inside or key in keys)
    elif isinstance(value, list):
        for item in value:
            yield from _values(item, keys, inside)
    elif isinstance(value, str) and inside:
        yield value


def everything_in(path: Path) -> str:
    """The letters of every string and every text stream of a PDF that is not page content."""
    found: list[str] = []

    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, pikepdf.String | pikepdf.Name):
            yield str(value)
        elif isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            for key, item in value.items():
                if not getattr(item, "is_indirect", False):
                    yield str(key)
                    yield from strings(item)
        elif isinstance(value, pikepdf.Array):
            for item in value:
                if not getattr(item, "is_indirect", False):
                    yield from strings(item)

    with pikepdf.open(path) as pdf:
        for value in pdf.objects:
            found += strings(value)
            if isinstance(value, pikepdf.Stream) and value.get("/Type") in (
                pikepdf.Name.Metadata,
                pikepdf.Name.EmbeddedFile,
            ):
                found.append(value.read_bytes().decode("utf-8", "replace"))
    return letters(" ".join(found))


@student_editions
def test_the_student_edition_gives_no_answer_away(built: Built, link_id: str) -> None:
    hidden = secrets(built)
    assert len(hidden) >= len(built.data["questions"])
    path = built.pdf(link_id)
    texts = {
        "text": letters(tool("pdftotext", path, "-")),
        "text in the order of the file": letters(tool("pdftotext", "-raw", path, "-")),
        "strings": everything_in(path),
        "HTML": letters(built.book(link_id)),
    }
    told = [
        f"{where}: {name}: {secret}"
        for where, text in texts.items()
        for name, secret in hidden
        if secret in text
    ]
    assert told == []


@student_editions
def test_the_student_edition_marks_no_option(built: Built, link_id: str) -> None:
    book = LexborHTMLParser(built.book(link_id))
    marks = {
        (node.attributes.get("class"), tuple(sorted(set(node.attributes) - {"id", "class"})))
        for node in book.css(".sg-options > li")
    }
    assert len(marks) == 1, "right and wrong options must look alike"
    classes = {
        name for node in book.css("[class]") for name in (node.attributes["class"] or "").split()
    }
    assert classes & {"sg-right", "sg-wrong", "sg-correct", "sg-answer", "sg-reasons"} == set()
    assert not re.search(r"\[[xX]\]", built.book(link_id))


@every_edition
def test_it_carries_and_calls_nothing_else(built: Built, link_id: str) -> None:
    with pikepdf.open(built.pdf(link_id)) as pdf:
        assert not pdf.attachments
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root
        kinds = {
            str(value.S)
            for value in pdf.objects
            if isinstance(value, pikepdf.Dictionary) and "/S" in value and "/URI" in value
        }
        assert kinds <= {"/URI"}
        calls = ("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData")
        assert not [
            value
            for value in pdf.objects
            if isinstance(value, pikepdf.Dictionary) and str(value.get("/S", "")) in calls
        ]
        assert not [v for v in pdf.objects if isinstance(v, pikepdf.Dictionary) and "/EF" in v]


@every_edition
def test_it_names_no_place_on_this_machine(built: Built, link_id: str, tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    tool("qpdf", "--qdf", "--object-streams=disable", built.pdf(link_id), plain)
    raw = plain.read_bytes()
    for word in (str(built.folder.path), str(ROOT), "guide-asset", "guide-font", "file://"):
        assert word.encode() not in raw


@every_edition
def test_it_links_only_to_hosts_of_the_sources(built: Built, link_id: str) -> None:
    book = LexborHTMLParser(built.book(link_id))
    known = {source["link"] for source in built.data["sources"]}
    texts = "".join(path.read_text("utf-8") for path in built.folder.docs.rglob("*.md"))
    hrefs = {node.attributes["href"] or "" for node in book.css('a[href^="http"]')}
    assert [href for href in hrefs if href not in known and href not in texts] == []
    assert not book.css("script, iframe, object, embed, audio, video, link")
    for node in book.css("[src]"):
        assert re.match(r"guide-asset:|data:", node.attributes["src"] or "")
