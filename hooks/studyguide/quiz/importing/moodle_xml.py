"""Questions in Moodle's XML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from studyguide.quiz.importing.blocks import accepted
from studyguide.quiz.importing.found import Found, FoundAnswer, FoundQuestion, named
from studyguide.quiz.importing.words import from_html, from_plain, on_one_line
from studyguide.quiz.kinds.blank import GAP

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

KINDS = {
    "multichoice": "choice",
    "truefalse": "true-false",
    "matching": "match",
    "ordering": "order",
    "shortanswer": "blank",
    "numerical": "blank",
    "essay": "essay",
}
WHOLE = 100.0
TAGS = re.compile(r"<[^>]*>")


def read(root: Element) -> Found:
    """The questions of a file whose root is `quiz`."""
    found = Found()
    for node in root.iter("question"):
        kind = node.get("type", "")
        if kind == "category":
            name = on_one_line(node.findtext("category/text") or "")
            found.left_out.append(f"the name of the category `{name[:60]}` is left out")
        elif kind in KINDS:
            found.questions.append(_question(node, KINDS[kind]).settle())
        else:
            name = on_one_line(node.findtext("name/text") or "")
            found.left_out.append(named(name, f"we have no questions of Moodle's kind `{kind}`"))
    return found


def _question(node: Element, kind: str) -> FoundQuestion:
    losses: list[str] = []
    stem = _words(node.find("questiontext"), losses)
    question = FoundQuestion(stem.replace(GAP, r"\_\_\_"), kind, losses=losses)
    question.name = on_one_line(node.findtext("name/text") or "")
    question.explanation = _words(node.find("generalfeedback"), losses)
    question.hints = [text for hint in node.findall("hint") if (text := _words(hint, losses))]
    question.answers = _answers(node, kind, losses)
    if kind == "essay":
        question.look_for = [text] if (text := _words(node.find("graderinfo"), losses)) else []
        question.model_answer, question.explanation = question.explanation, ""
    elif kind == "blank":
        question.stem = _with_gap(stem)
    elif kind == "choice" and node.findtext("single", "true").strip() in ("false", "0"):
        question.kind = "multiple"
    if any(True for _ in node.iter("file")):
        losses.append("the files that belong to it")
    return question


def _with_gap(stem: str) -> str:
    """A stem with one gap: where its author left room, or at its end."""
    escaped = re.compile(r"(?:\\_){2,}")
    if escaped.search(stem):
        return escaped.sub(r"\_", escaped.sub(GAP, stem, count=1))
    return f"{stem} {GAP}"


def _answers(node: Element, kind: str, losses: list[str]) -> list[FoundAnswer]:
    if kind == "match":
        return _pairs(node, losses)
    entries = node.findall("answer")
    shares = {id(entry): _number(entry.get("fraction", "0")) for entry in entries}
    if kind == "order":
        entries.sort(key=lambda entry: shares[id(entry)])
        return [
            FoundAnswer(_words(entry, losses), reason=_reason(entry, losses)) for entry in entries
        ]
    if kind == "blank":
        return [_gap([e for e in entries if shares[id(e)] > 0], losses)]
    if kind == "essay":
        return []
    best = max(shares.values(), default=0)
    if any(0 < share < best for share in shares.values()):
        losses.append("a share of the points for an answer that is partly right")
    single = best == WHOLE
    return [
        FoundAnswer(
            _words(entry, losses),
            shares[id(entry)] == best if single else shares[id(entry)] > 0,
            _reason(entry, losses),
        )
        for entry in entries
    ]


def _pairs(node: Element, losses: list[str]) -> list[FoundAnswer]:
    made = []
    for entry in node.findall("subquestion"):
        left = _words(entry, losses)
        right = from_plain(entry.findtext("answer/text") or "")
        if left:
            made.append(FoundAnswer(left, partner=right))
        else:
            losses.append(f"`{right[:60]}`, which has no partner")
    return made


def _gap(entries: list[Element], losses: list[str]) -> FoundAnswer:
    texts = [on_one_line(entry.findtext("text") or "") for entry in entries]
    if any("*" in text for text in texts):
        losses.append("the meaning of `*` in an accepted answer")
    reasons = [reason for entry in entries if (reason := _reason(entry, losses))]
    if len(set(reasons)) > 1:
        losses.append("the reasons of its other accepted answers")
    if any((entry.findtext("tolerance") or "0").strip() not in ("0", "") for entry in entries):
        losses.append("how far a number may be off")
    return FoundAnswer(accepted(texts), reason=reasons[0] if reasons else "")


def _reason(entry: Element, losses: list[str]) -> str:
    return _words(entry.find("feedback"), losses)


def _words(node: Element | None, losses: list[str]) -> str:
    """A text in the format that its element names."""
    if node is None:
        return ""
    text, form = _inside(node.find("text")), node.get("format", "html")
    if form == "markdown":
        return on_one_line(text)
    return from_plain(text) if form == "plain_text" else from_html(text, losses)


def _inside(node: Element | None) -> str:
    """The text of an element; some programs write its HTML without `CDATA` around it."""
    from xml.etree.ElementTree import tostring

    if node is None:
        return ""
    inner = "".join(tostring(child, encoding="unicode") for child in node)
    return escape(node.text or "", quote=False) + inner if inner else node.text or ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
