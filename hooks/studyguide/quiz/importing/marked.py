"""Questions in the Markdown of mkdocs-quiz: its blocks `<quiz>`, and the older `<?quiz?>`."""

from __future__ import annotations

import re

from studyguide.quiz.importing.blocks import accepted
from studyguide.quiz.importing.found import Found, FoundAnswer, FoundQuestion, named
from studyguide.quiz.importing.words import from_html, on_one_line
from studyguide.quiz.kinds.blank import GAP

OPTION = re.compile(r"^\s*[-*+]\s+\[(?P<key>[ xX]?)\]\s*(?P<text>.*)$")
FILLED = re.compile(r"\[\[(?P<text>.{1,200}?)\]\]")
OLD = re.compile(r"^\s*(?P<name>question|answer-correct|answer|content):\s?(?P<text>.*)$")
BEGUN = re.compile(r"<quiz>|<\?quiz\?>")
MARK = re.compile(r"<(?P<end>/?)quiz>|<\?(?P<old_end>/?)quiz\?>")
FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})")


def read(text: str) -> Found:
    """The questions of a page."""
    found = Found()
    begun = None
    readable = _without_code(text)
    for mark in MARK.finditer(readable):
        if not (mark["end"] or mark["old_end"]):
            begun = begun or mark
        elif begun:
            make = _new if begun["end"] is not None else _old
            question = make(text[begun.end() : mark.start()])
            begun = None
            if question.answers:
                found.questions.append(question.settle())
            else:
                found.left_out.append(named(question.stem, "it has no answers"))
    if begun:
        found.left_out.append("a quiz that does not end is left out")
    return found


def _without_code(text: str) -> str:
    """The text, as long as it was, with nothing to read in fences of code outside a quiz."""
    lines, fence, inside = [], "", False
    for line in text.split("\n"):
        match = FENCE.match(line)
        if fence:
            lines.append(" " * len(line))
            fence = "" if match and line.strip().startswith(fence) else fence
        elif match and not inside:
            fence = match["fence"]
            lines.append(" " * len(line))
        else:
            lines.append(line)
            for mark in MARK.finditer(line):
                inside = not (mark["end"] or mark["old_end"])
    return "\n".join(lines)


def _new(text: str) -> FoundQuestion:
    stem: list[str] = []
    after: list[str] = []
    answers: list[FoundAnswer] = []
    for line in text.strip("\n").split("\n"):
        if option := OPTION.match(line):
            right = option["key"] in ("x", "X")
            answers.append(FoundAnswer(on_one_line(option["text"]), right))
        elif answers or (stem and line.strip() == "---"):
            after.append(line)
        else:
            stem.append(line)
    losses = ["the layout of its code"] if any("```" in line for line in stem) else []
    asked = on_one_line(" ".join(stem))
    question = FoundQuestion(asked, "choice", answers, losses=losses)
    question.explanation = on_one_line(" ".join(line for line in after if line.strip() != "---"))
    if not answers and FILLED.search(asked):
        question.kind = "blank"
        question.answers = [FoundAnswer(accepted([gap.strip()])) for gap in FILLED.findall(asked)]
        question.stem = FILLED.sub(GAP, asked.replace(GAP, r"\_\_\_"))
    return question


def _old(text: str) -> FoundQuestion:
    losses: list[str] = []
    given: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if match := OLD.match(line):
            given.append((match["name"], [match["text"]]))
        elif given:
            given[-1][1].append(line)
    texts = [(name, from_html("\n".join(lines), losses)) for name, lines in given]
    question = FoundQuestion("", "choice", losses=losses)
    for name, words in texts:
        if name == "question":
            question.stem = words
        elif name == "content":
            question.explanation = words
        else:
            question.answers.append(FoundAnswer(words, name == "answer-correct"))
    return question
