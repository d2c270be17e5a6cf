"""Questions that were found, as blocks of ours: `TODO` stands where we require what was not there.

Nobody but an author can say why an answer is right, what level a question has, and what of the work
it asks about. The check of the guide names the options that are still to be settled.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from studyguide.language.limits import LINE_CHARACTERS
from studyguide.quiz.importing.found import FoundAnswer, FoundQuestion
from studyguide.quiz.importing.words import begun
from studyguide.quiz.kinds import REGISTRY
from studyguide.quiz.kinds.blank import ALTERNATIVE, GAP, STRAIGHT
from studyguide.quiz.kinds.faults import TODO
from studyguide.quiz.kinds.match import EXTRA, PAIR
from studyguide.words.letters import without_accents

LONGEST_NAME = 40
LONGEST_TEXT = LINE_CHARACTERS - 100
ROOM = re.compile(r"(?:\\_){2,}")
"""What an author left room with, once it is escaped."""
OPTIONS = ("choice", "multiple", "true-false")


def too_long(question: FoundQuestion) -> bool:
    """Whether a text of it is longer than a line of a guide may be."""
    texts = [question.stem, question.model_answer, *question.hints, *question.look_for]
    texts += [f"{a.text}{a.partner}" for a in question.answers]
    texts += [a.reason for a in question.answers]
    return any(len(text) > LONGEST_TEXT for text in texts)


def blocks(questions: Sequence[FoundQuestion]) -> str:
    """The questions as blocks in Markdown, with names that differ."""
    names: set[str] = set()
    return "\n".join(_block(question, _name(question, names)) for question in questions)


def _name(question: FoundQuestion, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", question.name or question.stem)
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())
    slug = "q-" + slug.strip("-").removeprefix("q-")[:LONGEST_NAME].strip("-")
    slug = slug if len(slug) > len("q-") else "q-1"
    name, number = slug, 2
    while name in taken:
        name, number = f"{slug}-{number}", number + 1
    taken.add(name)
    return name


def _block(question: FoundQuestion, name: str) -> str:
    lines = [
        f"/// question | {_stem(question)}",
        f"    id: {name}",
        f"    kind: {question.kind}",
        f"    level: {TODO}",
        f"    about: {TODO}",
        f"    scene: {TODO}",
        *([f"    strict: [{', '.join(question.strict)}]"] if question.strict else ()),
        *_answers(question),
    ]
    for hint in question.hints:
        lines += _part("hint", begun(hint))
    if not REGISTRY[question.kind].most:
        lines += _part("answer", begun(question.model_answer) or f"{TODO}: a good answer")
        wanted = [f"- {text}" for text in question.look_for]
        lines += _part("look-for", *(wanted or [f"- {TODO}: what a good answer has"]))
    return "\n".join((*lines, "///", ""))


def _stem(question: FoundQuestion) -> str:
    stem = question.stem or f"{TODO}: the question"
    if question.kind != "blank":
        return stem
    missing = len(question.answers) - stem.count(GAP)
    return stem + f" {GAP}" * max(0, missing)


def _part(name: str, *lines: str) -> list[str]:
    return ["", f"//// {name}", *lines, "////"]


def _answers(question: FoundQuestion) -> Iterator[str]:
    kind = REGISTRY[question.kind]
    answers = list(question.answers)
    if question.kind in OPTIONS:
        missing = kind.fewest - len(answers)
        answers += [FoundAnswer(f"{TODO}: another option") for _ in range(missing)]
    else:
        extra = [answer for answer in answers if answer.partner and not answer.text]
        answers = [answer for answer in answers if answer not in extra]
        missing = kind.fewest - len(answers)
        answers += [*(FoundAnswer(TODO, partner=TODO) for _ in range(missing)), *extra]
    if answers:
        yield ""
    for number, answer in enumerate(answers, 1):
        yield f"{_entry(question.kind, answer, number)}"
        yield f"    > {begun(answer.reason) or _wanted(question.kind, answer)}"


def _entry(kind: str, answer: FoundAnswer, number: int) -> str:
    if kind in OPTIONS:
        return f"- [{'x' if answer.right else ' '}] {answer.text or TODO}"
    if kind == "order":
        return f"{number}. {answer.text or TODO}"
    if kind == "match" and answer.partner and not answer.text:
        return f"- {EXTRA}{answer.partner}"
    if kind == "match":
        sides = (side.replace(PAIR, "=") or TODO for side in (answer.text, answer.partner))
        return f"- {PAIR.join(sides)}"
    return f"- {answer.text or TODO}"


def _wanted(kind: str, answer: FoundAnswer) -> str:
    if kind in OPTIONS:
        return f"{TODO}: why this is {'right' if answer.right else 'wrong'}"
    return f"{TODO}: why"


def accepted(texts: Sequence[str]) -> str:
    """All that counts as right in a gap, as one entry.

    What our marking takes for the same, with other quotes or without accents, is said once.
    """
    found: dict[str, str] = {}
    for text in filter(None, texts):
        bare = without_accents(text.translate(STRAIGHT), ())
        found.setdefault(bare, text.replace(ALTERNATIVE, "/"))
    return ALTERNATIVE.join(found.values())


def with_gap(stem: str) -> str:
    """A stem with one gap: where its author left room, or at its end."""
    if ROOM.search(stem):
        return ROOM.sub(r"\_", ROOM.sub(GAP, stem, count=1))
    return f"{stem} {GAP}"
