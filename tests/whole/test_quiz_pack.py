"""The quiz pack, read from its PDF: sheets give nothing away, and every key fits its sheet.

That it meets PDF/UA, and that two builds give the same bytes, is tested with the other editions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf

from tests.whole.conftest import Built, of_editions
from tests.whole.test_pdf import SECRET_KEYS, SHORTEST_SECRET, Printed, letters, sentences, tool

FOOT = re.compile(
    r"Form (?P<form>[A-C]) · seed (?P<seed>\S+)\s+Page (?P<page>\d+) of (?P<pages>\d+)"
)
PACK_PAGE = re.compile(r"pack page (\d+)\s*$")
LABELS = "ABCDEFGH"
MARKS = re.compile(r"[✓✔✗✘☑☒●■]|\b(?:right|wrong|correct)\b", re.IGNORECASE)

every_pack = of_editions(lambda edition: edition.id == "quiz-pack")


@dataclass(frozen=True)
class Asked:
    """One question as it stands on a sheet."""

    number: int
    lines: tuple[str, ...]
    """Its stem and what it is answered with, as lines of text."""

    def labelled(self, names: str) -> dict[str, str]:
        """The lines under labels that come in this order, each with what it runs on to."""
        found: dict[str, str] = {}
        wanted = list(names)
        for line in self.lines:
            label, _, text = line.partition(" ")
            if wanted and label == wanted[0]:
                found[wanted.pop(0)] = text
            elif found and not line.startswith("Letters in order"):
                found[list(found)[-1]] += f" {line}"
        assert not wanted, (self.number, wanted, self.lines)
        return {label: letters_and_digits(text) for label, text in found.items()}


@dataclass(frozen=True)
class Paper:
    """One form of a quiz, read from its pages."""

    seed: str
    form: str
    asked: tuple[Asked, ...]


def letters_and_digits(text: str) -> str:
    """What makes two texts the same, whatever the line ends, dashes and quotes."""
    return "".join(char for char in text.casefold() if char.isalnum())


@lru_cache(maxsize=8)
def pages_of(path: Path) -> tuple[str, ...]:
    """The text of each page, in the order in which the file tells it."""
    return tuple(tool("pdftotext", "-raw", path, "-").split("\f")[:-1])


def sheets_of(path: Path) -> tuple[str, ...]:
    """The pages before the one that says that keys are not for copying, but for the first."""
    pages = pages_of(path)
    end = next(n for n, text in enumerate(pages) if text.startswith("Keys: not for copying"))
    return pages[1:end]


def papers_of(path: Path) -> dict[tuple[str, str], Paper]:
    """Every form of every quiz, by its seed and its letter."""
    texts: dict[tuple[str, str], list[str]] = {}
    for text in sheets_of(path):
        foot = FOOT.search(" ".join(text.split("\n")[-6:]))
        assert foot, text
        name = (foot["seed"], foot["form"])
        texts.setdefault(name, []).append(text)
        assert int(foot["page"]) == len(texts[name])
    return {name: Paper(*name, tuple(_asked("\n".join(text)))) for name, text in texts.items()}


def _asked(text: str) -> Iterator[Asked]:
    lines = [line for line in text.split("\n") if not _is_foot(line)]
    starts: list[int] = []
    for place, line in enumerate(lines):
        if line.startswith(f"{len(starts) + 1}. "):
            starts.append(place)
    for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), 1):
        told = "\n".join(lines[start:end]).replace("\nA True B False", "\nA True\nB False")
        yield Asked(number, tuple(told.strip().split("\n")))


def _is_foot(line: str) -> bool:
    """Whether a line stands at the head or the foot of a sheet."""
    at = r"Form [A-C] · seed|Page \d+ of \d+|pack page \d+|.*, form [A-C]\. Name:$"
    return bool(re.match(at, line))


def keys_of(path: Path) -> dict[tuple[str, str], dict[int, str]]:
    """For each quiz, by its title, and each form the answers that its key lists."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for text in pages_of(path):
        title = re.match(r"(?P<title>.*) – key\n", text)
        if title is None:
            continue
        lines = re.findall(
            r"^Form ([A-C]): (.*?)(?=^Form [A-C]:|^A Answer A)", text, re.MULTILINE | re.DOTALL
        )
        for form, answers in lines:
            entries = " ".join(answers.split()).split(" · ")
            pairs = (entry.partition(" ") for entry in entries)
            found[title["title"], form] = {int(number): told for number, _, told in pairs}
    return found


