"""`guide.json`: the whole model as data, for programs.

UTF-8, stable order, no timestamps. Every node has `id`, `url` (relative to the site) and `source`
(file and line). Plain texts carry no citation markers; their `…_html` twins keep the mark-up.
The manual page on the file is made from the same tables as this module's output.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from studyguide import __version__
from studyguide.model import (
    Act,
    Block,
    Character,
    Comparison,
    Discussion,
    Essay,
    Moment,
    Page,
    Question,
    Quiz,
    Scene,
    Source,
    Span,
    Steps,
    Symbol,
    Term,
    Theme,
)
from studyguide.quiz.forms import Form, forms_of
from studyguide.quiz.ordering import LABELS, shown_order, shown_pairs, shown_steps
from studyguide.quiz.quality import Quality, quality
from studyguide.render.fragments import CITATION, plain
from studyguide.render.items import Item, shown_item
from studyguide.render.site import Site

Json = Mapping[str, object]
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def guide_json(site: Site) -> str:
    """The guide as JSON text with a final newline."""
    guide, citing = site.guide, _citing(site)
    data: dict[str, object] = {
        "work": _work(site),
        "build": {"studyguide": __version__, "guide": guide.imprint.version},
        "pages": [_page(site, page) for page in site.pages],
        "acts": [_act(site, act) for act in guide.acts],
        "scenes": [_scene(site, scene) for scene in guide.scenes],
        "characters": [_character(site, character) for character in guide.characters],
        "themes": [_theme(site, theme) for theme in guide.themes],
        "symbols": [_symbol(site, symbol) for symbol in guide.symbols],
        "comparisons": [_comparison(site, comparison) for comparison in guide.comparisons],
        "questions": [_question(site, question) for question in guide.questions],
        "quizzes": [_quiz(site, quiz) for quiz in guide.quizzes],
        "discussion": [_discussion(site, discussion) for discussion in guide.discussions],
        "essays": [_essay(site, essay) for essay in guide.essays],
        "terms": [_term(site, term) for term in guide.terms],
        "timeline": [_moment(site, moment) for moment in guide.moments],
        "steps": [_steps(site, steps) for steps in guide.steps],
        "sources": [_cited(site, source, citing[source.id]) for source in guide.cited_sources],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _source(span: Span) -> Json:
    return {"file": span.file, "line": span.line}


def _node(site: Site, block: Block) -> dict[str, object]:
    return {
        "id": block.id,
        "url": site.link(block.id).removeprefix("guide:/"),
        "source": _source(block.span),
    }


def _work(site: Site) -> Json:
    work = site.guide.work
    return {
        "id": work.slug,
        "url": site.urls.get("index.md", ""),
        "source": _source(work.span),
        "title": work.title,
        "kind": work.kind,
        "year": work.year,
        "facts": [
            {
                "label": fact.label,
                "value": fact.value,
                "cites": [citation.source for citation in fact.citations],
            }
            for fact in work.facts
        ],
    }


def _act(site: Site, act: Act) -> Json:
    scenes = [scene for scene in site.guide.scenes if scene.act == act.id]
    return {
        "id": act.id,
        "url": site.urls[scenes[0].page] if scenes else "",
        "source": _source(act.span),
        "title": act.title,
        "scenes": [scene.id for scene in scenes],
    }


def _page(site: Site, page: Page) -> Json:
    return {
        "id": page.src.removesuffix(".md"),
        "url": site.urls[page.src],
        "source": _source(page.span),
        "title": site.html[page.src].title or page.title,
        "audience": page.audience,
        "cites": list(dict.fromkeys(citation.source for citation in page.citations)),
    }


def _html(text: str) -> str:
    """The mark-up of a text without citations; links are relative to the site's root."""
    return CITATION.sub("", text).replace('="guide:/', '="')


def _both(name: str, html: str) -> dict[str, object]:
    return {name: plain(html), f"{name}_html": _html(html)}


def _part(site: Site, block: Block, name: str) -> str:
    return plain(site.part_html(block, name))


def _part_cites(block: Block, name: str) -> list[str]:
    part = block.part(name)
    return list(part.text.sources) if part else []


def _readings(site: Site, block: Block) -> list[Json]:
    return [
        {"title": plain(html.title), **_both("text", html.html), "cites": list(part.text.sources)}
        for part, html in zip(block.parts, site.of(block).parts, strict=True)
        if part.name == "reading"
    ]


