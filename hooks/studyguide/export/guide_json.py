"""`guide.json`: the whole model as data, for programs.

UTF-8, stable order, no timestamps. Every node has `id`, `url` (relative to the site) and `source`
(file and line). Plain texts carry no citation markers; their `…_html` twins keep the mark-up.
The types are those of `guide_shape`, from which the schema and the manual page are made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from studyguide.export import guide_shape as shape
from studyguide.export.exporter import Exporter
from studyguide.export.json_schema import json_schema
from studyguide.model import (
    AUTHORS,
    VERSION,
    Act,
    Block,
    Character,
    Citation,
    Comparison,
    Discussion,
    Essay,
    Moment,
    Page,
    Question,
    Quiz,
    Quotation,
    Scene,
    Source,
    Span,
    Steps,
    Symbol,
    Term,
    Theme,
    unique,
)
from studyguide.quiz.forms import Form, forms_of
from studyguide.quiz.guessing import Guesser
from studyguide.quiz.kinds import kind_of
from studyguide.quiz.kinds.kind import DATA, FORM_DATA, filled
from studyguide.quiz.quality import Quality, quality
from studyguide.render.fragments import CITATION, plain
from studyguide.render.items import shown_item
from studyguide.render.site import Site
from studyguide.render.verse import lines_of_verse, set_verse
from studyguide.render.years import year_text
from studyguide.words import N_

SCHEMA = "guide.schema.json"
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def guide_json(site: Site) -> str:
    """The guide as JSON text with a final newline."""
    guide, citing = site.guide, _citing(site)
    data: shape.Document = {
        "$schema": SCHEMA,
        "version": shape.FORMAT,
        "language": guide.imprint.language,
        "work": _work(site),
        "build": {"studyguide": VERSION, "guide": guide.imprint.version},
        "pages": [_page(site, page) for page in site.pages],
        "acts": [_act(site, act) for act in guide.acts],
        **cast(
            shape.Blocks,
            {name: [node(site, b) for b in guide.of(kind)] for name, kind, node in block_lists()},
        ),
        "sources": [_cited(site, source, citing[source.id]) for source in guide.cited_sources],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def schema() -> str:
    """The JSON Schema (2020-12) of `guide.json`, with a final newline."""
    made = json_schema(shape.Document, "A study guide as data")
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _source(span: Span) -> shape.Place:
    return {"file": span.file, "line": span.line}


def _node(site: Site, block: Block) -> shape.Node:
    return {
        "id": block.id,
        "url": site.link(block.id).removeprefix("guide:/"),
        "source": _source(block.span),
    }


def _work(site: Site) -> shape.Work:
    work = site.guide.work
    return {
        "id": work.slug,
        "url": site.urls.get("index.md", ""),
        "source": _source(work.span),
        "title": work.title,
        "kind": work.kind,
        "year": work.year.first,
        "year_text": year_text(work.year, site.words),
        "facts": [
            {
                "label": fact.label,
                "value": fact.value,
                "cites": [citation.source for citation in fact.citations],
            }
            for fact in work.facts
        ],
    }


def _act(site: Site, act: Act) -> shape.Act:
    scenes = [scene for scene in site.guide.scenes if act in site.guide.stretches_of(scene.act)]
    return {
        "id": act.id,
        "url": site.urls[scenes[0].page] if scenes else "",
        "source": _source(act.span),
        "title": act.title,
        "number": act.number,
        "outer": act.outer or None,
        "scenes": [scene.id for scene in scenes],
    }


def _page(site: Site, page: Page) -> shape.Page:
    return {
        "id": page.src.removesuffix(".md"),
        "url": site.urls[page.src],
        "source": _source(page.span),
        "title": site.html[page.src].title or page.title,
        "audience": page.audience,
        **_citing_of(page.evidence),
    }


def _html(text: str) -> str:
    """The mark-up of a text without citations; links are relative to the site's root."""
    return CITATION.sub("", text).replace('="guide:/', '="')


def _part(site: Site, block: Block, name: str) -> str:
    return plain(site.part_html(block, name))


def _citing_of(citations: Iterable[Citation]) -> shape.Citing:
    found = [(one.source, one.place) for one in citations]
    placed = dict.fromkeys(one for one in found if one[1])
    return {
        "cites": list(unique(source for source, _ in found)),
        "cited_at": [{"source": source, "place": place} for source, place in placed],
    }


def _part_cites(block: Block, name: str) -> shape.Citing:
    part = block.part(name)
    return _citing_of(part.text.citations if part else ())


