"""The guide as a value: frozen dataclasses, made once by the parser and read by everybody else.

Texts are kept as the author wrote them (Markdown). Their HTML is made once per page and lives in
`studyguide.render.fragments`, found again by a block's page and index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import ClassVar, TypeVar

VERSION = "0.1.0"
"""Of the program, and so of the guides that it makes."""
STUDENTS = "students"
TEACHERS = "teachers"
AUTHORS = "authors"
QUOTE_WORDS = 60
"""The most words of a quotation, unless a guide says otherwise: some eight lines of verse."""
AUDIENCES = (STUDENTS, TEACHERS, AUTHORS)


@dataclass(frozen=True, order=True)
class Span:
    """A place in a source file: 1-based line and column, last line inclusive."""

    file: str
    """Path relative to the project, with forward slashes, as in `docs/themes.md`."""
    line: int
    column: int = 1
    end_line: int = 0


@dataclass(frozen=True, order=True)
class Year:
    """A year, or the years from one to another; those before Christ are negative.

    There is no year 0, so that 0 stands for one that is not known.
    """

    first: int
    last: int
    about: bool = False
    """Whether the author is not sure of it."""


NO_YEAR = Year(0, 0)


@dataclass(frozen=True)
class Citation:
    """One source named by one `[@…]` marker."""

    source: str
    span: Span
    place: str = ""
    """Where in the source, as in `2.1.44` or `p. 12`."""


@dataclass(frozen=True)
class Text:
    """A run of Markdown with its place and the citations inside it."""

    markdown: str
    span: Span
    citations: tuple[Citation, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources cited here, each once, in the order of the text."""
        return unique(citation.source for citation in self.citations)


@dataclass(frozen=True)
class Part:
    """A named part of a block, such as the `work` side of a comparison."""

    name: str
    title: str
    text: Text


@dataclass(frozen=True)
class Reference:
    """An id that an option of a block names, and the kind of thing it must lead to."""

    id: str
    kind: str
    option: str
    span: Span


@dataclass(frozen=True)
class Block:
    """What every block of the guide has, whatever its kind."""

    kind_name: ClassVar[str]
    """What its kind is called in a text, and in the table `studyguide.language.kinds.KINDS`."""
    id: str
    title: str
    page: str
    """Source URI of the page it stands on, as in `synopsis/act-1.md`."""
    index: int
    """Running number among the blocks of its page; with `page` it finds the rendered HTML."""
    heading_level: int
    """The level of its heading, from 2 to 6; 0 for a block without one."""
    span: Span
    body: Text
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    unread: bool
    """Whether some of it could not be read, which is told: nothing is said of what is lost."""

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The body and the text of every part, in source order."""
        return (self.body, *(part.text for part in self.parts))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation in the block."""
        return tuple(citation for text in self.texts for citation in text.citations)

    @cached_property
    def cites(self) -> tuple[str, ...]:
        """Ids of every source cited in the block, each once."""
        return unique(citation.source for citation in self.citations)

    def parts_named(self, name: str) -> tuple[Part, ...]:
        """Every part of that name, in source order."""
        return tuple(part for part in self.parts if part.name == name)

    def part(self, name: str) -> Part | None:
        """The first part of that name, or None."""
        return next(iter(self.parts_named(name)), None)


BlockT = TypeVar("BlockT", bound=Block)


@dataclass(frozen=True)
class ThemeStrength:
    """How strongly a scene shows a theme, from 1 (touched) to 3 (what it is about), and why."""

    theme: str
    strength: int
    reason: str


@dataclass(frozen=True)
class Scene(Block):
    """One scene, as the sources tell it."""

    kind_name = "scene"
    act: str
    when: str
    characters: tuple[str, ...]
    themes: tuple[ThemeStrength, ...]
    number: str = ""
    """The work's own, as in `2.2`."""


@dataclass(frozen=True)
class Tie:
    """How one character is tied to another, seen from the first."""

    to: str
    how: str


@dataclass(frozen=True)
class Character(Block):
    """A role in the work, with its real counterpart where there is one."""

    kind_name = "character"
    actor: str
    real: str
    match: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Theme(Block):
    """An idea that the work keeps coming back to."""

    kind_name = "theme"


@dataclass(frozen=True)
class Symbol(Block):
    """A thing that stands for more than itself."""

    kind_name = "symbol"
    scenes: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Comparison(Block):
    """The work's version and the real one of one matter, side by side."""

    kind_name = "compare"
    verdict: str
    scene: str
    characters: tuple[str, ...]
    themes: tuple[str, ...]
    major: bool
    confidence: str


