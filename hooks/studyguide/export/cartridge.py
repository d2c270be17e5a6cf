"""All quizzes as one Common Cartridge 1.2: Schoology, Blackboard, PowerSchool and others take it.

Its profile of QTI 1.2 has no matching and no ordering: a matching becomes one choice for each pair,
several gaps one question for each, and an ordering is left out by name. The order of conditions is
one that each importer tried reads alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from studyguide.export.archive import packed
from studyguide.export.asked import (
    Asked,
    AskedQuiz,
    Html,
    LeftOut,
    accepted,
    asked_quizzes,
    by_reason,
    every_text,
    gaps_apart,
    has_quizzes,
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
from studyguide.quiz.kinds.kind import KeyRow
from studyguide.render.site import Site
from studyguide.words import N_

VERSION = "1.2"
"""The newest that Schoology and PowerSchool take; Moodle takes 1.1, but has better of its own."""
SCHEMA = f"http://www.imsglobal.org/xsd/imsccv{VERSION.replace('.', 'p')}"
PROFILES = {
    "choice": "cc.multiple_choice.v0p1",
    "multiple": "cc.multiple_response.v0p1",
    "true-false": "cc.true_false.v0p1",
}
QUIZ = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "cc_maxattempts": "unlimited",
}
NO_ORDER = "the format has no questions that put steps in order"


def cartridge(site: Site) -> bytes:
    """The cartridge, with the pictures that are in it."""
    html, quizzes = Html(site, FILES), asked_quizzes(site)
    asked = [asked for quiz in quizzes for asked in quiz.questions if asked.kind != "order"]
    files = dict(
        found for one in asked for html_ in every_text(one) for found in html.pictures(html_)
    )
    manifest = _manifest(site, quizzes, sorted(files))
    for quiz in quizzes:
        items = [made for asked in quiz.questions for made in _items(asked, html)]
        fields = metadata(**QUIZ)
        files[f"{quiz.id}/assessment.xml"] = assessment(quiz.id, quiz.title, fields, items)
    return packed({**files, "imsmanifest.xml": manifest})


def left_out(site: Site) -> list[str]:
    """The questions that the format has no place for."""
    quizzes = asked_quizzes(site)
    rows = ((quiz, asked) for quiz in quizzes for asked in quiz.questions)
    return by_reason(
        LeftOut("Common Cartridge", quiz.id, asked.id, NO_ORDER)
        for quiz, asked in rows
        if asked.kind == "order"
    )


def _items(asked: Asked, html: Html) -> Iterator[Element]:
    if asked.kind in PROFILES:
        yield _options(asked, html, asked.id, PROFILES[asked.kind])
    elif asked.kind == "match":
        for place, row in enumerate(asked.pairs, 1):
            yield _options(_pair(asked, row), html, f"{asked.id}-{place}", PROFILES["choice"])
    elif asked.kind == "blank":
        yield from _gaps(asked, html)
    elif asked.kind != "order":
        yield _written(asked, html)


def _pair(asked: Asked, pair: KeyRow) -> Asked:
    """The question what belongs to one thing on the left."""
    extra = {row.label: row.reason for row in asked.rows if not row.partner}
    rows = (
        KeyRow(
            partner.label,
            partner.text,
            pair.reason if partner == pair.partner else extra.get(partner.label, ""),
            right=partner == pair.partner,
        )
        for partner in asked.partners
    )
    return replace(asked, stem=f"{asked.stem} <strong>{pair.words}</strong>", rows=tuple(rows))


def _begun(asked: Asked, html: Html, name: str, profile: str, response: Element) -> Element:
    graded = {"qmd_scoringpermitted": "Yes", "qmd_computerscored": "No"}
    fields = graded if profile == "cc.essay.v0p1" else {}
    made = item(name, text(asked.stem), cc_profile=profile, **fields)
    made.append(element("presentation", material(paragraphs(html(asked.stem))), response))
    return made


def _options(asked: Asked, html: Html, name: str, profile: str) -> Element:
    base, many = number(name), asked.kind == "multiple"
    names = [str(base + place) for place, _ in enumerate(asked.rows)]
    if asked.kind == "true-false":  # Moodle wants these very names
        names = [text(row.words).casefold() for row in asked.rows]
    rows = list(zip(names, asked.rows, strict=True))
    labels = [(own, html(row.words)) for own, row in rows]
    response = to_choose(labels, cardinality="Multiple" if many else "Single")
    made = _begun(asked, html, name, profile, response)
    right = [own for own, row in rows if row.right]
    if many:
        # Canvas loses the key where conditions for each option follow it, and Open edX takes every
        # option for right where they come first: one text for all of them.
        wrong = [own for own in names if own not in right]
        made.append(
            marking(
                when(otherwise(), shows=[f"{base}-fb"], more=True),
                when(exactly(right, wrong), score="100"),
            )
        )
        made.append(feedback(f"{base}-fb", html(reasons(asked))))
        return made
    # The key comes first and ends the marking: Open edX takes what stands before it for right.
    told = [(own, row) for own, row in rows if row.reason]
    shown = {own: f"{base + place}-fb" for place, (own, _) in enumerate(told)}
    key = when(chosen(right[0]), score="100", shows=[shown[one] for one in right if one in shown])
    others = [
        when(chosen(own), shows=[shown[own]], more=True) for own, _ in told if own not in right
    ]
    made.append(marking(key, *others))
    made.extend(feedback(shown[own], paragraphs(html(row.reason))) for own, row in told)
    return made


def _gaps(asked: Asked, html: Html) -> Iterator[Element]:
    for name, one in gaps_apart(asked, html.site.words):
        made = _begun(one, html, name, "cc.fib.v0p1", to_write(prompt="Dashline"))
        shown = f"{number(name)}-fb"
        case = "Yes" if "case" in asked.question.strict else "No"
        words = (chosen(word, case=case) for word in accepted(asked.question, one.rows[0]))
        key = when(*words, score="100", shows=[shown])
        made.append(marking(key, when(otherwise(), shows=[shown], more=True)))
        made.append(feedback(shown, html(reasons(one))))
        yield made


def _written(asked: Asked, html: Html) -> Element:
    made = _begun(asked, html, asked.id, "cc.essay.v0p1", to_write(prompt="Box"))
    # Open edX skips a whole quiz where an essay has no marking.
    made.append(marking(when(otherwise(), shows=["solution"])))
    shown = element("flow_mat", material(html(paragraphs(asked.model_answer))))
    answer = element("solution", element("solutionmaterial", shown))
    made.append(element("itemfeedback", answer, ident="solution"))
    return made


def _manifest(site: Site, quizzes: Sequence[AskedQuiz], pictures: Sequence[str]) -> bytes:
    imprint = site.guide.imprint
    entries = (
        element(
            "item", element("title", quiz.title), identifier=f"i-{quiz.id}", identifierref=quiz.id
        )
        for quiz in quizzes
    )
    title = element("title", site.words.gettext("Quizzes"))
    folder = element("item", title, *entries, identifier="quizzes")
    tree = element(
        "organization",
        element("item", folder, identifier="root"),
        identifier="org",
        structure="rooted-hierarchy",
    )
    kind = f"imsqti_xmlv1p2/imscc_xmlv{VERSION.replace('.', 'p')}/assessment"
    resources = [
        element(
            "resource",
            element("file", href=f"{quiz.id}/assessment.xml"),
            identifier=quiz.id,
            type=kind,
        )
        for quiz in quizzes
    ]
    words = element("lomimscc:string", imprint.title, language=imprint.language)
    named = element("lomimscc:general", element("lomimscc:title", words))
    told = element(
        "metadata",
        element("schema", "IMS Common Cartridge"),
        element("schemaversion", f"{VERSION}.0"),
        element("lomimscc:lom", named),
    )
    made = element(
        "manifest",
        told,
        element("organizations", tree),
        element("resources", *resources, *web_content(pictures)),
        identifier=site.guide.work.slug,
        xmlns=f"{SCHEMA}/imscp_v1p1",
    )
    made.set("xmlns:lomimscc", f"{SCHEMA}/LOM/manifest")
    return document(made)


EXPORTER = Exporter(
    name="common-cartridge",
    title=N_("Quizzes for Schoology, Blackboard and others (Common Cartridge 1.2)"),
    note=N_(
        "Import it as a Common Cartridge: in Schoology under Resources, in Blackboard under "
        "Import content. Questions that put steps in order are not in it."
    ),
    file=lambda work: f"{work.slug}-teacher-common-cartridge.imscc",
    make=cartridge,
    audience=TEACHERS,
    need=PLATFORMS,
    by_default=True,
    fits=has_quizzes,
    left_out=left_out,
)
