"""Questions in QTI 1.2, as Canvas, Blackboard and others pack them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from studyguide.quiz.importing.blocks import accepted, with_gap
from studyguide.quiz.importing.found import Found, FoundAnswer, FoundQuestion, named
from studyguide.quiz.importing.words import from_html, from_plain, on_one_line
from studyguide.quiz.kinds.blank import GAP

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOT = "questestinterop"
NAMED_GAP = re.compile(r"\\\[(?P<name>[\w.-]+)\\\]")
"""A gap of a question of Canvas with several, once its brackets are escaped."""
OURS = re.compile(r"q-[a-z0-9-]+")
"""The name of an item that our own package wrote."""
NOT_OURS = (
    "calculated_question",
    "numerical_question",
    "file_upload_question",
    "text_only_question",
)


def read(root: Element) -> Found:
    """The questions of a file whose root is `questestinterop`."""
    found = Found()
    for item in root.iter("item"):
        question = _Item(item).question()
        if isinstance(question, str):
            found.left_out.append(named(on_one_line(item.get("title") or "an item"), question))
        else:
            found.questions.append(question.settle())
    return found


class _Item:
    """An item while it is being read."""

    def __init__(self, item: Element) -> None:
        self.item = item
        self.losses: list[str] = []
        self.said = self._meta("question_type", "cc_profile")
        self.feedback = {
            one.get("ident", ""): text
            for one in item.iter("itemfeedback")
            if (text := self._of(one))
        }

    def question(self) -> FoundQuestion | str:
        """The question, or why it is none of ours."""
        lids, strings = list(self.item.iter("response_lid")), list(self.item.iter("response_str"))
        if self.said in NOT_OURS:
            return f"we have no questions of the kind `{self.said}`"
        question = FoundQuestion(self._stem(), "essay", losses=self.losses)
        name = self.item.get("ident") or ""
        question.name = name if OURS.fullmatch(name) else on_one_line(self.item.get("title") or "")
        if len(lids) == 1 and lids[0].get("rcardinality") == "Ordered":
            question.kind, question.answers = "order", self._steps(lids[0])
        elif len(lids) == 1:
            question.kind, question.answers = self._options(lids[0])
        elif lids and ("blank" in self.said or "dropdown" in self.said):
            question.kind, question.answers = "blank", self._gaps(lids)
            names = {lid.get("ident", "").removeprefix("response_") for lid in lids}
            question.stem = NAMED_GAP.sub(
                lambda found: GAP if found["name"] in names else found[0], question.stem
            )
        elif lids:
            question.kind, question.answers = "match", self._pairs(lids)
        elif strings and (texts := [on_one_line(e.text or "") for e, _ in self._right()]):
            question.kind = "blank"
            question.answers = [FoundAnswer(accepted(texts))]
            question.stem = with_gap(question.stem)
        elif not strings:
            return "it asks for no answer"
        self._explain(question)
        return question

    def _explain(self, question: FoundQuestion) -> None:
        general = [t for name, t in self.feedback.items() if name not in self._linked()]
        text = " ".join(general)
        if question.kind == "essay":
            question.model_answer = text
            notes = self._meta("grading_notes")
            question.look_for = [from_plain(one) for one in notes.split("; ")] if notes else []
        else:
            question.explanation = text

    def _stem(self) -> str:
        presented = self.item.find("presentation")
        texts = [] if presented is None else list(_outside(presented))
        stem = " ".join(filter(None, map(self._words, texts)))
        return stem.replace(GAP, r"\_\_\_")

    def _options(self, lid: Element) -> tuple[str, list[FoundAnswer]]:
        right = {node.text for node, _ in self._right()}
        reasons = self._reasons()
        made = [
            FoundAnswer(text, name in right, reasons.get(name, ""))
            for name, text in self._labels(lid).items()
        ]
        many = lid.get("rcardinality") == "Multiple"
        return ("multiple" if many else "choice"), made

    def _steps(self, lid: Element) -> list[FoundAnswer]:
        labels = self._labels(lid)
        names = [node.text or "" for node, _ in self._right()]
        if sorted(names) != sorted(labels):
            self.losses.append("the right order, which the file does not tell")
            names = list(labels)
        return [FoundAnswer(labels[name]) for name in names]

    def _pairs(self, lids: list[Element]) -> list[FoundAnswer]:
        right = {name: node.text or "" for node, name in self._right()}
        made = []
        for lid in lids:
            left = " ".join(filter(None, map(self._words, _outside(lid))))
            partner = self._labels(lid).get(right.get(lid.get("ident", ""), ""), "")
            made.append(FoundAnswer(left, partner=partner))
        return made

    def _gaps(self, lids: list[Element]) -> list[FoundAnswer]:
        """The gaps of a question of Canvas, whose labels are all that counts as right."""
        right = {(name, node.text) for node, name in self._right()}
        made = []
        for lid in lids:
            key = lid.get("ident", "")
            labels = list(lid.iter("response_label"))
            chosen = [label for label in labels if (key, label.get("ident")) in right] or labels
            texts = [on_one_line("".join(label.itertext())) for label in chosen]
            made.append(FoundAnswer(accepted(texts)))
        return made

    def _labels(self, lid: Element) -> dict[str, str]:
        return {
            label.get("ident", ""): " ".join(map(self._words, label.iter("mattext")))
            for label in lid.iter("response_label")
        }

    def _right(self) -> Iterator[tuple[Element, str]]:
        """What earns points: each value with the name of the response that it is compared with."""
        for condition in self.item.iter("respcondition"):
            if any(_points(change) > 0 for change in condition.iter("setvar")):
                wrong = {id(n) for no in condition.iter("not") for n in no.iter("varequal")}
                for node in condition.iter("varequal"):
                    if id(node) not in wrong:
                        yield node, node.get("respident", "")

    def _reasons(self) -> dict[str, str]:
        """The reason of each option: what is shown to those who choose it."""
        found: dict[str, str] = {}
        for condition in self.item.iter("respcondition"):
            chosen = [node.text or "" for node in condition.iter("varequal")]
            shown = [node.get("linkrefid", "") for node in condition.iter("displayfeedback")]
            if len(chosen) == 1 and not any(True for _ in condition.iter("not")):
                texts = (self.feedback.get(name, "") for name in shown)
                found.setdefault(chosen[0], " ".join(filter(None, texts)))
        return found

    def _linked(self) -> set[str]:
        """The names of what is shown to those who choose one thing."""
        return {
            shown.get("linkrefid", "")
            for condition in self.item.iter("respcondition")
            if any(True for _ in condition.iter("varequal"))
            for shown in condition.iter("displayfeedback")
        }

    def _meta(self, *labels: str) -> str:
        for one in self.item.iter("qtimetadatafield"):
            if (one.findtext("fieldlabel") or "").strip() in labels:
                return on_one_line(one.findtext("fieldentry") or "")
        return ""

    def _of(self, node: Element) -> str:
        return " ".join(filter(None, map(self._words, node.iter("mattext"))))

    def _words(self, text: Element) -> str:
        words = text.text or ""
        is_html = text.get("texttype", "text/plain") == "text/html"
        return from_html(words, self.losses) if is_html else from_plain(words)


def _outside(node: Element) -> Iterator[Element]:
    """The texts of an element that belong to no answer."""
    for child in node:
        if child.tag == "mattext":
            yield child
        elif child.tag in ("material", "flow", "flow_mat"):
            yield from _outside(child)


def _points(change: Element) -> float:
    try:
        return float(change.text or "0")
    except ValueError:
        return 0.0
