"""All quizzes as Moodle question XML: every kind, and a reason at each option.

`ordering` is Moodle's own from 4.4 on. Each quiz is a category of the question bank.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from posixpath import basename, dirname
from xml.etree.ElementTree import Comment, Element

from studyguide.export.asked import (
    Asked,
    AskedQuiz,
    Html,
    accepted,
    asked_quizzes,
    has_quizzes,
    in_gaps,
    listed,
    paragraphs,
    reasons,
    text,
)
from studyguide.export.exporter import PLATFORMS, Exporter
from studyguide.export.xml_tree import document, element
from studyguide.model import TEACHERS
from studyguide.render.site import Site
from studyguide.words import N_

FILES = "@@PLUGINFILE@@/"
LONGEST_NAME = 80
"""Letters of a stem in the name by which teachers find a question; the stem stands whole below."""
LINES = {"short": "5", "essay": "15"}
"""The height of the box to write in."""
SPECIAL = re.compile(r'[}#~/"\\]')
"""What has a meaning inside a gap of Moodle."""


def moodle(site: Site) -> bytes:
    """The file: categories, each with its questions."""
    html, imprint = Html(site, FILES), site.guide.imprint
    about = ". ".join(
        filter(
            None,
            (
                imprint.title,
                site.words.gettext("Version %(version)s", version=imprint.version),
                imprint.licence,
            ),
        )
    )
    root = element("quiz")
    root.append(Comment(f" {about.replace('--', '–')} "))
    for quiz in asked_quizzes(site):
        root.extend(_quiz(quiz, html))
    return document(root)


def _quiz(quiz: AskedQuiz, html: Html) -> Iterator[Element]:
    path = f"$course$/top/{quiz.title.replace('/', '//')}"
    category = element("category", element("text", path))
    yield element("question", category, type="category")
    for asked in quiz.questions:
        yield WRITERS[asked.kind](asked, html)


def _text(tag: str, html: Html, words: str, **attributes: str) -> Element:
    """A text with the pictures in it."""
    made = element(tag, element("text", html(words)), format="html", **attributes)
    for path, data in html.pictures(words):
        folder = f"/{dirname(path)}/".replace("//", "/")
        made.append(
            element(
                "file",
                b64encode(data).decode(),
                name=basename(path),
                path=folder,
                encoding="base64",
            )
        )
    return made


def _begun(asked: Asked, html: Html, kind: str, general: str = "", stem: str = "") -> Element:
    name = f"{asked.id}: {text(asked.stem)[:LONGEST_NAME]}"
    made = element("question", type=kind)
    made.append(element("name", element("text", name)))
    made.append(_text("questiontext", html, stem or paragraphs(asked.stem)))
    made.append(_text("generalfeedback", html, general))
    if kind != "cloze":
        made.append(element("defaultgrade", "1.0000000"))
    made.append(element("penalty", "0.3333333"))
    made.append(element("hidden", "0"))
    made.append(element("idnumber", asked.id))
    return made


def _plain(**values: str) -> Iterable[Element]:
    return (element(tag, value) for tag, value in values.items())


def _combined(made: Element) -> None:
    for which in ("correct", "partiallycorrect", "incorrect"):
        made.append(element(f"{which}feedback", element("text"), format="html"))


def _with_hints(made: Element, asked: Asked, html: Html) -> Element:
    made.extend(_text("hint", html, paragraphs(hint)) for hint in asked.hints)
    return made


def _share(share: float) -> str:
    """A part of the points as Moodle lists it; it takes no others."""
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _options(asked: Asked, html: Html) -> Element:
    many = asked.kind == "multiple"
    right = sum(row.right is True for row in asked.rows)
    wrong = len(asked.rows) - right
    made = _begun(asked, html, "multichoice")
    single = "false" if many else "true"
    made.extend(_plain(single=single, shuffleanswers="false", answernumbering="ABCD"))
    _combined(made)
    for row in asked.rows:
        # To tick every box must not earn points: wrong ones cost what right ones earn.
        share = 100 / right if row.right else -100 / wrong if many else 0
        answer = _text("answer", html, paragraphs(row.words), fraction=_share(share))
        answer.append(_text("feedback", html, paragraphs(row.reason)))
        made.append(answer)
    return _with_hints(made, asked, html)


def _true_false(asked: Asked, html: Html) -> Element:
    made = _begun(asked, html, "truefalse")
    for row in asked.rows:
        made.append(_typed(text(row.words).casefold(), "100" if row.right else "0"))
        made[-1].append(_text("feedback", html, paragraphs(row.reason)))
    return made


def _typed(words: str, fraction: str) -> Element:
    return element("answer", element("text", words), fraction=fraction, format="plain_text")


def _match(asked: Asked, html: Html) -> Element:
    made = _begun(asked, html, "matching", reasons(asked))
    made.append(element("shuffleanswers", "true"))
    _combined(made)
    for row in asked.rows:
        # What belongs to nothing is the answer to an empty question.
        left = paragraphs(row.words) if row.partner else ""
        pair = _text("subquestion", html, left)
        partner = text(row.partner.text if row.partner else row.words)
        pair.append(element("answer", element("text", partner)))
        made.append(pair)
    return _with_hints(made, asked, html)


def _order(asked: Asked, html: Html) -> Element:
    made = _begun(asked, html, "ordering", reasons(asked))
    made.extend(
        _plain(
            layouttype="VERTICAL",
            selecttype="ALL",
            selectcount="0",
            gradingtype="RELATIVE_TO_CORRECT",
            showgrading="SHOW",
            numberingstyle="none",
        )
    )
    _combined(made)
    # Without this, Moodle 5.0 takes one hint for two, and the whole import dies.
    made.append(element("shownumcorrect", "1"))
    for place, row in enumerate(asked.rows, 1):
        answer = _text("answer", html, paragraphs(row.words), fraction=f"{place}.0000000")
        answer.append(element("feedback", element("text"), format="html"))
        made.append(answer)
    return _with_hints(made, asked, html)


def _blank(asked: Asked, html: Html) -> Element:
    strict = "case" in asked.question.strict
    if len(asked.rows) > 1:
        return _gaps(asked, html, "SHORTANSWER_C" if strict else "SHORTANSWER")
    made = _begun(asked, html, "shortanswer")
    made.append(element("usecase", "1" if strict else "0"))
    for row in asked.rows:
        for words in accepted(asked.question, row):
            made.append(_typed(words.replace("*", r"\*"), "100"))
            made[-1].append(_text("feedback", html, paragraphs(row.reason)))
    return _with_hints(made, asked, html)


def _gaps(asked: Asked, html: Html, kind: str) -> Element:
    def gap(n: int) -> str:
        words = accepted(asked.question, asked.rows[n - 1])
        told = (_in_gap(one) for one in words)
        return f"{{1:{kind}:{'~'.join(f'={one}' for one in told)}}}"

    stem = paragraphs(in_gaps(asked.stem, gap))
    return _with_hints(_begun(asked, html, "cloze", reasons(asked), stem), asked, html)


def _in_gap(words: str) -> str:
    """An answer inside a gap: a star is any letters there, unless a backslash stands before it."""
    return escape(SPECIAL.sub(r"\\\g<0>", words), quote=False).replace("*", r"\*")


def _written(asked: Asked, html: Html) -> Element:
    answer = paragraphs(asked.model_answer)
    made = _begun(asked, html, "essay", answer)
    made.extend(
        _plain(
            responseformat="editor",
            responserequired="1",
            responsefieldlines=LINES[asked.kind],
            attachments="0",
            attachmentsrequired="0",
        )
    )
    made.append(_text("graderinfo", html, f"{listed(asked.look_for)}{answer}"))
    made.append(element("responsetemplate", element("text"), format="html"))
    return made


WRITERS: Mapping[str, Callable[[Asked, Html], Element]] = {
    "choice": _options,
    "multiple": _options,
    "true-false": _true_false,
    "match": _match,
    "order": _order,
    "blank": _blank,
    "short": _written,
    "essay": _written,
}
EXPORTER = Exporter(
    name="moodle",
    title=N_("Quizzes for Moodle (XML)"),
    note=N_(
        "In the course: Question bank, Import, Moodle XML format. Each quiz becomes a category; "
        "import into a course that has none of them yet."
    ),
    file=lambda work: f"{work.slug}-teacher-moodle.xml",
    make=moodle,
    audience=TEACHERS,
    need=PLATFORMS,
    by_default=True,
    fits=has_quizzes,
)