@dataclass(frozen=True)
class Answer:
    """One entry of the list under a stem; what it means is said by the kind of the question."""

    text: str
    reason: str
    marked: bool | None
    """Whether the author marks it as right; None where it has no brackets for a mark."""
    numbered: bool
    span: Span
    reason_span: Span

    @property
    def correct(self) -> bool:
        """Whether it is marked as right."""
        return self.marked is True


@dataclass(frozen=True)
class Waiver:
    """A rule that an author sets aside, with the reason."""

    rule: str
    reason: str
    span: Span


@dataclass(frozen=True)
class Question(Block):
    """One item: a stem (its title), and the list of answers that its kind makes sense of.

    `studyguide.quiz.kinds` says how. Short questions and essays have parts instead.
    """

    kind_name = "question"
    kind: str
    level: str
    about: str
    answers: tuple[Answer, ...]
    scene: str
    comparison: str
    theme: str
    term: str
    quote: str
    minutes: int
    lines: int
    strict: tuple[str, ...]
    """What a typed answer must get right besides the letters, as in `case` or `accents`."""
    after: str
    """The question that this one must directly follow wherever both are asked."""
    waivers: tuple[Waiver, ...]
    language: str = "en"
    """That of the guide: by it answers are put in order and compared."""

    @property
    def shown_by(self) -> tuple[str, ...]:
        """Ids of what shows the answer: where readers look."""
        named = (self.scene, self.comparison, self.theme, self.term, self.quote)
        return tuple(name for name in named if name)


@dataclass(frozen=True)
class Quiz(Block):
    """A numbered row of questions: those listed, or those that a filter finds."""

    kind_name = "quiz"
    listed: tuple[str, ...]
    acts: tuple[str, ...]
    scenes: tuple[str, ...]
    themes: tuple[str, ...]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    count: int
    seed: str
    minutes: int
    waivers: tuple[Waiver, ...]


@dataclass(frozen=True)
class Discussion(Block):
    """A question to talk about: its prompt is the title."""

    kind_name = "discuss"
    when: str
    level: str
    themes: tuple[str, ...]
    scene: str
    comparison: str
    minutes: int


@dataclass(frozen=True)
class Essay(Block):
    """A prompt to write on, with a sample and a rubric."""

    kind_name = "essay"
    level: str
    words: int
    themes: tuple[str, ...]
    minutes: int


@dataclass(frozen=True)
class Term(Block):
    """A word to know."""

    kind_name = "term"
    spanish: str
    group: str
    scenes: tuple[str, ...]
    forms: tuple[str, ...] = ()
    """Other spellings and forms of it, as they stand in texts."""
    mark: bool = True
    """Whether its first use on each page is marked and explained."""


@dataclass(frozen=True)
class Moment(Block):
    """A row of the timeline: what the work tells and what happened, side by side."""

    kind_name = "moment"
    year: Year
    month: int
    """1 to 12, or 0 where only the year is known."""
    comparison: str
    work_short: str = ""
    """What the work tells, in the few words that the picture of the timeline has room for."""
    life_short: str = ""


@dataclass(frozen=True)
class Steps(Block):
    """Advice, a recipe or a way to go, step by step; its parts are the steps."""

    kind_name = "steps"


@dataclass(frozen=True)
class Quotation(Block):
    """Words of the work, or of another source, with what they do; its body is the words."""

    kind_name = "quote"
    source: str
    place: str
    """Where in the source, as in `2.1.44-46` or `p. 12`."""
    speaker: str
    """The character who says it, if one does."""
    scene: str
    themes: tuple[str, ...]
    lines: int
    """The number of the first line of verse; 0 where the lines have no numbers."""
    verse: bool

    @property
    def in_lines(self) -> bool:
        """Whether the ends of its lines are kept."""
        return self.verse or self.lines > 0

    @property
    def cited(self) -> Citation:
        """The source of the words as a citation, which it is to readers."""
        named = (one.span for one in self.references if one.option == "source")
        return Citation(self.source, next(named, self.span), self.place)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The source of the words, then what is cited in the block."""
        return (self.cited, *super().citations)


@dataclass(frozen=True)
class View(Block):
    """A place where the guide draws something from the whole model, such as the list of sources."""

    kind_name = "show"


@dataclass(frozen=True)
class Source:
    """A published text that the guide cites."""

    id: str
    title: str
    publisher: str
    year: Year | None
    url: str
    kind: str
    weight: str
    span: Span


@dataclass(frozen=True)
class WorkFact:
    """One row of the card about the work."""

    label: str
    value: str
    citations: tuple[Citation, ...]
    span: Span


@dataclass(frozen=True)
class Work:
    """The work that the guide is about: a film, a book, a play."""

    title: str
    slug: str
    kind: str
    year: Year
    facts: tuple[WorkFact, ...]
    span: Span


@dataclass(frozen=True)
class Act:
    """A stretch of the work; scenes name theirs. It may stand inside another."""

    id: str
    title: str
    span: Span
    number: str = ""
    """The author's own, as in `chapter 14`; without one, stretches are counted."""
    outer: str = ""
    """The stretch that it is a part of."""


