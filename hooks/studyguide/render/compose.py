"""Compose a page from its template and its blocks, for one medium: the website or a book.

One Jinja template for each kind of block; what differs between the media is asked for by name
(`medium.answers`, `medium.paper`), never guessed from the edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from studyguide.edition import published
from studyguide.language.kinds import KINDS, LEVEL_NAMES, MATCHES, PLAIN_LEVELS, STRENGTHS, VERDICTS
from studyguide.language.settings import WEIGHT_NAMES
from studyguide.language.views import guide_for, is_empty
from studyguide.model import Block, Question, Quiz, View
from studyguide.render.book.authored import breaks
from studyguide.render.book.handouts import handouts
from studyguide.render.filters import filters
from studyguide.render.fragments import SLOT, PartHtml, all_but_line, as_made, first_line
from studyguide.render.items import Item, shown_item
from studyguide.render.margin import beside
from studyguide.render.pictures.views import PICTURES, steps_picture
from studyguide.render.site import Site
from studyguide.render.verse import set_verse
from studyguide.render.web.answer_key import playable
from studyguide.render.web.study import LEITNER, decks, packs, story_in_short, tool_link, way
from studyguide.render.years import year_text
from studyguide.words import Words, with_capital


@dataclass(frozen=True)
class Medium:
    """What a rendering shows."""

    paper: bool
    """Whether it is printed: room to write instead of things to open."""
    answers: bool
    """Whether keys and reasons are shown."""


WEB = Medium(paper=False, answers=True)
PAPER = Medium(paper=True, answers=False)


@dataclass(frozen=True)
class ShownPart:
    """A part of a block with the label readers see."""

    name: str
    label: str
    html: PartHtml


TAKEN = "<sg-taken></sg-taken>"
"""Stands in a book where a block shows nothing, so that its heading can go too."""
TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


def compose(site: Site, src: str, medium: Medium) -> str:
    """The page `src` as HTML, with `guide:` links and citations still neutral."""
    page = site.guide.page_by_src[src]
    taken = site.gathered.get(src, frozenset())

    def fill(match: re.Match[str]) -> str:
        block = page.blocks[int(match["n"])]
        is_taken = isinstance(block, Question) and block.id in taken
        html = "" if is_taken else render_block(site, block, medium)
        return html if html.strip() or not medium.paper else TAKEN

    return SLOT.sub(fill, site.html[src].template)


def is_bare(html: str) -> bool:
    """Whether a composed page holds a title and no more, because its views show nothing."""
    return TAKEN in html and not TITLE.sub("", html).replace(TAKEN, "").strip()


def render_block(site: Site, block: Block, medium: Medium) -> str:
    """One block as HTML."""
    if isinstance(block, View):
        return _view(site, block, medium)
    name = f"{block.kind_name}.html"
    context = _context(site, medium)
    if isinstance(block, Question):
        return template(name).render(context, **vars(question_row(site, block, block.id, 0)))
    if isinstance(block, Quiz):
        rows = [
            question_row(site, question, site.anchor(block, question), number)
            for number, question in enumerate(site.questions_of(block), 1)
        ]
        context = {**context, "rows": rows}
    return template(name).render(context, block=block, html=shown(site, block))


def _view(site: Site, block: View, medium: Medium) -> str:
    """What the readers of its page know; nothing where there is nothing to show."""
    guide = guide_for(block.title, site.guide, site.guide.page_by_src[block.page])
    if is_empty(block.title, guide):
        return ""
    if block.title not in PICTURES:
        name = f"show-{block.title}.html"
        return template(name).render({**_context(site, medium), "guide": guide}, block=block)
    picture = PICTURES[block.title](site, guide, medium.paper)
    return template("picture.html").render(_context(site, medium), picture=picture)


@dataclass(frozen=True)
class Shown:
    """A block's texts, safe to set in a template."""

    title: Markup
    body: Markup
    parts: tuple[ShownPart, ...]

    def named(self, *names: str) -> tuple[ShownPart, ...]:
        """The parts of those names, in source order."""
        return tuple(part for part in self.parts if part.name in names)


@dataclass(frozen=True)
class QuestionRow:
    """A question with everything its template needs; number 0 is for one outside a quiz."""

    block: Question
    html: Shown
    anchor: str
    number: int
    item: Item


def question_row(
    site: Site, question: Question, anchor: str, number: int, form: str = ""
) -> QuestionRow:
    """The row of a question, its answers in the order of that form."""
    item = shown_item(site, question, form)
    return QuestionRow(question, shown(site, question), anchor, number, item)


def shown(site: Site, block: Block) -> Shown:
    """The texts of a block, each part with its label."""
    html = site.of(block)
    kind = KINDS[block.kind_name]
    parts = []
    for part, part_html in zip(block.parts, html.parts, strict=True):
        rule = kind.part(part.name)
        parts.append(
            ShownPart(part.name, site.words.gettext(rule.label) if rule else part.name, part_html)
        )
    title, body = as_made(html.title), as_made(html.body)
    return Shown(title, body, tuple(parts))


def _context(site: Site, medium: Medium) -> dict[str, object]:
    return {
        "site": site,
        "guide": site.guide,
        "medium": medium,
        "editions": published(site.guide.imprint),
        "verdicts": VERDICTS,
        "matches": MATCHES,
        "level_names": LEVEL_NAMES,
        "plain_levels": PLAIN_LEVELS,
        "strengths": STRENGTHS,
        "weight_names": WEIGHT_NAMES,
        "leitner": LEITNER,
        **_said(site.words),
    }


def _said(words: Words) -> dict[str, Callable[..., str]]:
    """The words for templates, by gettext's names: texts and values are made safe."""

    def fill(text: str, values: Mapping[str, object]) -> Markup:
        return Markup(words.fill(str(escape(text)), values, lambda v: str(escape(v))))  # noqa: S704

    def gettext(text: str, /, **values: object) -> Markup:
        return fill(words.found(text), values)

    def pgettext(context: str, text: str, /, **values: object) -> Markup:
        return fill(words.found(text, context), values)

    def ngettext(one: str, many: str, n: int, /, **values: object) -> Markup:
        return fill(words.counted(one, many, n), {"n": n, **values})

    def level(block: Block) -> Markup:
        name = getattr(block, "level", "")
        return pgettext("level", LEVEL_NAMES.get(name, name)) if name else Markup()

    return {
        "_": gettext,
        "pgettext": pgettext,
        "ngettext": ngettext,
        "level": level,
        "year_text": partial(year_text, words=words),
    }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("studyguide.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["html"] = Markup
    environment.filters["breaks"] = breaks
    environment.filters["with_code"] = _with_code
    environment.filters["playable"] = playable
    environment.filters["handouts"] = handouts
    environment.filters.update(decks=decks, packs=packs, filters=filters, way=way, tool=tool_link)
    environment.filters["story_in_short"] = story_in_short
    environment.filters["steps_picture"] = steps_picture
    environment.filters.update(beside=beside, with_capital=with_capital)
    environment.filters["verse"] = set_verse
    environment.filters.update(line=first_line, more=all_but_line)
    return environment


def _with_code(text: str) -> Markup:
    """A plain text in which what stands between backticks is code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def render_template(name: str, site: Site, medium: Medium, **context: object) -> str:
    """A template of a whole document, with what every template knows."""
    return template(name).render(_context(site, medium), **context)


def template(name: str) -> Template:
    """A template by the name of its file."""
    return _environment().get_template(name)
