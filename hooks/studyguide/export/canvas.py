"""Quizzes as Canvas imports them: QTI 1.2 as Canvas itself writes it, for both of its engines.

Classic Quizzes turn an ordering into one list a place; New Quizzes keep it. Both take a reason at
each option from QTI 1.2 and lose it from 2.1. New Quizzes take the first quiz of a package only,
so each quiz has a package of its own, and one package holds all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from xml.etree.ElementTree import Element

from studyguide.export.archive import packed
from studyguide.export.asked import (
    Asked,
    AskedQuiz,
    Html,
    accepted,
    asked_quizzes,
    every_text,
    has_quizzes,
    in_gaps,
    paragraphs,
    reasons,
    text,
)
from studyguide.export.exporter import PLATFORMS, Exporter
from studyguide.export.qti import (
    FILES,
    assessment,
    chosen,
    exactly,
    feedback,
    item,
    marking,
    material,
    metadata,
    number,
    otherwise,
    to_choose,
    to_write,
    web_content,
    when,
)
from studyguide.export.xml_tree import document, element
from studyguide.model import TEACHERS
from studyguide.render.site import Site
from studyguide.words import N_

CARTRIDGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
SETTINGS = "http://canvas.instructure.com/xsd/cccv1p0"
SHOWN_TO_ALL = "general_fb"
"""The name of the feedback that does not depend on the answer."""
ALL = "all-quizzes.zip"
NAMES = {
    "choice": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "true-false": "true_false_question",
}
RIGHT_COLUMN = 50
"""Where the numbers of a right column begin, behind those of the left one."""


def canvas(site: Site) -> bytes:
    """All packages in one zip, to unpack."""
    quizzes = asked_quizzes(site)
    files = {f"{quiz.id}.zip": package(site, quiz.title, [quiz]) for quiz in quizzes}
    return packed({ALL: package(site, site.guide.imprint.title, quizzes), **files})


def package(site: Site, title: str, quizzes: Sequence[AskedQuiz]) -> bytes:
    """A package that Canvas imports, with the pictures that are in it."""
    html = Html(site, FILES)
    pictures = {
        path: data
        for quiz in quizzes
        for asked in quiz.questions
        for one in every_text(asked)
        for path, data in html.pictures(one)
    }
    files = dict(pictures)
    for quiz in quizzes:
        items = [_item(asked, html) for asked in quiz.questions]
        fields = metadata(cc_maxattempts="1")
        files[f"{quiz.id}/{quiz.id}.xml"] = assessment(quiz.id, quiz.title, fields, items)
        files[f"{quiz.id}/assessment_meta.xml"] = _settings(quiz, html)
    files["imsmanifest.xml"] = _manifest(title, quizzes, sorted(pictures))
    return packed(files)


def _item(asked: Asked, html: Html) -> Element:
    return WRITERS[asked.kind](asked, html)


def _begun(asked: Asked, kind: str, answers: Iterable[str] = (), **fields: str) -> Element:
    fields = {"question_type": kind, "points_possible": "1.0", **fields}
    if answers := ",".join(answers):
        fields["original_answer_ids"] = answers
    return item(
        asked.id, text(asked.stem), **fields, assessment_question_identifierref=f"{asked.id}-bank"
    )


def _finished(made: Element, html: Html, stem: str, *responses: Element) -> Element:
    made.append(element("presentation", material(paragraphs(html(stem))), *responses))
    return made


def _with_one_text(made: Element, shown: str, conditions: Iterable[Element]) -> Element:
    """End an item whose feedback is the same whatever was answered."""
    first = when(otherwise(), shows=[SHOWN_TO_ALL], more=True)
    made.extend([marking(first, *conditions), feedback(SHOWN_TO_ALL, shown)])
    return made


def _options(asked: Asked, html: Html) -> Element:
    base = number(asked.id)
    names = [str(base + place) for place, _ in enumerate(asked.rows)]
    rows = list(zip(names, asked.rows, strict=True))
    many = asked.kind == "multiple"
    made = _begun(asked, NAMES[asked.kind], names)
    labels = [(name, html(row.words)) for name, row in rows]
    response = to_choose(labels, cardinality="Multiple" if many else "Single")
    _finished(made, html, asked.stem, response)
    right = [name for name, row in rows if row.right]
    wrong = [name for name in names if name not in right]
    key = exactly(right, wrong) if many else chosen(right[0])
    shows = [when(chosen(name), shows=[f"{name}_fb"], more=True) for name in names]
    made.append(marking(*shows, when(key, score="100")))
    made.extend(feedback(f"{name}_fb", paragraphs(html(row.reason))) for name, row in rows)
    return made


def _match(asked: Asked, html: Html) -> Element:
    base = number(asked.id)
    left = [str(base + place) for place, _ in enumerate(asked.pairs)]
    right = {
        partner.label: str(base + RIGHT_COLUMN + place)
        for place, partner in enumerate(asked.partners)
    }
    made = _begun(asked, "matching_question", left)
    # Canvas shows plain words in both columns.
    labels = [(right[partner.label], text(partner.text)) for partner in asked.partners]
    rows = list(zip(left, asked.pairs, strict=True))
    responses = []
    for name, row in rows:
        response = to_choose([(to, escape(words)) for to, words in labels], f"response_{name}")
        response.insert(0, material(escape(text(row.words))))
        responses.append(response)
    _finished(made, html, asked.stem, *responses)
    share = f"{100 / len(rows):.2f}"
    # Canvas itself writes no `continue` here, as if each pair ended the marking; it reads them all.
    conditions = [
        when(chosen(right[row.partner.label], f"response_{name}"), score=share, action="Add")
        for name, row in rows
        if row.partner
    ]
    return _with_one_text(made, html(reasons(asked)), conditions)


def _order(asked: Asked, html: Html) -> Element:
    base = number(asked.id)
    names = {choice.label: str(base + place) for place, choice in enumerate(asked.choices)}
    made = _begun(asked, "ordering_question")
    labels = [(names[choice.label], html(choice.text)) for choice in asked.choices]
    # With `ims_render_object`, as Canvas itself writes it, Classic Quizzes take no ordering.
    response = to_choose(labels, cardinality="Ordered")
    response[0].set("shuffle", "No")
    _finished(made, html, asked.stem, response)
    key = [chosen(names[row.label]) for row in asked.rows]
    return _with_one_text(made, html(reasons(asked)), [when(*key, score="100")])


def _blank(asked: Asked, html: Html) -> Element:
    return _gaps(asked, html) if len(asked.rows) > 1 else _gap(asked, html)


def _gap(asked: Asked, html: Html) -> Element:
    words = [one for row in asked.rows for one in accepted(asked.question, row)]
    base = number(asked.id)
    made = _begun(
        asked, "short_answer_question", (str(base + place) for place, _ in enumerate(words))
    )
    _finished(made, html, asked.stem, _typed())
    key = when(*map(chosen, words), score="100")
    return _with_one_text(made, html(reasons(asked)), [key])


def _gaps(asked: Asked, html: Html) -> Element:
    """Several gaps; Canvas finds them by a word in brackets, so the stem has no others."""
    base, share = number(asked.id), f"{100 / len(asked.rows):.2f}"
    made = _begun(asked, "fill_in_multiple_blanks_question")
    responses, conditions = [], []
    for n, row in enumerate(asked.rows, 1):
        names = [
            (str(base + n * 10 + place), escape(words))
            for place, words in enumerate(accepted(asked.question, row))
        ]
        response = to_choose(names, f"response_gap{n}")
        response.insert(0, material(f"gap{n}"))
        responses.append(response)
        conditions += [
            when(chosen(name, f"response_gap{n}"), score=share, action="Add") for name, _ in names
        ]
    stem = in_gaps(asked.stem.replace("[", "&#91;"), lambda n: f"[gap{n}]")
    _finished(made, html, stem, *responses)
    return _with_one_text(made, html(reasons(asked)), conditions)


def _written(asked: Asked, html: Html) -> Element:
    notes = "; ".join(map(text, asked.look_for))
    made = _begun(asked, "essay_question", grading_notes=notes)
    _finished(made, html, asked.stem, _typed())
    told = html(paragraphs(asked.model_answer))
    return _with_one_text(made, told, [when(otherwise())])


def _typed() -> Element:
    response = to_write()
    response[0].append(element("response_label", ident="answer1", rshuffle="No"))
    return response


WRITERS: Mapping[str, Callable[[Asked, Html], Element]] = {
    "choice": _options,
    "multiple": _options,
    "true-false": _options,
    "match": _match,
    "order": _order,
    "blank": _blank,
    "short": _written,
    "essay": _written,
}


def _settings(quiz: AskedQuiz, html: Html) -> bytes:
    """What Canvas is told of a quiz; letters stay as they are on paper, so nothing is shuffled."""
    told = {
        "title": quiz.title,
        "description": html(quiz.introduction),
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "assignment",
        "points_possible": f"{len(quiz.questions)}.0",
        "show_correct_answers": "true",
        "allowed_attempts": "1",
    }
    made = (element(name, value) for name, value in told.items())
    return document(element("quiz", *made, identifier=quiz.id, xmlns=SETTINGS))


def _manifest(title: str, quizzes: Sequence[AskedQuiz], pictures: Iterable[str]) -> bytes:
    resources = []
    for quiz in quizzes:
        meta, settings = f"{quiz.id}-meta", f"{quiz.id}/assessment_meta.xml"
        resources += [
            element(
                "resource",
                element("file", href=f"{quiz.id}/{quiz.id}.xml"),
                element("dependency", identifierref=meta),
                identifier=quiz.id,
                type="imsqti_xmlv1p2",
            ),
            element(
                "resource",
                element("file", href=settings),
                identifier=meta,
                type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
                href=settings,
            ),
        ]
    resources += web_content(pictures)
    named = element("imsmd:title", element("imsmd:string", title))
    told = element(
        "metadata",
        element("schema", "IMS Content"),
        element("schemaversion", "1.1.3"),
        element("imsmd:lom", element("imsmd:general", named)),
    )
    made = element(
        "manifest",
        told,
        element("organizations"),
        element("resources", *resources),
        identifier=f"{quizzes[0].id if len(quizzes) == 1 else 'all'}-package",
        xmlns=CARTRIDGE,
    )
    made.set("xmlns:imsmd", LOM)
    return document(made)


EXPORTER = Exporter(
    name="canvas",
    title=N_("Quizzes for Canvas (zip of QTI packages)"),
    note=N_(
        "Unpack it once. In the course: Settings, Import Course Content, QTI .zip file; then "
        "choose the package of a quiz."
    ),
    file=lambda work: f"{work.slug}-teacher-canvas.zip",
    make=canvas,
    audience=TEACHERS,
    need=PLATFORMS,
    by_default=True,
    fits=has_quizzes,
)