@dataclass(frozen=True)
class Stylesheet:
    """A stylesheet of the guide's own for the books."""

    path: str
    """Inside the guide's folder."""
    span: Span


LEFTWARD = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "lrc", "mzn", "nqo", "ps"})
LEFTWARD |= {"sd", "sdh", "syr", "ug", "ur", "yi"}
"""Languages that are written from right to left."""
LEFTWARD_SCRIPTS = ("adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa")


@dataclass(frozen=True)
class Imprint:
    """What the guide says of itself, on its cover and in its colophon."""

    title: str
    subtitle: str
    language: str
    version: str
    licence: str
    cover: str = ""
    """The picture on the cover: a path inside the guide's folder."""
    cover_alt: str = ""
    """What the picture shows, for those who cannot see it."""
    editions: tuple[str, ...] | None = None
    """The editions to publish, as in `student-a4`; None means all."""
    date: str = ""
    """When the guide was last checked against its sources, as in `November 2026`."""
    cover_span: Span | None = None
    """Where the settings name the cover."""
    site_zip: bool = True
    """Whether the website as a zip is among the exports by default."""
    exports: tuple[tuple[str, Span], ...] | None = None
    """What to export, by name, and where the settings name it; None means what is the default."""
    print_css: tuple[Stylesheet, ...] = ()
    """What the books look like beyond what every guide's do; later ones override earlier ones."""
    fonts: tuple[tuple[str, Span], ...] = ()
    """Packages whose fonts set the letters that ours lack, and where the settings name each."""
    quote_words: int = QUOTE_WORDS
    """The most words that a quotation may have."""

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written that way, in the script that is its own or named."""
        name, *more = self.language.lower().replace("_", "-").split("-")
        scripts = [part for part in more if len(part) == 4 and part.isalpha()]
        return scripts[0] in LEFTWARD_SCRIPTS if scripts else name in LEFTWARD


@dataclass(frozen=True)
class Download:
    """What an exporter makes, as readers and links know it."""

    name: str
    """What authors write to link it."""
    title: str
    note: str
    """What it is for and how to use it; `this` is shown as code."""
    audience: str
    """Who it is for; what is for `authors` is for programs, and no page lists it."""
    paths: tuple[str, ...]
    """Its path in the site, then those of the files that belong to it."""
    need: str = ""
    """What readers need it for, as a heading; empty for what stands first, without one."""

    @property
    def path(self) -> str:
        """Where links lead."""
        return self.paths[0]


@dataclass(frozen=True)
class Heading:
    """A heading in the prose of a page."""

    level: int
    text: str
    span: Span


class LinkKind(Enum):
    """How a Markdown link names where it leads."""

    REFERENCE = "reference"
    """`[words][id]`: to a block by its id."""
    TARGET = "target"
    """`[words](path#anchor)`."""
    IMAGE = "image"
    """`![words](path)`."""


@dataclass(frozen=True)
class Link:
    """A Markdown link or image in a page."""

    target: str
    kind: LinkKind
    span: Span


@dataclass(frozen=True)
class Page:
    """A page of the guide: its prose, beside the blocks that stand on it."""

    src: str
    title: str
    span: Span
    audience: str
    """Who it is for: `teachers` keeps it out of the students' editions, `authors` out of all."""
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    """Every citation on the page, those in blocks included."""
    blocks: tuple[Block, ...]
    context: bool = False
    """Whether it tells of real life, so that every paragraph must name its source."""
    prose: tuple[Text, ...] = ()
    """The paragraphs and the entries of lists that stand outside blocks."""
    copy: str = ""
    """What of it teachers copy: the whole `page`, its `sections`, or nothing."""
    slips: tuple[Citation, ...] = ()
    """What names something as a citation would, but for a forgotten mark."""
    search_words: tuple[str, ...] = ()
    """What readers may look for it by, though it does not say so."""

    @cached_property
    def evidence(self) -> tuple[Citation, ...]:
        """Every citation that readers see, those of quotations included, in source order."""
        quoted = [block.cited for block in self.blocks if isinstance(block, Quotation)]
        return tuple(sorted((*self.citations, *quoted), key=lambda citation: citation.span))

    def view(self, name: str) -> View | None:
        """The first view of that name on the page, or None."""
        views = (block for block in self.blocks if isinstance(block, View))
        return next((view for view in views if view.title == name), None)