def _readings(site: Site, block: Block) -> list[shape.Reading]:
    return [
        {
            "title": plain(html.title),
            "text": plain(html.html),
            "text_html": _html(html.html),
            **_citing_of(part.text.citations),
        }
        for part, html in zip(block.parts, site.of(block).parts, strict=True)
        if part.name == "reading"
    ]


def _scene(site: Site, scene: Scene) -> shape.Scene:
    return {
        **_node(site, scene),
        "title": plain(site.title(scene.id)),
        "act": scene.act,
        "number": scene.number,
        "when": scene.when,
        "summary": plain(site.of(scene).body),
        "summary_html": _html(site.of(scene).body),
        "characters": list(scene.characters),
        "themes": {theme.theme: theme.strength for theme in scene.themes},
        "theme_reasons": {theme.theme: theme.reason for theme in scene.themes},
        "matters": _part(site, scene, "matters"),
        "differs": _part(site, scene, "differs"),
        **_citing_of(scene.citations),
    }


def _character(site: Site, character: Character) -> shape.Character:
    return {
        **_node(site, character),
        "name": plain(site.title(character.id)),
        "actor": character.actor,
        "real": character.real,
        "match": character.match,
        "role": plain(site.of(character).body),
        "role_html": _html(site.of(character).body),
        "wants": _part(site, character, "wants"),
        "obstacle": _part(site, character, "obstacle"),
        "change": _part(site, character, "change"),
        "life": _part(site, character, "life"),
        "think": _part(site, character, "think"),
        "scenes": [scene.id for scene in site.scenes_of_character(character.id)],
        "ties": [{"to": tie.to, "how": tie.how} for tie in character.ties],
        **_citing_of(character.citations),
    }


def _theme(site: Site, theme: Theme) -> shape.Theme:
    return {
        **_node(site, theme),
        "name": plain(site.title(theme.id)),
        "definition": plain(site.of(theme).body),
        "definition_html": _html(site.of(theme).body),
        "readings": _readings(site, theme),
        "think": _part(site, theme, "think"),
        "scenes": [scene.id for scene, _, _ in site.scenes_of_theme(theme.id)],
        **_citing_of(theme.citations),
    }


def _symbol(site: Site, symbol: Symbol) -> shape.Symbol:
    return {
        **_node(site, symbol),
        "name": plain(site.title(symbol.id)),
        "definition": plain(site.of(symbol).body),
        "definition_html": _html(site.of(symbol).body),
        "readings": _readings(site, symbol),
        "scenes": list(symbol.scenes),
        "themes": list(symbol.themes),
        **_citing_of(symbol.citations),
    }


FILM_NAMES = {"work": "film", "account": "film-account"}
"""What values were called while every work was a film, and still are in guides to films."""


def _as_film(site: Site, name: str) -> str:
    """A value as guides to films call it."""
    return FILM_NAMES.get(name, name) if site.guide.work.kind == "film" else name


def _side(site: Site, comparison: Comparison, name: str) -> shape.Side:
    return {
        "text": plain(site.part_html(comparison, name)),
        "text_html": _html(site.part_html(comparison, name)),
        **_part_cites(comparison, name),
    }


def _comparison(site: Site, comparison: Comparison) -> shape.Comparison:
    node: shape.Comparison = {
        **_node(site, comparison),
        "title": plain(site.title(comparison.id)),
        "verdict": comparison.verdict,
        "major": comparison.major,
        "confidence": comparison.confidence,
        "scene": comparison.scene or None,
        "characters": list(comparison.characters),
        "themes": list(comparison.themes),
        "work": _side(site, comparison, "work"),
        "life": _side(site, comparison, "life"),
        "why": _part(site, comparison, "why"),
        "unknown": _part(site, comparison, "unknown"),
        "keep_in_mind": _part(site, comparison, "watch"),
        **_citing_of(comparison.citations),  # type: ignore[typeddict-item] # films have more, see below
    }
    if site.guide.work.kind == "film":
        node["film"], node["watch"] = node["work"], node["keep_in_mind"]
    return node


def _question(site: Site, question: Question) -> shape.Question:
    item = shown_item(site, question)
    return {
        **_node(site, question),
        "kind": question.kind,
        "level": question.level,
        "about": _as_film(site, question.about or "work"),
        "stem": plain(site.of(question).title),
        "stem_html": _html(site.of(question).title),
        **cast(shape.Answers, filled(DATA, item.kind.data(item, plain))),
        "solution": item.solution,
        "strict": list(question.strict),
        "hints": _texts(site, question, "hint"),
        "model_answer": _part(site, question, "answer"),
        "look_for": _items(site.part_html(question, "look-for")),
        "minutes": question.minutes or None,
        "scene": question.scene or None,
        "comparison": question.comparison or None,
        "theme": question.theme or None,
        "after": question.after or None,
        "term": question.term or None,
        "quote": question.quote or None,
        "quizzes": [quiz.id for quiz in site.guide.quizzes if question.id in _asked(site, quiz)],
        "waivers": [{"rule": w.rule, "reason": w.reason} for w in question.waivers],
        **_citing_of(question.citations),
    }


