"""Questions that were written for other programs, as blocks of ours in Markdown.

Each format has a module that reads it; `blocks` writes down what was found. Nothing is lost in
silence: what we have no room for is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyguide.quiz.importing import gift, marked, moodle_xml, qti, sheet
from studyguide.quiz.importing.archive import MOST_BYTES, parsed, xml_files
from studyguide.quiz.importing.blocks import blocks, too_long
from studyguide.quiz.importing.found import Found, FoundQuestion, RefusedError
from studyguide.quiz.kinds import REGISTRY
from studyguide.quiz.kinds.faults import TODO

MOST_QUESTIONS = 5_000
MOST_CHARACTERS = 2_000_000
"""Of a text that is not XML."""
ZIP, OFFICE = b"PK\x03\x04", "xl/"
READ = "GIFT (.txt, .gift), Moodle XML, QTI 1.2 (.zip, .xml), mkdocs-quiz (.md) and sheets (.csv)"


@dataclass(frozen=True)
class Imported:
    """The blocks of some files, and what is said of them."""

    markdown: str
    questions: int
    todos: int
    notes: tuple[str, ...]
    """What is lost or left out, each with its file."""
    left_out: int
    """How many questions and files are not there."""


def import_questions(files: Sequence[tuple[str, bytes]]) -> Imported:
    """The questions of those files, given by name and content; a bad file becomes a note."""
    questions: list[FoundQuestion] = []
    notes: list[str] = []
    left_out = 0
    for name, data in files:
        try:
            found = _read(name, data)
        except RefusedError as error:
            notes.append(f"{name}: {error}")
            left_out += 1
            continue
        kept = [question for question in found.questions if not too_long(question)]
        notes += [f"{name}: {note}" for note in found.left_out]
        notes += [
            f"{name}: `{one.stem[:60]}` is left out: a text in it is too long for a line"
            for one in found.questions
            if too_long(one)
        ]
        left_out += len(found.left_out) + len(found.questions) - len(kept)
        notes += [f"{name}: {note}" for question in kept for note in _lost(question)]
        questions += kept
    markdown = blocks(questions)
    todos = len(re.findall(rf"\b{TODO}\b", markdown))
    return Imported(markdown, len(questions), todos, tuple(notes), left_out)


def _lost(question: FoundQuestion) -> list[str]:
    """What of a question has no place in a block of ours, or does not fit its kind."""
    kind, title = REGISTRY[question.kind], question.stem[:60]
    lost = [f"`{title}` loses {what}" for what in dict.fromkeys(question.losses)]
    if question.explanation:
        what = question.explanation[:200]
        lost.append(f"`{title}` loses its explanation, which belongs to no one answer: {what}")
    if len(question.answers) > kind.most > 0:
        count, noun = len(question.answers), kind.noun
        lost.append(f"`{title}` has {count} {noun}; take some out, {kind.most} are allowed")
    return lost


def _read(name: str, data: bytes) -> Found:
    if len(data) > MOST_BYTES:
        raise RefusedError(f"it has more than {MOST_BYTES // 1_000_000} MB")
    found = _read_zip(data) if data.startswith(ZIP) else _read_text(name, data)
    if len(found.questions) > MOST_QUESTIONS:
        raise RefusedError(f"it has more than {MOST_QUESTIONS:,} questions")
    if not found.questions and not found.left_out:
        raise RefusedError(f"no question was found in it; what can be read is {READ}")
    return found


def _read_zip(data: bytes) -> Found:
    found = Found()
    for name, content in xml_files(data):
        if name.startswith(OFFICE):
            raise RefusedError("it is a workbook: save the sheet of questions as CSV (UTF-8)")
        root = parsed(content)
        if root.tag == qti.ROOT:
            inside = qti.read(root)
            found.questions += inside.questions
            found.left_out += inside.left_out
        elif root.tag == "assessmentitem" or root.tag == "assessmenttest":
            raise RefusedError("it holds QTI 2 or 3; export it as QTI 1.2")
    return found


def _read_text(name: str, data: bytes) -> Found:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") or name.lower().endswith(".xml"):
        root = parsed(data)
        reader = {qti.ROOT: qti.read, "quiz": moodle_xml.read}.get(root.tag)
        if reader is None:
            raise RefusedError(f"its XML begins with `{root.tag[:40]}`; what can be read is {READ}")
        return reader(root)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError("it is not text in UTF-8: save it again as UTF-8") from error
    if len(text) > MOST_CHARACTERS:
        raise RefusedError(f"it has more than {MOST_CHARACTERS:,} characters")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if name.lower().endswith((".csv", ".tsv")):
        return sheet.read(text)
    return marked.read(text) if marked.BEGUN.search(text) else gift.read(text)
