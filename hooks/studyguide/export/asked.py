"""The quizzes as other systems take them: each question with its answers, in HTML or plain words.

Other systems have no sources and no pages of the guide: citations go, and a link into the guide
leaves its words. A formula is LaTeX, and a picture either goes along or is told by its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from studyguide.model import Guide, Question, Quiz
from studyguide.quiz.kinds.blank import GAP, STRAIGHT
from studyguide.quiz.kinds.kind import Choice, KeyRow
from studyguide.render.fragments import CITATION
from studyguide.render.items import shown_item
from studyguide.render.site import Site
from studyguide.words import Words
from studyguide.words.letters import without_accents
from studyguide.words.rules import rules_of

INSIDE = "guide:/"
OUTSIDE = ("https://", "http://", "mailto:")
"""Where links lead that mean something elsewhere."""
KEPT = frozenset({"alt", "src", "href", "lang", "dir", "colspan", "rowspan", "start"})
"""What elements keep; classes and ids mean nothing elsewhere."""
MATH = re.compile(r'<math(?P<block> display="block")?>(?P<latex>.*?)</math>', re.DOTALL)
INSIDE_TAG = r'(?:[^>"]|"[^"]*")*'
PICTURE = re.compile(rf'<img\b{INSIDE_TAG}?\bsrc="guide:/(?P<path>[^"]*)"{INSIDE_TAG}>')
IMAGE = re.compile(rf"<img\b{INSIDE_TAG}>")
ALT = re.compile(r'\balt="([^"]*)"')
BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|dl|dt|dd|div|br|hr|pre|table|tr|t[hd]|blockquote|h[1-6])\b[^>]*>"
)
TAG = re.compile(rf"<{INSIDE_TAG}>")
LONE_PARAGRAPH = re.compile(r"^<p>((?:(?!</?p>).)*)</p>$", re.DOTALL)
OF_A_LIST = re.compile(r"<li>(.*?)</li>", re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """A question of a quiz; its texts are HTML for another system, as `carried` makes it."""

    question: Question
    stem: str
    choices: tuple[Choice, ...]
    """What is shown to choose from, to match or to put in order."""
    partners: tuple[Choice, ...]
    rows: tuple[KeyRow, ...]
    """The key; steps stand in the right order."""
    hints: tuple[str, ...]
    model_answer: str
    look_for: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its id in the guide."""
        return self.question.id

    @property
    def pairs(self) -> tuple[KeyRow, ...]:
        """The rows of the key that join two columns."""
        return tuple(row for row in self.rows if row.partner)

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.question.kind


@dataclass(frozen=True)
class AskedQuiz:
    """A quiz with its questions."""

    id: str
    title: str
    """Plain words."""
    introduction: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class LeftOut:
    """A question that a system cannot take, and why."""

    system: str
    quiz: str
    id: str
    reason: str