def _discussion(site: Site, discussion: Discussion) -> shape.Discussion:
    return {
        **_node(site, discussion),
        "prompt": plain(site.title(discussion.id)),
        "context": plain(site.of(discussion).body),
        "when": discussion.when,
        "level": discussion.level,
        "themes": list(discussion.themes),
        "scene": discussion.scene or None,
        "comparison": discussion.comparison or None,
        "minutes": discussion.minutes or None,
        "positions": _texts(site, discussion, "position"),
        "look_for": _items(site.part_html(discussion, "look-for")),
        "follow_up": _texts(site, discussion, "follow-up"),
        **_citing_of(discussion.citations),
    }


def _essay(site: Site, essay: Essay) -> shape.Essay:
    return {
        **_node(site, essay),
        "title": plain(site.title(essay.id)),
        "prompt": plain(site.of(essay).body),
        "prompt_html": _html(site.of(essay).body),
        "level": essay.level,
        "words": essay.words,
        "themes": list(essay.themes),
        "minutes": essay.minutes or None,
        "sample": _part(site, essay, "sample"),
        "rubric": rubric_rows(site.part_html(essay, "rubric")),
        **_citing_of(essay.citations),
    }


def rubric_rows(html: str) -> list[shape.Criterion]:
    """The rubric's table as one record a criterion, each with its levels."""
    rows = [[plain(cell) for cell in CELL.findall(row)] for row in ROW.findall(html)]
    if not rows:
        return []
    heads = rows[0][1:]
    return [
        {"criterion": row[0], "levels": dict(zip(heads, row[1:], strict=False))}
        for row in rows[1:]
        if row
    ]


def _texts(site: Site, block: Block, name: str) -> list[str]:
    html = site.of(block).parts
    return [plain(h.html) for p, h in zip(block.parts, html, strict=True) if p.name == name]


def _items(html: str) -> list[str]:
    """The items of a list, as plain texts; one text where there is no list."""
    items = [plain(item) for item in html.split("<li>")[1:]]
    return items or ([plain(html)] if html else [])


def _quiz(site: Site, quiz: Quiz) -> shape.Quiz:
    return {
        **_node(site, quiz),
        "title": plain(site.title(quiz.id)),
        "introduction": plain(site.of(quiz).body),
        "introduction_html": _html(site.of(quiz).body),
        "questions": _asked(site, quiz),
        "seed": quiz.seed or quiz.id,
        "minutes": quiz.minutes or None,
        "quality": _quality(quality(quiz, site.questions_of(quiz))),
        "forms": [_form(site, form) for form in forms_of(site.guide, quiz)],
    }


def _quality(table: Quality) -> shape.Quality:
    return {
        "items": table.items,
        "levels": {row.name: row.count for row in table.levels},
        "kinds": {row.name: row.count for row in table.kinds},
        "keys": {row.name: row.count for row in table.keys},
        "minutes": table.minutes,
        "recall": round(table.recall, 3),
        "guesser": _guesser(table.guesser) if table.guesser else None,
        "waived": [{"rule": w.rule, "id": w.owner, "reason": w.reason} for w in table.waived],
    }


def _guesser(guesser: Guesser) -> shape.Guesser:
    return {
        "strategy": guesser.strategy,
        "score": round(guesser.score, 3),
        "chance": round(guesser.chance, 3),
    }


def _form(site: Site, form: Form) -> shape.Form:
    return {
        "form": form.letter,
        "seed": form.seed,
        "questions": [
            {
                "number": number,
                "id": question.id,
                "solution": shown_item(site, question, form.draw).solution,
                **_ordered(question, form),
            }
            for number, question in enumerate(form.questions, 1)
        ],
    }


def _ordered(question: Question, form: Form) -> shape.Ordered:
    orders = kind_of(question).form_data(question, form.draw)
    return cast(shape.Ordered, filled(FORM_DATA, orders))


def _asked(site: Site, quiz: Quiz) -> list[str]:
    return [question.id for question in site.questions_of(quiz)]


def _term(site: Site, term: Term) -> shape.Term:
    return {
        **_node(site, term),
        "term": plain(site.title(term.id)),
        "definition": plain(site.of(term).body),
        "definition_html": _html(site.of(term).body),
        "example": _part(site, term, "example"),
        "spanish": term.spanish,
        "group": term.group,
        "scenes": list(term.scenes),
        "forms": list(term.forms),
        **_citing_of(term.citations),
    }


