"""Questions in GIFT, the text format of Moodle.

Questions are set apart by empty lines; braces hold the answers: `=` right, `~` wrong, `%50%` a
share, `#` a reason, `->` a partner, `####` an explanation. A backslash takes a mark its meaning.
"""

from __future__ import annotations

import re

from studyguide.quiz.importing.blocks import accepted
from studyguide.quiz.importing.found import Found, FoundAnswer, FoundQuestion, named
from studyguide.quiz.importing.words import from_html, from_plain, on_one_line
from studyguide.quiz.kinds.blank import GAP

MARKS = "~=#{}:"
SECRET = {mark: chr(0xE000 + place) for place, mark in enumerate(MARKS)}
"""What stands for an escaped mark while a question is being read."""
PLAIN = str.maketrans({secret: mark for mark, secret in SECRET.items()})
TITLE = re.compile(r"\s*::(?P<title>.*?)::", re.DOTALL)
FORMAT = re.compile(r"\s*\[(?P<format>html|moodle|plain|markdown)\]")
ANSWER = re.compile(r"(?P<mark>[=~])(?:\s*%(?P<share>-?[\d.]+)%)?(?P<text>[^=~]*)")
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*[\s/>]")
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
CATEGORY = re.compile(r"^[ \t]*\$CATEGORY:[ \t]*(?P<name>.*)$", re.MULTILINE)
MOST_ANSWERS = 200
ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def read(text: str) -> Found:
    """The questions of a GIFT file."""
    found = Found()
    text = COMMENT.sub("", text)
    for name in CATEGORY.findall(text):
        found.left_out.append(f"the name of the category `{name.strip()[:60]}` is left out")
    text = ESCAPE.sub(_hidden, CATEGORY.sub("", text))
    for chunk in re.split(r"\n\s*\n", text):
        if chunk.strip():
            _read_chunk(chunk.strip(), found)
    return found


def _hidden(match: re.Match[str]) -> str:
    mark = match[1]
    return SECRET.get(mark) or (" " if mark == "n" else match[0])


def _read_chunk(chunk: str, found: Found) -> None:
    title = TITLE.match(chunk)
    rest = chunk[title.end() :] if title else chunk
    given = FORMAT.match(rest)
    rest = rest[given.end() :] if given else rest
    before, opened, inside = rest.partition("{")
    answers, closed, after = inside.partition("}")
    shown = on_one_line(chunk.translate(PLAIN))
    if not opened:
        found.left_out.append(named(shown, "it has no answers in braces"))
    elif not closed:
        found.left_out.append(named(shown, "its braces do not end"))
    elif "{" in answers or "{" in after:
        found.left_out.append(named(shown, "no empty line sets it apart from the next question"))
    elif answers.count("=") + answers.count("~") > MOST_ANSWERS:
        found.left_out.append(named(shown, f"it has more than {MOST_ANSWERS} answers"))
    else:
        reader = _Reader(given["format"] if given else "moodle")
        question = reader.question(before, answers.strip(), after)
        question.name = on_one_line(title["title"].translate(PLAIN)) if title else ""
        found.questions.append(question.settle())


class _Reader:
    """Reads one question whose texts have that format."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.losses: list[str] = []

    def words(self, text: str) -> str:
        text = text.translate(PLAIN)
        if self.form == "markdown":
            return on_one_line(text)
        html = self.form == "html" or (self.form == "moodle" and TAG.search(text))
        return from_html(text, self.losses) if html else from_plain(text)

    def question(self, before: str, inside: str, after: str) -> FoundQuestion:
        inside, _, explanation = inside.partition("####")
        stem = self.words(before)
        ending = self.words(after)
        kind, answers = self.answers(inside.strip())
        if ending or kind == "blank":
            stem = f"{stem.replace(GAP, '')} {GAP}{'' if ending[:1] in '.,;:!?' else ' '}{ending}"
        if ending and kind != "blank":
            self.losses.append("the place of the gap among the words, which has options here")
        if kind != "blank":
            stem = stem.replace(GAP, r"\_\_\_")
        question = FoundQuestion(stem.strip(), kind, answers)
        question.explanation = self.words(explanation)
        question.losses = self.losses
        return question

    def answers(self, inside: str) -> tuple[str, list[FoundAnswer]]:
        truth, *reasons = inside.split("#")
        if truth.strip().upper() in TRUTH and inside[:1] != "#":
            return "true-false", self.truth(TRUTH[truth.strip().upper()], reasons)
        if inside.startswith("#"):
            return "blank", self.number(inside[1:])
        entries = list(ANSWER.finditer(inside))
        if not entries:
            return "essay", []
        if any("->" in entry["text"] for entry in entries):
            return "match", [self.pair(entry["text"]) for entry in entries if "->" in entry["text"]]
        shares = [_share(entry) for entry in entries]
        if all(entry["mark"] == "=" for entry in entries):
            return "blank", [self.gap(entries)]
        if any(0 < share < 100 for share in shares) and 100 in shares:
            self.losses.append("a share of the points for an answer that is partly right")
        right = [share > 0 for share in shares]
        if 100 in shares:
            right = [share == 100 for share in shares]
        made = [self.entry(entry["text"]) for entry in entries]
        for answer, is_right in zip(made, right, strict=True):
            answer.right = is_right
        return "choice", made

    def entry(self, text: str) -> FoundAnswer:
        words, _, reason = text.partition("#")
        return FoundAnswer(self.words(words), reason=self.words(reason))

    def pair(self, text: str) -> FoundAnswer:
        left, _, right = text.partition("->")
        return FoundAnswer(self.words(left), partner=self.words(right))

    def gap(self, entries: list[re.Match[str]]) -> FoundAnswer:
        texts = [on_one_line(entry["text"].partition("#")[0].translate(PLAIN)) for entry in entries]
        reasons = [entry["text"].partition("#")[2].strip() for entry in entries]
        reason = next((reason for reason in reasons if reason), "")
        if len({reason for reason in reasons if reason}) > 1:
            self.losses.append("the reasons of its other accepted answers")
        if any("*" in text for text in texts):
            self.losses.append("the meaning of `*` in an accepted answer")
        return FoundAnswer(accepted(texts), reason=self.words(reason))

    def number(self, inside: str) -> list[FoundAnswer]:
        first = inside.strip().lstrip("=").split("=")[0]
        value, _, reason = first.partition("#")
        value = re.sub(r"^%\d+%", "", value.strip())
        exact = re.split(r":|\.\.", value)[0].strip()
        if exact != value:
            self.losses.append(f"how far a number may be off: `{value[:40]}`")
        return [FoundAnswer(exact, reason=self.words(reason))]

    def truth(self, right: bool, reasons: list[str]) -> list[FoundAnswer]:
        wrong, fits = (self.words(text) for text in [*reasons, "", ""][:2])
        return [
            FoundAnswer("True", right, fits if right else wrong),
            FoundAnswer("False", not right, wrong if right else fits),
        ]


def _share(entry: re.Match[str]) -> float:
    try:
        return float(entry["share"]) if entry["share"] else 100.0 * (entry["mark"] == "=")
    except ValueError:
        return 0.0
