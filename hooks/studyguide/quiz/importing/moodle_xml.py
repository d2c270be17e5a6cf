"""Questions in Moodle's XML."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from studyguide.quiz.importing.blocks import accepted, with_gap
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
    "cloze": "blank",
}
WHOLE = 100.0
SHORT = 5
"""Lines of the box for an answer in a few words; a longer one is an essay."""
LIST = re.compile(r"\s*<ul>\s*<li>(?P<items>.*)</li>\s*</ul>\s*", re.DOTALL)
NEXT_ITEM = re.compile(r"</li>\s*<li>")
CLOZE = re.compile(
    r"\{\d*:(?:SHORTANSWER|SA|MW)(?P<case>_?C)?:"
    r"(?P<answers>(?:\\.|\{(?!\d*:)|[^{}\\])*)\}",
    re.DOTALL,
)
"""A gap to type into; the other kinds of gap are none of ours."""
CLOZE_LEFT = re.compile(r"\{\d*:[A-Z_]+:")
CLOZE_ANSWER = re.compile(r"(?:=|%(?P<share>\d+)%)(?P<words>(?:\\.|[^#\\])*)", re.DOTALL)
BETWEEN = re.compile(r"(?:\\.|[^~\\])+", re.DOTALL)
HERE = "GAPxHERE"
"""Stands for a gap while the stem is read."""


def read(root: Element) -> Found:
    """The questions of a file whose root is `quiz`."""
    found = Found()
    for node in root.iter("question"):
        kind = node.get("type", "")
        if kind == "category":
            name = on_one_line(node.findtext("category/text") or "")
            found.left_out.append(f"the name of the category `{name[:60]}` is left out")
        elif kind == "cloze" and not _all_typed(node):
            name = on_one_line(node.findtext("name/text") or "")
            found.left_out.append(named(name, "of gaps we have those to type into only"))
        elif kind in KINDS:
            found.questions.append(_question(node, KINDS[kind]).settle())
        else:
            name = on_one_line(node.findtext("name/text") or "")
            found.left_out.append(named(name, f"we have no questions of Moodle's kind `{kind}`"))
    return found


def _question(node: Element, kind: str) -> FoundQuestion:
    losses: list[str] = []
    cloze = node.get("type") == "cloze"
    gaps = _cloze(node, losses) if cloze else []
    if cloze:
        stem = from_html(CLOZE.sub(HERE, _stem_of(node)), losses)
    else:
        stem = _words(node.find("questiontext"), losses)
    question = FoundQuestion(stem.replace(GAP, r"\_\_\_"), kind, losses=losses)
    number = node.findtext("idnumber") or ""
    question.name = on_one_line(number.strip() or node.findtext("name/text") or "")
    question.explanation = _words(node.find("generalfeedback"), losses)
    question.hints = [text for hint in node.findall("hint") if (text := _words(hint, losses))]
    question.answers = gaps if cloze else _answers(node, kind, losses)
    if kind == "essay":
        if 0 < _number(node.findtext("responsefieldlines", "")) <= SHORT:
            question.kind = "short"
        question.look_for = [*filter(None, _look_for(node, losses))]
        question.model_answer, question.explanation = question.explanation, ""
    elif cloze:
        question.stem = question.stem.replace(HERE, GAP)
        question.strict = ["case"] if _cases(node) else []
    elif kind == "blank":
        question.stem = with_gap(stem)
        question.strict = ["case"] if node.findtext("usecase", "0").strip() == "1" else []
    elif kind == "choice" and node.findtext("single", "true").strip() in ("false", "0"):
        question.kind = "multiple"
    if any(True for _ in node.iter("file")):
        losses.append("the files that belong to it")
    return question


def _stem_of(node: Element) -> str:
    return _inside(node.find("questiontext/text"))


def _all_typed(node: Element) -> bool:
    """Whether an embedded question has gaps, and all of them are typed into."""
    rest, count = CLOZE.subn("", _stem_of(node))
    return count > 0 and not CLOZE_LEFT.search(rest)


def _cases(node: Element) -> bool:
    """Whether a gap of an embedded question tells capitals apart."""
    return any(gap["case"] for gap in CLOZE.finditer(_stem_of(node)))


def _cloze(node: Element, losses: list[str]) -> list[FoundAnswer]:
    """What fills each gap of an embedded question."""
    return [
        FoundAnswer(_cloze_answers(unescape(gap["answers"]), losses))
        for gap in CLOZE.finditer(_stem_of(node))
    ]


def _cloze_answers(answers: str, losses: list[str]) -> str:
    found = map(CLOZE_ANSWER.match, BETWEEN.findall(answers))
    right = [one for one in found if one and one["share"] != "0"]
    texts = [on_one_line(one["words"]) for one in right]
    return accepted([_typed(text, losses) for text in texts])


def _typed(text: str, losses: list[str]) -> str:
    """An accepted answer without the backslashes before its marks."""
    if re.search(r"(?<!\\)(?:\\\\)*\*", text):
        losses.append("the meaning of `*` in an accepted answer")
    return re.sub(r"\\(.)", r"\1", text)


def _look_for(node: Element, losses: list[str]) -> list[str]:
    """What graders are told, an entry for each of a list, without the model answer behind it."""
    html = _inside(node.find("graderinfo/text"))
    found = LIST.fullmatch(html.removesuffix(_inside(node.find("generalfeedback/text")) or html))
    if found:
        return [from_html(item, losses) for item in NEXT_ITEM.split(found["items"])]
    return [_words(node.find("graderinfo"), losses)]


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
    """The pairs, and what belongs to nothing."""
    return [
        FoundAnswer(_words(entry, losses), partner=from_plain(entry.findtext("answer/text") or ""))
        for entry in node.findall("subquestion")
    ]


def _gap(entries: list[Element], losses: list[str]) -> FoundAnswer:
    texts = [_typed(on_one_line(entry.findtext("text") or ""), losses) for entry in entries]
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