def rows_of(path: Path, title: str) -> list[tuple[str, str, str, str]]:
    """The rows of a quiz's key: number and answer on form A, number and answer on form B."""
    boxes = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>')
    rows: list[tuple[list[str], list[str], list[str], list[str]]] = []
    first = next(n for n, t in enumerate(pages_of(path), 1) if t.startswith(f"{title} – key\n"))
    more = pages_of(path)[first].startswith("A Answer A")
    last = first + 1 if more else first
    told = tool("pdftotext", "-bbox", "-f", str(first), "-l", str(last), path, "-")
    for sheet in told.split("<page ")[1:]:
        words = [(float(x), float(y), text) for x, y, text in boxes.findall(sheet)]
        top = next(y for _, y, text in words if text == "Question")
        head = [x for x, y, text in words if y == top and text in ("A", "B", "Answer", "Question")]
        columns = sorted({*(x for x in head)})
        # The letters of `Answer A` and `Answer B` are no columns.
        at = [columns[0], columns[1], columns[3], columns[4], columns[6]]
        bottom = next(y for _, y, text in words if text == "Key:" and y > top)
        for x, y, text in sorted(words, key=lambda word: (round(word[1]), word[0])):
            if not top + 2 < y < bottom - 2 or x >= at[4] - 1:
                continue
            column = max(n for n in range(4) if at[n] <= x + 1)
            if column == 0:
                rows.append(([], [], [], []))
            rows[-1][column].append(text)
    return [tuple(" ".join(cell) for cell in row) for row in rows]  # type: ignore[misc]


@every_pack
def test_each_form_of_each_quiz_has_its_sheets(built: Built, link_id: str) -> None:
    papers = papers_of(built.pdf(link_id))
    quizzes = built.data["quizzes"]
    assert list(papers) == [(quiz["seed"], form) for quiz in quizzes for form in "AB"]
    for quiz in quizzes:
        for form in "AB":
            assert len(papers[quiz["seed"], form].asked) == len(quiz["questions"])


@every_pack
def test_forms_are_those_of_guide_json(built: Built, link_id: str) -> None:
    papers = papers_of(built.pdf(link_id))
    known = {question["id"]: question for question in built.data["questions"]}
    for quiz in built.data["quizzes"]:
        for form in quiz["forms"][:2]:
            paper = papers[quiz["seed"], form["form"]]
            for row, asked in zip(form["questions"], paper.asked, strict=True):
                stem = letters_and_digits(known[row["id"]]["stem"])
                shown = letters_and_digits(" ".join(asked.lines).partition(" ")[2])
                assert shown.startswith(stem), (quiz["id"], form["form"], row["number"])


@every_pack
def test_every_answer_of_the_key_is_right_on_its_sheet(built: Built, link_id: str) -> None:
    path = built.pdf(link_id)
    papers, keys = papers_of(path), keys_of(path)
    known = {question["id"]: question for question in built.data["questions"]}
    checked = 0
    for quiz in built.data["quizzes"]:
        for form in quiz["forms"][:2]:
            paper = papers[quiz["seed"], form["form"]]
            key = keys[quiz["title"], form["form"]]
            assert list(key) == [asked.number for asked in paper.asked]
            for row, asked in zip(form["questions"], paper.asked, strict=True):
                assert key[asked.number] == (row["solution"] or "open")
                assert told(asked, key[asked.number], known[row["id"]]) == wanted(known[row["id"]])
                checked += 1
    assert checked == 2 * sum(len(quiz["questions"]) for quiz in built.data["quizzes"])


def told(asked: Asked, answer: str, question: dict[str, Any]) -> object:
    """What a key's answer comes to on this sheet, in words."""
    if question["options"]:
        options = asked.labelled(LABELS[: len(question["options"])])
        return {options[label] for label in answer.split(", ")}
    if question["sequence"]:
        steps = asked.labelled(LABELS[: len(question["sequence"])])
        return [steps[label] for label in answer.split(", ")]
    if question["pairs"]:
        count = len(question["pairs"])
        both = asked.labelled("12345678"[:count] + LABELS[: count + len(question["extra"])])
        return {(both[pair[0]], both[pair[1]]) for pair in answer.split(", ")}
    return answer


def wanted(question: dict[str, Any]) -> object:
    """What is right, in words."""
    text = letters_and_digits
    if question["options"]:
        return {text(option["text"]) for option in question["options"] if option["correct"]}
    if question["sequence"]:
        return [text(step["text"]) for step in question["sequence"]]
    if question["pairs"]:
        return {(text(pair["left"]), text(pair["right"])) for pair in question["pairs"]}
    return "; ".join(blank["accepted"][0] for blank in question["answers"]) or "open"