def _scene(site: Site, scene: Scene) -> Json:
    return {
        **_node(site, scene),
        "title": plain(site.title(scene.id)),
        "act": scene.act,
        "when": scene.when,
        **_both("summary", site.of(scene).body),
        "characters": list(scene.characters),
        "themes": {theme.theme: theme.strength for theme in scene.themes},
        "theme_reasons": {theme.theme: theme.reason for theme in scene.themes},
        "matters": _part(site, scene, "matters"),
        "differs": _part(site, scene, "differs"),
        "cites": list(scene.cites),
    }


def _character(site: Site, character: Character) -> Json:
    return {
        **_node(site, character),
        "name": plain(site.title(character.id)),
        "actor": character.actor,
        "real": character.real,
        "match": character.match,
        **_both("role", site.of(character).body),
        **{name: _part(site, character, name) for name in ("wants", "obstacle", "change", "life")},
        "think": _part(site, character, "think"),
        "scenes": [scene.id for scene in site.scenes_of_character(character.id)],
        "ties": [{"to": tie.to, "how": tie.how} for tie in character.ties],
        "cites": list(character.cites),
    }


def _theme(site: Site, theme: Theme) -> Json:
    return {
        **_node(site, theme),
        "name": plain(site.title(theme.id)),
        **_both("definition", site.of(theme).body),
        "readings": _readings(site, theme),
        "think": _part(site, theme, "think"),
        "scenes": [scene.id for scene, _, _ in site.scenes_of_theme(theme.id)],
        "cites": list(theme.cites),
    }


def _symbol(site: Site, symbol: Symbol) -> Json:
    return {
        **_node(site, symbol),
        "name": plain(site.title(symbol.id)),
        **_both("definition", site.of(symbol).body),
        "readings": _readings(site, symbol),
        "scenes": list(symbol.scenes),
        "themes": list(symbol.themes),
        "cites": list(symbol.cites),
    }


def _side(site: Site, comparison: Comparison, name: str) -> Json:
    return {
        **_both("text", site.part_html(comparison, name)),
        "cites": _part_cites(comparison, name),
    }


def _comparison(site: Site, comparison: Comparison) -> Json:
    return {
        **_node(site, comparison),
        "title": plain(site.title(comparison.id)),
        "verdict": comparison.verdict,
        "major": comparison.major,
        "confidence": comparison.confidence,
        "scene": comparison.scene or None,
        "characters": list(comparison.characters),
        "themes": list(comparison.themes),
        "film": _side(site, comparison, "film"),
        "life": _side(site, comparison, "life"),
        "why": _part(site, comparison, "why"),
        "unknown": _part(site, comparison, "unknown"),
        "watch": _part(site, comparison, "watch"),
        "cites": list(comparison.cites),
    }


def _question(site: Site, question: Question) -> Json:
    item = shown_item(site, question)
    return {
        **_node(site, question),
        "kind": question.kind,
        "level": question.level,
        "about": question.about,
        **_both("stem", site.of(question).title),
        "options": [
            {
                "label": option.label,
                "text": plain(option.text),
                "correct": option.correct,
                "reason": plain(option.reason),
            }
            for option in item.options
        ],
        "pairs": _pairs(item),
        "sequence": [
            {"label": step.label, "text": plain(step.text), "reason": plain(step.reason)}
            for step in sorted(item.steps, key=lambda step: step.place)
        ],
        "answers": [
            {"accepted": list(blank.accepted), "reason": plain(blank.reason)}
            for blank in item.blanks
        ],
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
        "quizzes": [quiz.id for quiz in site.guide.quizzes if question.id in _asked(site, quiz)],
        "waivers": [{"rule": w.rule, "reason": w.reason} for w in question.waivers],
        "cites": list(question.cites),
    }


def _pairs(item: Item) -> list[Json]:
    words = {entry.letter: plain(entry.text) for entry in item.right}
    return [
        {
            "number": entry.number,
            "left": plain(entry.text),
            "letter": entry.letter,
            "right": words[entry.letter],
            "reason": plain(entry.reason),
        }
        for entry in item.left
    ]


def _discussion(site: Site, discussion: Discussion) -> Json:
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
        "cites": list(discussion.cites),
    }


def _essay(site: Site, essay: Essay) -> Json:
    return {
        **_node(site, essay),
        "title": plain(site.title(essay.id)),
        **_both("prompt", site.of(essay).body),
        "level": essay.level,
        "words": essay.words,
        "themes": list(essay.themes),
        "minutes": essay.minutes or None,
        "look_for": [],
        "follow_up": [],
        "positions": [],
        "sample": _part(site, essay, "sample"),
        "rubric": rubric_rows(site.part_html(essay, "rubric")),
        "cites": list(essay.cites),
    }


