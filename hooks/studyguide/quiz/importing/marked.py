"""Questions in the Markdown of mkdocs-quiz: its blocks `<quiz>`, and the older `<?quiz?>`."""

from __future__ import annotations

import re

from studyguide.quiz.importing.blocks import accepted
from studyguide.quiz.importing.found import Found, FoundAnswer, FoundQuestion, named
from studyguide.quiz.importing.words import from_html, on_one_line
from studyguide.quiz.kinds.blank import GAP

BLOCK = re.compile(r"<quiz>(?P<new>.*?)</quiz>|<\?quiz\?>(?P<old>.*?)<\?/quiz\?>", re.DOTALL)
OPTION = re.compile(r"^\s*[-*+]\s+\[(?P<key>[ xX]?)\]\s*(?P<text>.*)$")
FILLED = re.compile(r"\[\[(?P<text>.+?)\]\]")
OLD = re.compile(r"^\s*(?P<name>question|answer-correct|answer|content):\s?(?P<text>.*)$")
BEGUN = re.compile(r"<quiz>|<\?quiz\?>")
FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)", re.DOTALL | re.MULTILINE)


def read(text: str) -> Found:
    """The questions of a page."""
    found = Found()
    text = text.replace("\r\n", "\n")
    shown = [match.span() for match in FENCE.finditer(text)]
    for match in BLOCK.finditer(text):
        if any(start < match.start() < end for start, end in shown):
            continue  # an example in a fence of code
        question = _new(match["new"]) if match["new"] is not None else _old(match["old"])
        if question.answers:
            found.questions.append(question.settle())
        else:
            found.left_out.append(named(question.stem, "it has no answers"))
    rest = BLOCK.sub("", text)
    if BEGUN.search(FENCE.sub("", rest)):
        found.left_out.append("a quiz that does not end is left out")
    return found


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