def _moment(site: Site, moment: Moment) -> shape.Moment:
    node: shape.Moment = {
        **_node(site, moment),
        "date": plain(site.title(moment.id)),
        "year": moment.year.first,
        "year_text": year_text(moment.year, site.words),
        "month": moment.month or None,
        "work": {"text": _part(site, moment, "work"), **_part_cites(moment, "work")},
        "life": {"text": _part(site, moment, "life"), **_part_cites(moment, "life")},
        "comparison": moment.comparison or None,
        "work_short": moment.work_short,
        "life_short": moment.life_short,
        **_citing_of(moment.citations),  # type: ignore[typeddict-item] # films have more, see below
    }
    if site.guide.work.kind == "film":
        node["film"], node["film_short"] = node["work"], node["work_short"]
    return node


def _steps(site: Site, steps: Steps) -> shape.Steps:
    return {
        **_node(site, steps),
        "title": plain(site.title(steps.id)),
        "introduction": plain(site.of(steps).body),
        "introduction_html": _html(site.of(steps).body),
        "steps": [
            {
                "title": plain(html.title),
                "text": plain(html.html),
                "text_html": _html(html.html),
                **_citing_of(part.text.citations),
            }
            for part, html in zip(steps.parts, site.of(steps).parts, strict=True)
        ],
        **_citing_of(steps.citations),
    }


def _quotation(site: Site, quotation: Quotation) -> shape.Quotation:
    words, verse = site.of(quotation).body, quotation.in_lines
    does = site.part_html(quotation, "does")
    return {
        **_node(site, quotation),
        "title": plain(site.title(quotation.id)),
        "words": plain(words),
        "words_html": _html(set_verse(words, quotation.lines) if verse else words),
        "lines": [plain(line) for line in lines_of_verse(words)] if verse else [],
        "first_line": quotation.lines or None,
        "taken_from": quotation.source,
        "place": quotation.place,
        "speaker": quotation.speaker or None,
        "scene": quotation.scene or None,
        "themes": list(quotation.themes),
        "does": plain(does),
        "does_html": _html(does),
        "think": _part(site, quotation, "think"),
        **_citing_of(quotation.citations),
    }


def _citing(site: Site) -> Mapping[str, list[str]]:
    """Who cites each source: the work, then pages, then blocks, each once."""
    found: dict[str, dict[str, None]] = {}
    facts = (citation.source for fact in site.guide.work.facts for citation in fact.citations)
    rows: list[tuple[str, Iterable[str]]] = [(site.guide.work.slug, facts)]
    rows += [
        (page.src.removesuffix(".md"), (cited.source for cited in page.evidence))
        for page in site.pages
    ]
    rows += [(block.id, block.cites) for block in site.guide.blocks()]
    for name, sources in rows:
        for source in sources:
            found.setdefault(source, {})[name] = None
    return {source: list(names) for source, names in found.items()}


def _cited(site: Site, source: Source, cited_by: Sequence[str]) -> shape.Source:
    return {
        "id": source.id,
        "url": site.sources_url.removeprefix("guide:/") + f"#source-{source.id}",
        "source": _source(source.span),
        "number": site.guide.source_number[source.id],
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year.first if source.year else None,
        "year_text": year_text(source.year, site.words) if source.year else "",
        "link": source.url or None,
        "kind": source.kind,
        "weight": _as_film(site, source.weight),
        "cited_by": list(cited_by),
    }


def block_lists() -> tuple[
    tuple[str, type[Block], Callable[[Site, Any], Mapping[str, object]]], ...
]:
    """The lists of blocks: the name of each, the class of its blocks, and how one is written."""
    return (
        ("scenes", Scene, _scene),
        ("characters", Character, _character),
        ("themes", Theme, _theme),
        ("symbols", Symbol, _symbol),
        ("comparisons", Comparison, _comparison),
        ("questions", Question, _question),
        ("quizzes", Quiz, _quiz),
        ("discussion", Discussion, _discussion),
        ("essays", Essay, _essay),
        ("terms", Term, _term),
        ("timeline", Moment, _moment),
        ("steps", Steps, _steps),
        ("quotes", Quotation, _quotation),
    )


EXPORTER = Exporter(
    name="guide-json",
    title=N_("The guide as data (JSON)"),
    note=N_("The whole model with a schema, for people who write programs."),
    file=lambda _: "guide.json",
    beside=lambda _: (SCHEMA,),
    make=lambda site: {"guide.json": guide_json(site).encode(), SCHEMA: schema().encode()},
    audience=AUTHORS,
    by_default=True,
)