def rubric_rows(html: str) -> list[Json]:
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


def _quiz(site: Site, quiz: Quiz) -> Json:
    return {
        **_node(site, quiz),
        "title": plain(site.title(quiz.id)),
        **_both("introduction", site.of(quiz).body),
        "questions": _asked(site, quiz),
        "seed": quiz.seed or quiz.id,
        "minutes": quiz.minutes or None,
        "quality": _quality(quality(quiz, site.questions_of(quiz))),
        "forms": [_form(site, form) for form in forms_of(site.guide, quiz)],
    }


def _quality(table: Quality) -> Json:
    return {
        "items": table.items,
        "levels": {row.name: row.count for row in table.levels},
        "kinds": {row.name: row.count for row in table.kinds},
        "keys": {row.name: row.count for row in table.keys},
        "minutes": table.minutes,
        "recall": round(table.recall, 3),
        "waived": [{"rule": w.rule, "id": w.owner, "reason": w.reason} for w in table.waived],
    }


def _form(site: Site, form: Form) -> Json:
    return {
        "form": form.letter,
        "seed": form.seed,
        "questions": [
            {
                "number": number,
                "id": question.id,
                "solution": shown_item(site, question, form.draw).solution,
                **_orders(question, form),
            }
            for number, question in enumerate(form.questions, 1)
        ],
    }


def _orders(question: Question, form: Form) -> Json:
    """What the question is answered with, in the order of the form, by its names in `questions`."""
    left, right = shown_pairs(question)
    left_here, right_here = shown_pairs(question, form.draw)
    return {
        "options": _names(shown_order(question), shown_order(question, form.draw)),
        "sequence": _names(shown_steps(question), shown_steps(question, form.draw)),
        "left": [left.index(place) + 1 for place in left_here],
        "right": _names(right, right_here),
    }


def _names(standing: Sequence[int], here: Sequence[int]) -> list[str]:
    return [LABELS[standing.index(place)] for place in here]


def _asked(site: Site, quiz: Quiz) -> list[str]:
    return [question.id for question in site.questions_of(quiz)]


def _term(site: Site, term: Term) -> Json:
    return {
        **_node(site, term),
        "term": plain(site.title(term.id)),
        **_both("definition", site.of(term).body),
        "example": _part(site, term, "example"),
        "spanish": term.spanish,
        "group": term.group,
        "scenes": list(term.scenes),
        "forms": list(term.forms),
        "cites": list(term.cites),
    }


def _moment(site: Site, moment: Moment) -> Json:
    return {
        **_node(site, moment),
        "date": plain(site.title(moment.id)),
        "year": moment.year,
        "month": moment.month or None,
        "film": {"text": _part(site, moment, "film"), "cites": _part_cites(moment, "film")},
        "life": {"text": _part(site, moment, "life"), "cites": _part_cites(moment, "life")},
        "comparison": moment.comparison or None,
        "film_short": moment.film_short,
        "life_short": moment.life_short,
        "cites": list(moment.cites),
    }


def _steps(site: Site, steps: Steps) -> Json:
    return {
        **_node(site, steps),
        "title": plain(site.title(steps.id)),
        **_both("introduction", site.of(steps).body),
        "steps": [
            {"title": plain(html.title), **_both("text", html.html)}
            | {"cites": list(part.text.sources)}
            for part, html in zip(steps.parts, site.of(steps).parts, strict=True)
        ],
        "cites": list(steps.cites),
    }


def _citing(site: Site) -> Mapping[str, list[str]]:
    """Who cites each source: the work, then pages, then blocks, each once."""
    found: dict[str, dict[str, None]] = {}
    facts = (citation.source for fact in site.guide.work.facts for citation in fact.citations)
    rows: list[tuple[str, Iterable[str]]] = [(site.guide.work.slug, facts)]
    rows += [
        (page.src.removesuffix(".md"), (cited.source for cited in page.citations))
        for page in site.pages
    ]
    rows += [(block.id, block.cites) for block in site.guide.blocks()]
    for name, sources in rows:
        for source in sources:
            found.setdefault(source, {})[name] = None
    return {source: list(names) for source, names in found.items()}


def _cited(site: Site, source: Source, cited_by: Sequence[str]) -> Json:
    return {
        "id": source.id,
        "url": site.sources_url.removeprefix("guide:/") + f"#source-{source.id}",
        "source": _source(source.span),
        "number": site.guide.source_number[source.id],
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "link": source.url or None,
        "kind": source.kind,
        "weight": source.weight,
        "cited_by": list(cited_by),
    }
