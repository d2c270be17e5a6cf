"""Questions in a spreadsheet, saved as CSV: a row for each, and a head that names the columns."""

from __future__ import annotations

import csv
import re
from io import StringIO

from studyguide.quiz.importing.blocks import accepted
from studyguide.quiz.importing.found import (
    Found,
    FoundAnswer,
    FoundQuestion,
    RefusedError,
    named,
)
from studyguide.quiz.importing.words import from_plain, on_one_line
from studyguide.quiz.kinds import REGISTRY
from studyguide.quiz.kinds.blank import GAP

COLUMNS = {
    "question": "question|question text|stem|prompt",
    "kind": "kind|type|question type",
    "correct": r"correct|correct answers?|correct answer\(s\)|answer|answer key|key",
    "explanation": "explanation|answer explanation|feedback",
    "hint": "hint",
    "id": "id|name",
}
"""The columns that we know, and the names by which sheets have them."""
NUMBERED = re.compile(r"(?P<what>option|answer|choice|reason|feedback)\s*(?P<place>\d+|[a-h])")
FIRST_ROWS = 20
"""The head is among them: some sheets begin with a few words."""
MOST_CELLS = 200_000
LETTERS = "abcdefgh"
KINDS = {
    "multiple choice": "choice",
    "checkbox": "multiple",
    "fill in the blank": "blank",
    "open ended": "essay",
}


def read(text: str) -> Found:
    """The questions of a sheet; raises RefusedError if no row names its columns."""
    rows = _rows(text)
    for number, row in enumerate(rows[:FIRST_ROWS]):
        columns = _columns(row)
        if "question" in columns and len(columns) > 1:
            return _read(rows[number + 1 :], columns)
    raise RefusedError("no row names its columns: one must be called `question`, and others as "
                       "`option 1`, `correct`, `reason 1`")  # fmt: skip


def _rows(text: str) -> list[list[str]]:
    first = text[: text.find("\n") + 1] or text
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise RefusedError(f"it is no sheet that can be read ({error})") from error
    if sum(map(len, rows)) > MOST_CELLS:
        raise RefusedError(f"it has more than {MOST_CELLS:,} cells")
    return rows


def _columns(row: list[str]) -> dict[str, int]:
    """The place of each column that we know, by our name for it."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        head = re.sub(r"\s+", " ", cell).strip().casefold()
        if match := NUMBERED.match(head):
            what = "reason" if match["what"] in ("reason", "feedback") else "option"
            number = match["place"]
            number = number if number.isdigit() else str(LETTERS.index(number) + 1)
            found.setdefault(f"{what} {number}", place)
        else:
            for name, pattern in COLUMNS.items():
                if re.fullmatch(pattern, head):
                    found.setdefault(name, place)
    return found


def _read(rows: list[list[str]], columns: dict[str, int]) -> Found:
    found = Found()
    for row in rows:
        cells = {
            name: row[place].strip()
            for name, place in columns.items()
            if place < len(row) and row[place].strip()
        }
        if "question" in cells:
            question = _question(cells)
            if isinstance(question, str):
                found.left_out.append(named(on_one_line(cells["question"]), question))
            else:
                found.questions.append(question)
    return found


def _question(cells: dict[str, str]) -> FoundQuestion | str:
    """The question of a row, or why it is none."""
    named_kind = re.sub(r"[-_\s]+", " ", cells.get("kind", "")).strip().casefold()
    kind = KINDS.get(named_kind) or named_kind.replace(" ", "-")
    options = {
        int(name.split()[1]): text for name, text in cells.items() if name.startswith("option ")
    }
    kind = kind or ("choice" if options else "blank" if "correct" in cells else "essay")
    if kind not in REGISTRY or kind in ("match", "order"):
        return f"a sheet cannot hold questions of the kind `{kind[:40]}`"
    question = FoundQuestion(from_plain(cells["question"]), kind, name=cells.get("id", ""))
    question.explanation = from_plain(cells.get("explanation", ""))
    question.hints = [from_plain(cells["hint"])] if "hint" in cells else []
    correct = cells.get("correct", "")
    if kind == "blank":
        texts = [on_one_line(text) for text in (*options.values(), *correct.split(" / ")) if text]
        reason = question.explanation or from_plain(cells.get("reason 1", ""))
        question.answers = [FoundAnswer(accepted(texts), reason=reason)]
        question.explanation = ""
        gap = re.compile(r"(?:\\_){2,}")
        question.stem = gap.sub(GAP, question.stem, count=1)
    elif REGISTRY[kind].most:
        if kind == "true-false" and not options:
            options = {1: "True", 2: "False"}
        right = _right(correct, options)
        if not right:
            question.losses.append(f"its key: `{correct[:40]}` names none of its options")
        question.answers = [
            FoundAnswer(
                from_plain(text), place in right, from_plain(cells.get(f"reason {place}", ""))
            )
            for place, text in sorted(options.items())
        ]
    else:
        question.model_answer = from_plain(correct) or question.explanation
        question.explanation = ""
    return question.settle()


def _right(correct: str, options: dict[int, str]) -> set[int]:
    """The places of the keys: by their words, their numbers or their letters."""
    by_words = {place for place, text in options.items() if text.casefold() == correct.casefold()}
    if by_words:
        return by_words
    texts = {text.casefold(): place for place, text in options.items()}
    places = set()
    for entry in re.split(r"[,;/|]", correct):
        word = entry.strip().casefold()
        if word in texts:
            places.add(texts[word])
        elif word.isdecimal() and int(word[:3]) in options:
            places.add(int(word[:3]))
        elif len(word) == 1 and word in LETTERS and LETTERS.index(word) + 1 in options:
            places.add(LETTERS.index(word) + 1)
    return places