@dataclass(frozen=True)
class IndexName:
    """A person or a place of real life that the index of the books looks for in the text."""

    spellings: tuple[str, ...]
    """As it stands in the index, then other forms of it."""
    span: Span


def _every(kind: type[BlockT]) -> cached_property[tuple[BlockT, ...]]:
    """The property of a guide that holds every block of a class."""
    return cached_property(lambda guide: guide.of(kind))


@dataclass(frozen=True)
class OwnWord:
    """A text of the program that the author words anew."""

    text: str
    """Ours in English, or the name of a phrase."""
    own: str
    span: Span


@dataclass(frozen=True)
class Guide:
    """The whole guide. Lists are in the order of the pages and of the text in them."""

    work: Work
    imprint: Imprint
    acts: tuple[Act, ...]
    pages: tuple[Page, ...]
    sources: tuple[Source, ...]
    index: tuple[IndexName, ...] = ()
    words: tuple[OwnWord, ...] = ()
    """What the author calls otherwise than the program does."""
    downloads: tuple[Download, ...] = ()
    """What the guide offers beside its pages and its PDF editions."""

    def blocks(self) -> Iterator[Block]:
        """Every block, page by page."""
        return (block for page in self.pages for block in page.blocks)

    def of(self, kind: type[BlockT]) -> tuple[BlockT, ...]:
        """Every block of that class."""
        return tuple(block for block in self.blocks() if isinstance(block, kind))

    scenes = _every(Scene)
    characters = _every(Character)
    themes = _every(Theme)
    symbols = _every(Symbol)
    comparisons = _every(Comparison)
    questions = _every(Question)
    quizzes = _every(Quiz)
    discussions = _every(Discussion)
    essays = _every(Essay)
    terms = _every(Term)
    moments = _every(Moment)
    steps = _every(Steps)
    quotations = _every(Quotation)

    @cached_property
    def by_id(self) -> Mapping[str, Block]:
        """Every block that has an id, by its id; the first one wins where an id stands twice."""
        found: dict[str, Block] = {}
        for block in self.blocks():
            if block.id:
                found.setdefault(block.id, block)
        return found

    def stretches_of(self, act: str) -> tuple[Act, ...]:
        """The act of that id and the one that it is a part of, the outer first."""
        found = next((one for one in self.acts if one.id == act), None)
        return (*self.stretches_of(found.outer), found) if found else ()

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Every source, by its id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def page_by_src(self) -> Mapping[str, Page]:
        """Every page, by its source URI."""
        return {page.src: page for page in self.pages}

    def offered_on(self, src: str) -> tuple[Download, ...]:
        """The downloads that a page lists: files for teachers stand on the teachers' pages only."""
        teachers = self.page_by_src[src].audience == TEACHERS
        readers = (STUDENTS, TEACHERS) if teachers else (STUDENTS,)
        return tuple(file for file in self.downloads if file.audience in readers)

    def needs_on(self, src: str) -> Mapping[str, tuple[Download, ...]]:
        """The downloads that a page lists, by what they are needed for; no need stands first."""
        offered = self.offered_on(src)
        needs = unique(("", *(file.need for file in offered)))
        return {need: tuple(file for file in offered if file.need == need) for need in needs}

    @cached_property
    def cited_sources(self) -> tuple[Source, ...]:
        """The sources that the work's card or a page cites, in the order that readers meet them in.

        The card counts where a page shows it; where none does, last. The manual for authors does
        not count.

        A source's place in this list, from 1, is its number in every edition.
        """
        pages = (page for page in self.pages if page.audience != AUTHORS)
        order = [source for page in pages for source in self._met_on(page)]
        order += self._in_card
        known = self.source_by_id
        return tuple(known[source] for source in unique(iter(order)) if source in known)

    @cached_property
    def _in_card(self) -> tuple[str, ...]:
        """The sources of the work's card."""
        return tuple(citation.source for fact in self.work.facts for citation in fact.citations)

    def _met_on(self, page: Page) -> Iterator[str]:
        """The sources that readers meet on a page, each as often as it is cited."""
        card = page.view("work")
        met = [(citation.span, citation.source) for citation in page.evidence]
        met += [(card.span, source) for source in self._in_card] if card else []
        return (source for _, source in sorted(met, key=lambda one: one[0]))

    @cached_property
    def source_number(self) -> Mapping[str, int]:
        """The number of each cited source, from 1."""
        return {source.id: number for number, source in enumerate(self.cited_sources, 1)}


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Each item once, in the order of first appearance."""
    return tuple(dict.fromkeys(items))
