"""What renderers see: the guide, its rendered texts, and where everything stands on the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from studyguide.model import (
    AUTHORS,
    Act,
    Block,
    Character,
    Comparison,
    Guide,
    Page,
    Question,
    Quiz,
    Quotation,
    Scene,
    View,
)
from studyguide.quiz.kinds.blank import GAP
from studyguide.quiz.selection import questions_of
from studyguide.render.fragments import BlockHtml, PageHtml, plain
from studyguide.words import Words, words_for
from studyguide.words.rules import Rules, rules_of

LONGEST_RUN = 3
"""More links than that are a list on the website."""


def chapter_slug(src: str) -> str:
    """The name of a page inside the book, as in `synopsis-act-1`."""
    return re.sub(r"[^a-z0-9]+", "-", src.removesuffix(".md").lower()).strip("-")


@dataclass(frozen=True)
class Section:
    """A run of pages under one heading of the nav; the title is empty for pages without one."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """A guide with its rendered pages. Paths are relative to the site's root."""

    guide: Guide
    urls: Mapping[str, str]
    """The URL of each page, as in `synopsis/act-1.html`."""
    html: Mapping[str, PageHtml]
    sections: tuple[Section, ...]
    """The nav: which pages readers meet, in order."""
    printed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each paper, by its name, the number printed on the page of each place in the books.

    Empty until the students' editions are laid out, and in a preview.
    """
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files of the finished website by path, each read when it is asked for.

    Pictures are among them. Exporters have them; before the site is finished there are none.
    """

    @cached_property
    def words(self) -> Words:
        """The program's words in the guide's language."""
        return words_for(self.guide)

    @property
    def language(self) -> Rules:
        """The rules of the guide's language."""
        return rules_of(self.guide.imprint.language)

    def of(self, block: Block) -> BlockHtml:
        """The rendered texts of a block."""
        return self.html[block.page].blocks[block.index]

    def part_html(self, block: Block, name: str) -> str:
        """The HTML of the first part of that name, or nothing."""
        made = self.of(block).parts
        pairs = zip(block.parts, made, strict=True)
        return next((html.html for part, html in pairs if part.name == name), "")

    def link(self, name: str) -> str:
        """The link that leads to the block of that id."""
        block = self.guide.by_id[name]
        return f"guide:/{self.urls[block.page]}#{name}"

    def title(self, name: str) -> str:
        """The title of the block of that id among others, as HTML; the gaps of a stem are dots."""
        block = self.guide.by_id[name]
        title = self.of(block).title
        return title.replace(GAP, "…") if isinstance(block, Question) else title

    @cached_property
    def sources_url(self) -> str:
        """The link to the page that lists the sources; empty if none does."""
        views = (b for b in self.guide.blocks() if isinstance(b, View) and b.title == "sources")
        view = next(views, None)
        return f"guide:/{self.urls[view.page]}" if view else ""

    def filtered(self, by: str, value: str) -> str:
        """The link to the list of comparisons, narrowed by its filter; empty without a list."""
        views = (b for b in self.guide.blocks() if isinstance(b, View) and b.title == "verdicts")
        view = next(views, None)
        return f"guide:/{self.urls[view.page]}#{by}={value}" if view else ""

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages for students and teachers, in the order of the nav."""
        known = self.guide.page_by_src
        order = (src for section in self.sections for src in section.pages if src in known)
        return tuple(known[src] for src in order if known[src].audience != AUTHORS)

    @cached_property
    def gathered(self) -> Mapping[str, frozenset[str]]:
        """For each page, the ids of the questions that a quiz on the same page shows."""
        found: dict[str, frozenset[str]] = {}
        for quiz in self.guide.quizzes:
            asked = frozenset(question.id for question in self.questions_of(quiz))
            found[quiz.page] = found.get(quiz.page, frozenset()) | asked
        return found

    def anchor(self, quiz: Quiz, question: Question) -> str:
        """The id of a question inside a quiz: its own, once on the page where it stands."""
        here = (q for q in self.guide.quizzes if q.page == question.page)
        first = next((q for q in here if question in self.questions_of(q)), None)
        return question.id if first == quiz else f"{quiz.id}--{question.id}"

    def place(self, quiz: Quiz, question: Question) -> str:
        """The link to a question inside that quiz."""
        return f"guide:/{self.urls[quiz.page]}#{self.anchor(quiz, question)}"

    def questions_of(self, quiz: Quiz) -> tuple[Question, ...]:
        """The questions of a quiz, in its order."""
        return questions_of(self.guide, quiz)

    def quiz_name(self, quiz: Quiz) -> str:
        """The title of a quiz among other things, as HTML; it says that it is a quiz."""
        title = self.title(quiz.id)
        word = self.words.gettext("Quiz")
        if title.casefold().startswith(word.casefold()):
            return title
        return self.words.gettext("Quiz: %(title)s", title=title)

    def names_its_page(self, quiz: Quiz) -> bool:
        """Whether a quiz has the title of its page, or that after “Quiz:”; once is enough."""
        names = (self.title(quiz.id), self.quiz_name(quiz))
        page = self.html[quiz.page].title.casefold()
        return any(plain(name).casefold() == page for name in names)

    def initial(self, name: str) -> str:
        """The letter that the title of a block begins with, behind its article."""
        return self.language.without_article(plain(self.title(name)))[:1].upper()

    def scenes_of_character(self, name: str) -> tuple[Scene, ...]:
        """The scenes a character is in."""
        return tuple(scene for scene in self.guide.scenes if name in scene.characters)

    def scenes_of_theme(self, name: str) -> tuple[tuple[Scene, int, str], ...]:
        """The scenes of a theme, each with the strength and the reason, in story order."""
        return tuple(
            (scene, theme.strength, theme.reason)
            for scene in self.guide.scenes
            for theme in scene.themes
            if theme.theme == name
        )

    def comparisons_of_scene(self, name: str) -> tuple[Comparison, ...]:
        """The comparisons that speak of a scene."""
        return tuple(c for c in self.guide.comparisons if c.scene == name)

    def comparisons_of_character(self, name: str) -> tuple[Comparison, ...]:
        """The comparisons that speak of a character."""
        return tuple(c for c in self.guide.comparisons if name in c.characters)

    def questions_of_scene(self, name: str) -> tuple[Question, ...]:
        """The questions that a scene answers, themselves or through its comparisons."""
        linked = {c.id for c in self.comparisons_of_scene(name)}
        return tuple(q for q in self.guide.questions if q.scene == name or q.comparison in linked)

    def questions_of_comparison(self, name: str) -> tuple[str, ...]:
        """The ids of the questions that a comparison answers."""
        return tuple(q.id for q in self.guide.questions if q.comparison == name)

    def comparisons_of_theme(self, name: str) -> tuple[str, ...]:
        """The ids of the comparisons that belong to a theme."""
        return tuple(c.id for c in self.guide.comparisons if name in c.themes)

    def questions_of_theme(self, name: str) -> tuple[str, ...]:
        """The ids of the questions that ask for a theme."""
        return tuple(q.id for q in self.guide.questions if q.theme == name)

    def questions_of_quotation(self, name: str) -> tuple[str, ...]:
        """The ids of the questions that ask about a quotation."""
        return tuple(q.id for q in self.guide.questions if q.quote == name)

    def quotations_of_scene(self, name: str) -> tuple[str, ...]:
        """The ids of the quotations from a scene."""
        return tuple(quote.id for quote in self.guide.quotations if quote.scene == name)

    def quotations_of_character(self, name: str) -> tuple[str, ...]:
        """The ids of the quotations of what a character says."""
        return tuple(quote.id for quote in self.guide.quotations if quote.speaker == name)

    def quotations_of_theme(self, name: str) -> tuple[str, ...]:
        """The ids of the quotations that belong to a theme."""
        return tuple(quote.id for quote in self.guide.quotations if name in quote.themes)

    def quotations_by_theme(self) -> tuple[tuple[str, tuple[Quotation, ...]], ...]:
        """The quotations of each theme, by its id; those without one come last, under nothing."""
        names = [theme.id for theme in self.guide.themes]
        return _grouped(names, self.guide.quotations, lambda quote: quote.themes)

    def quotations_by_person(self) -> tuple[tuple[str, tuple[Quotation, ...]], ...]:
        """The quotations of each character, by its id; what no character says comes last."""
        names = [character.id for character in self.guide.characters]
        return _grouped(
            names, self.guide.quotations, lambda quote: tuple(filter(None, (quote.speaker,)))
        )

    def discussions_of_scene(self, name: str) -> tuple[str, ...]:
        """The ids of the questions to talk about that use a scene."""
        return tuple(d.id for d in self.guide.discussions if d.scene == name)

    def citing(self, source: str) -> tuple[tuple[str, str], ...]:
        """The places that cite a source, each with its link and its title as HTML.

        A place is a block with an id, or a page whose own text cites it or whose blocks do
        without an id; for the facts of the work it is the page that shows them.
        """
        return tuple(place for page in self.pages for place in self._citing_in(page, source))

    def _citing_in(self, page: Page, source: str) -> Iterator[tuple[str, str]]:
        texts = [block.cites for block in page.blocks if not block.id]
        texts += [text.sources for text in page.prose]
        if page.view("work"):
            facts = self.guide.work.facts
            texts += [tuple(cited.source for cited in fact.citations) for fact in facts]
        if any(source in cited for cited in texts):
            yield f"guide:/{self.urls[page.src]}", escape(self.html[page.src].title or page.title)
        for block in page.blocks:
            if block.id and source in block.cites:
                yield self.link(block.id), self.title(block.id)

    def is_run(self, names: Collection[str]) -> bool:
        """Whether the titles of these blocks read well in a row: a few, without question marks."""
        asks = any(plain(self.title(name)).endswith("?") for name in names)
        return len(names) <= (1 if asks else LONGEST_RUN)

    def by_act(self, scenes: Collection[Scene]) -> tuple[tuple[str, tuple[Scene, ...]], ...]:
        """Scenes in the order of the story, under the names of their acts."""
        found = (
            (self.act_name(act), tuple(s for s in scenes if s.act == act.id))
            for act in self.guide.acts
        )
        return tuple((name, told) for name, told in found if told)

    def act_name(self, act: Act) -> str:
        """The name of an act with its number, as in `Act 2: The years at school`."""
        outer = next((one for one in self.guide.acts if one.id == act.outer), None)
        before = f"{self.act_name(outer)} · " if outer else ""
        number = act.number[:1].upper() + act.number[1:]
        if not number and not outer:
            counted = [one for one in self.guide.acts if not one.outer].index(act) + 1
            number = self.words.gettext("%(Part)s %(n)s", n=counted)
        if not number:
            return f"{before}{act.title}"
        return before + self.words.gettext("%(number)s: %(title)s", number=number, title=act.title)

    def scenes_named(self, names: Collection[str]) -> tuple[Scene, ...]:
        """The scenes of those ids, in the order of the story."""
        return tuple(scene for scene in self.guide.scenes if scene.id in names)

    def neighbours(self, scene: Scene) -> tuple[Scene | None, Scene | None]:
        """The scenes before and after, or None at the ends."""
        scenes = self.guide.scenes
        at = scenes.index(scene)
        before = scenes[at - 1] if at else None
        return before, scenes[at + 1] if at + 1 < len(scenes) else None

    def tied_characters(self, character: Character) -> tuple[tuple[Character, str], ...]:
        """The characters this one is tied to, each with the words for it."""
        known = {c.id: c for c in self.guide.characters}
        return tuple((known[tie.to], tie.how) for tie in character.ties if tie.to in known)


def _grouped(
    names: Collection[str],
    quotations: Collection[Quotation],
    groups_of: Callable[[Quotation], Collection[str]],
) -> tuple[tuple[str, tuple[Quotation, ...]], ...]:
    """The quotations under each name that has some; those of no group come last."""
    found = [(name, tuple(q for q in quotations if name in groups_of(q))) for name in names]
    found.append(("", tuple(q for q in quotations if not groups_of(q))))
    return tuple((name, group) for name, group in found if group)