def by_reason(left: Iterable[LeftOut]) -> list[str]:
    """What is left out, one line for each system and reason, with the questions by id."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in left:
        found.setdefault((one.system, one.reason), {})[one.id] = None
    return [f"{who} leaves out {', '.join(ids)}: {why}" for (who, why), ids in found.items()]


def has_quizzes(guide: Guide) -> bool:
    """Whether there is anything for a system that takes quizzes."""
    return bool(guide.quizzes)


def asked_quizzes(site: Site) -> tuple[AskedQuiz, ...]:
    """Every quiz of the guide, in its order."""
    return tuple(_quiz(site, quiz) for quiz in site.guide.quizzes)


def _quiz(site: Site, quiz: Quiz) -> AskedQuiz:
    questions = tuple(_asked(site, question) for question in site.questions_of(quiz))
    title, introduction = text(carried(site.title(quiz.id))), carried(site.of(quiz).body)
    return AskedQuiz(quiz.id, title, introduction, questions)


def _asked(site: Site, question: Question) -> Asked:
    item = shown_item(site, question)
    parts = list(zip(question.parts, site.of(question).parts, strict=True))
    look_for = carried(site.part_html(question, "look-for"))
    return Asked(
        question,
        carried(item.stem),
        tuple(map(_choice, item.choices)),
        tuple(map(_choice, item.partners)),
        tuple(map(_row, item.rows)),
        tuple(carried(html.html) for part, html in parts if part.name == "hint"),
        carried(site.part_html(question, "answer")),
        tuple(OF_A_LIST.findall(look_for)) or ((look_for,) if look_for else ()),
    )


def _choice(choice: Choice) -> Choice:
    return replace(choice, text=carried(choice.text))


def _row(row: KeyRow) -> KeyRow:
    partner = row.partner and _choice(row.partner)
    # What fills a gap is plain text.
    words = escape(row.words, quote=False) if row.accepted else carried(row.words)
    return replace(row, words=words, reason=carried(row.reason), partner=partner)


def carried(html: str) -> str:
    """HTML without what only this guide has; formulas become `<math>` around their LaTeX."""
    tree = LexborHTMLParser(f"<!doctype html><body>{CITATION.sub('', html)}</body>")
    body = tree.body
    if body is None:  # pragma: no cover - the parser always makes one
        return ""
    for node in body.css("math"):
        latex, block = node.attributes.get("alttext") or "", node.attributes.get("display")
        made = tree.create_node("math")
        if block == "block":
            made.attrs["display"] = "block"
        made.inner_html = escape(latex, quote=False)
        node.replace_with(made)
    for node in body.css("*"):
        for name in list(node.attributes):
            if name not in KEPT and not (node.tag == "math" and name == "display"):
                del node.attrs[name]
    for node in body.css("a, span"):
        if not (node.attributes.get("href") or "").startswith(OUTSIDE):
            node.unwrap()
    return (body.inner_html or "").strip()


def text(html: str) -> str:
    """The words of such HTML on one line: LaTeX is bare, a picture is told in brackets."""
    words = BLOCK.sub(" ", IMAGE.sub(_told, html))
    return " ".join(unescape(TAG.sub("", words)).split())


def why(html: str, reason: str) -> str:
    """Something of a key with its reason behind it; the reason may be paragraphs."""
    told = LONE_PARAGRAPH.sub(r"\1", reason)
    return f"<strong>{html}</strong> {told}"


def reasons(asked: Asked) -> str:
    """The key of a question and why, as a list: for systems with one feedback a question."""
    rows = (
        (f"{row.words} – {row.partner.text}" if row.partner else row.words, row.reason)
        for row in asked.rows
    )
    told = [why(words, reason) for words, reason in rows]
    return listed(told, "ol" if asked.kind == "order" else "ul")


def every_text(asked: Asked) -> Iterator[str]:
    """All that is shown of a question and its key."""
    yield from (asked.stem, asked.model_answer, *asked.look_for, *asked.hints)
    yield from (choice.text for choice in (*asked.choices, *asked.partners))
    yield from (row.reason for row in asked.rows)


def _told(image: re.Match[str]) -> str:
    alt = ALT.search(image[0])
    return f"[{alt[1]}]" if alt and alt[1] else ""


def paragraphs(html: str) -> str:
    """Such HTML in a paragraph, where it does not begin with an element of its own."""
    return f"<p>{html}</p>" if html and not BLOCK.match(html) else html


def listed(htmls: Sequence[str], tag: str = "ul") -> str:
    """Such texts as a list."""
    return f"<{tag}>{''.join(f'<li>{html}</li>' for html in htmls)}</{tag}>" if htmls else ""


@dataclass(frozen=True)
class Html:
    """How a system takes HTML: `place` is what the address of a picture begins with there."""

    site: Site
    place: str

    def __call__(self, html: str) -> str:
        """The HTML for it: LaTeX in its marks, pictures at their new place or told in words."""
        return PICTURE.sub(self._placed, MATH.sub(_marked, html))

    def pictures(self, html: str) -> Iterator[tuple[str, bytes]]:
        """The pictures in that HTML, by path in the site, each once."""
        for path in dict.fromkeys(map(unquote, PICTURE.findall(html))):
            if path in self.site.files:
                yield path, self.site.files[path]

    def _placed(self, image: re.Match[str]) -> str:
        path = image["path"]
        if unquote(path) not in self.site.files:
            return _told(image)
        return image[0].replace(f"{INSIDE}{path}", f"{self.place}{path}")


def _marked(formula: re.Match[str]) -> str:
    left, right = (r"\[", r"\]") if formula["block"] else (r"\(", r"\)")
    return f"{left}{formula['latex']}{right}"


def in_gaps(html: str, word: Callable[[int], str]) -> str:
    """A stem with a word of the system in each gap; gaps count from 1."""
    first, *others = html.split(GAP)
    return first + "".join(f"{word(n)}{piece}" for n, piece in enumerate(others, 1))


def accepted(question: Question, row: KeyRow) -> tuple[str, ...]:
    """What counts as right in a gap, the best answer first.

    Systems compare letter by letter, so what the guide is lenient about stands there in full.
    """
    found = dict.fromkeys(row.accepted)
    if "quotes" not in question.strict:
        found |= dict.fromkeys(one.translate(STRAIGHT) for one in [*found])
    if "accents" not in question.strict:
        letters = rules_of(question.language).letters
        found |= dict.fromkeys(without_accents(one, letters) for one in [*found])
    return tuple(found)


def gaps_apart(asked: Asked, words: Words) -> Iterator[tuple[str, Asked]]:
    """One question for each gap, with its name, for systems with one answer a question."""
    many = len(asked.rows)
    for place, row in enumerate(asked.rows, 1):
        told = " " + words.gettext("(Gap %(n)s of %(of)s)", n=place, of=many) if many > 1 else ""
        name = f"{asked.id}-{place}" if many > 1 else asked.id
        yield name, replace(asked, stem=f"{asked.stem}{told}", rows=(row,))