@every_pack
def test_the_forms_stand_side_by_side_in_the_key(built: Built, link_id: str) -> None:
    path = built.pdf(link_id)
    for quiz in built.data["quizzes"]:
        first, second = quiz["forms"][:2]
        there = {row["id"]: row for row in second["questions"]}
        told = rows_of(path, quiz["title"])
        for row, cells in zip(first["questions"], told, strict=True):
            other = there[row["id"]]
            expected = (
                str(row["number"]),
                row["solution"] or "open",
                str(other["number"]),
                other["solution"] or "open",
            )
            assert cells == expected, (quiz["id"], row["number"])


@every_pack
def test_sheets_give_nothing_away(built: Built, link_id: str) -> None:
    sheets = " ".join(sheets_of(built.pdf(link_id)))
    questions = built.data["questions"]
    shown = [
        text
        for q in questions
        for text in (
            q["stem"],
            *(option["text"] for option in q["options"]),
            *(step["text"] for step in q["sequence"]),
            *(side for pair in q["pairs"] for side in (pair["left"], pair["right"])),
        )
    ]
    students = letters(
        " ".join([*shown, *(quiz["introduction"] for quiz in built.data["quizzes"])])
    )
    hidden = {
        (question["id"], letters(sentence))
        for question in questions
        for text in _values(question)
        for sentence in sentences(text)
    }
    secrets = {
        (name, secret)
        for name, secret in hidden
        if len(secret) >= SHORTEST_SECRET and secret not in students
    }
    assert len(secrets) > 2 * len(questions)
    text = letters(sheets)
    assert [f"{name}: {secret}" for name, secret in secrets if secret in text] == []


def _values(value: object, inside: bool = False) -> Iterator[str]:
    """Every text that only a key or a slip may tell: reasons, hints, answers, look-fors."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _values(item, inside or name in SECRET_KEYS | {"hints"})
    elif isinstance(value, list):
        for item in value:
            yield from _values(item, inside)
    elif isinstance(value, str) and inside:
        yield value


@every_pack
def test_sheets_bear_no_mark(built: Built, link_id: str) -> None:
    known = letters_and_digits(
        " ".join(
            str(text)
            for question in built.data["questions"]
            for text in (question["stem"], question["options"], question["pairs"])
        )
        + " ".join(quiz["introduction"] for quiz in built.data["quizzes"])
    )
    for text in sheets_of(built.pdf(link_id)):
        for line in text.split("\n"):
            if MARKS.search(line):
                assert letters_and_digits(re.sub(r"^(\d+\.|[A-H]) ", "", line)) in known, line


@every_pack
def test_slips_tell_every_reason(built: Built, link_id: str) -> None:
    printed = Printed(built.pdf(link_id))
    asked = {name for quiz in built.data["quizzes"] for name in quiz["questions"]}
    lost = [
        (question["id"], sentence)
        for question in built.data["questions"]
        if question["id"] in asked
        for text in [
            *(option["reason"] for option in question["options"]),
            *(pair["reason"] for pair in question["pairs"]),
            *(step["reason"] for step in question["sequence"]),
            *(blank["reason"] for blank in question["answers"]),
            question["model_answer"],
        ]
        for sentence in sentences(text)
        if not printed.holds(sentence)
    ]
    assert lost == []


@every_pack
def test_each_page_tells_its_number_and_the_contents_are_true(built: Built, link_id: str) -> None:
    pages = pages_of(built.pdf(link_id))
    assert [int((PACK_PAGE.search(text) or [0, 0])[1]) for text in pages] == [
        *range(1, len(pages) + 1)
    ]
    contents = " ".join(pages[0].split())
    for quiz in built.data["quizzes"]:
        row = re.search(re.escape(quiz["title"]) + r" (\d+) (\d+)((?: p\. \d+){4})", contents)
        assert row, quiz["title"]
        a, b, key, slip = (pages[int(n) - 1] for n in re.findall(r"p\. (\d+)", row[3]))
        assert int(row[1]) == len(quiz["questions"])
        assert a.startswith(f"{quiz['title']} Form A")
        assert b.startswith(f"{quiz['title']} Form B")
        assert key.startswith(f"{quiz['title']} – key")
        assert slip.startswith(f"{quiz['title']} – reasons")


@every_pack
def test_nothing_stands_outside_the_margins(built: Built, link_id: str) -> None:
    path = built.pdf(link_id)
    with pikepdf.open(path) as pdf:
        width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
    told = tool("pdftotext", "-bbox", path, "-")
    box = re.compile(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<'
    )
    out = [
        text
        for left, top, right, bottom, text in box.findall(told)
        if float(left) < 60
        or float(right) > width - 40
        or float(top) < 25
        or float(bottom) > height - 8
    ]
    assert out == []
