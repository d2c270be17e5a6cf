"""The quizzes as an Apps Script that makes Google Forms of them in the teacher's own Drive.

Google Forms imports no file, and a script of the teacher's own needs neither an add-on nor a server
of ours. The quizzes stand in it as data, apart from the code. A form marks no grid, so each pair
and each place in an order becomes a list; what is typed it does not mark.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from posixpath import splitext
from textwrap import fill

from studyguide.export.asked import Asked, Html, asked_quizzes, has_quizzes, text
from studyguide.export.exporter import PLATFORMS, Exporter
from studyguide.model import TEACHERS
from studyguide.render.site import Site
from studyguide.words import N_, Words

SHOWN = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
"""The pictures that a form shows; others are told by their words."""
HEAD = """\
/**
 * {about}
 *
{how}
 */
"""
HOW = N_(
    "Choose a quiz in the list of functions above and run it. It makes a form in your own Drive "
    "and writes its address into the log. Nothing leaves your account."
)
CODE = """
function makeForm(quiz) {
  const form = FormApp.create(quiz.title).setIsQuiz(true).setDescription(quiz.description);
  for (const question of quiz.questions) {
    for (const picture of question.pictures) {
      const data = Utilities.base64Decode(picture.data);
      form.addImageItem().setTitle(picture.title).setImage(Utilities.newBlob(data, picture.type));
    }
    if (question.kind === 'line' || question.kind === 'paragraph') {
      const item = question.kind === 'line' ? form.addTextItem() : form.addParagraphTextItem();
      item.setTitle(question.title).setPoints(1);
      item.setGeneralFeedback(FormApp.createFeedback().setText(question.right).build());
      continue;
    }
    const item = question.kind === 'one' ? form.addMultipleChoiceItem()
      : question.kind === 'many' ? form.addCheckboxItem() : form.addListItem();
    item.setTitle(question.title).setPoints(1).setRequired(true);
    item.setChoices(question.options.map(option => item.createChoice(option.text, option.right)));
    if (question.right) {
      item.setFeedbackForCorrect(FormApp.createFeedback().setText(question.right).build());
    }
    if (question.wrong) {
      item.setFeedbackForIncorrect(FormApp.createFeedback().setText(question.wrong).build());
    }
  }
  Logger.log(form.getEditUrl());
}
"""
Data = Mapping[str, object]


def google_forms(site: Site) -> bytes:
    """The script: the quizzes, a function for each, and the code that they share."""
    imprint, quizzes = site.guide.imprint, asked_quizzes(site)
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
    data = {
        quiz.id: {
            "title": quiz.title,
            "description": text(quiz.introduction),
            "questions": [one for asked in quiz.questions for one in _questions(site, asked)],
        }
        for quiz in quizzes
    }
    functions = "".join(
        f"\nfunction {_name(quiz.id)}() {{\n  makeForm(QUIZZES['{quiz.id}']);\n}}\n"
        for quiz in quizzes
    )
    literal = json.dumps(data, ensure_ascii=False, indent=1)
    how = fill(site.words.gettext(HOW), 100, initial_indent=" * ", subsequent_indent=" * ")
    head = HEAD.format(about=about.replace("*/", "* /"), how=how.replace("*/", "* /"))
    return f"{head}{functions}{CODE}\nconst QUIZZES = {literal};\n".encode()


def _name(quiz: str) -> str:
    return "quiz_" + re.sub(r"\W", "_", quiz)


def _questions(site: Site, asked: Asked) -> Iterator[Data]:
    """What becomes of a question; its pictures stand above the first."""
    pictures = _pictures(site, asked)
    for made in _items(asked, site.words):
        yield {**made, "pictures": pictures}
        pictures = []


def _pictures(site: Site, asked: Asked) -> list[Data]:
    return [
        {"title": "", "type": SHOWN[kind], "data": b64encode(data).decode()}
        for path, data in Html(site, "").pictures(asked.stem)
        if (kind := splitext(path)[1].lower()) in SHOWN
    ]


def _items(asked: Asked, words: Words) -> Iterator[Data]:
    stem = text(asked.stem)
    if asked.kind in ("choice", "multiple", "true-false"):
        yield {
            "kind": "many" if asked.kind == "multiple" else "one",
            "title": stem,
            "options": [{"text": text(row.words), "right": bool(row.right)} for row in asked.rows],
            "right": _reasons(asked, right=True),
            "wrong": _reasons(asked, right=False),
        }
    elif asked.kind == "match":
        options = [text(partner.text) for partner in asked.partners]
        for row in asked.pairs:
            right = text(row.partner.text) if row.partner else ""
            yield _list(f"{stem} {text(row.words)}", options, right, text(row.reason))
    elif asked.kind == "order":
        options = [text(choice.text) for choice in asked.choices]
        for place, row in enumerate(asked.rows, 1):
            step = words.gettext("(Step %(n)s of %(of)s)", n=place, of=len(options))
            title = f"{stem} {step}"
            yield _list(title, options, text(row.words), text(row.reason))
    elif asked.kind == "blank":
        told = (f"{text(row.words)}: {text(row.reason)}" for row in asked.rows)
        yield {"kind": "line", "title": stem, "right": " ".join(told)}
    else:
        yield {"kind": "paragraph", "title": stem, "right": text(asked.model_answer)}


def _list(title: str, options: Sequence[str], right: str, reason: str) -> Data:
    marked = [{"text": option, "right": option == right} for option in options]
    return {"kind": "list", "title": title, "options": marked, "right": reason, "wrong": reason}


def _reasons(asked: Asked, *, right: bool) -> str:
    """The reasons of all right options, or of all wrong ones: a form has one text for each."""
    rows = (row for row in asked.rows if bool(row.right) is right)
    return " ".join(f"{text(row.words)}: {text(row.reason)}" for row in rows)


EXPORTER = Exporter(
    name="google-forms",
    title=N_("Quizzes for Google Forms and Classroom (Apps Script)"),
    note=N_(
        "At `script.google.com` make a new project, put the text of this file in the place of "
        "what stands there, choose a quiz above, and run it."
    ),
    file=lambda work: f"{work.slug}-teacher-google-forms.gs",
    make=google_forms,
    audience=TEACHERS,
    need=PLATFORMS,
    by_default=True,
    fits=has_quizzes,
)
