"""The shape of `guide.json`: each node and field once, with its type and its meaning.

The writer is checked against these types, and the JSON Schema and the manual page are made from
them. A field's order here is its order in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NotRequired, TypedDict

from studyguide.language.kinds import KINDS, MATCHES, VERDICTS
from studyguide.language.settings import WEIGHTS
from studyguide.model import STUDENTS, TEACHERS

FORMAT = "1.1"
"""The version of the format: the second number grows with what is added, the first with what
readers of the file must learn anew."""


@dataclass(frozen=True)
class OneOf:
    """The values that a text may have, where they are few."""

    values: tuple[str, ...]


def _one_of(values: Iterable[str], *more: str) -> OneOf:
    return OneOf((*values, *more))


def _choices(kind: str, option: str, *more: str) -> OneOf:
    """The values that the language allows for an option."""
    return _one_of(next(r.choices for r in KINDS[kind].options if r.name == option), *more)


def _part(kind: str, part: str) -> str:
    """What the language says that a part of a block holds."""
    return next(rule.meaning for rule in KINDS[kind].parts if rule.name == part)


Marked = Annotated[str, "The same with its mark-up."]
Cites = Annotated[list[str], "Source ids."]
Minutes = Annotated[int | None, "How long it takes."]
Level = Annotated[str, "What it asks for.", _choices("question", "level")]


class Place(TypedDict):
    """A place in the guide's text."""

    file: Annotated[str, "A path in the project, as in `docs/themes.md`."]
    line: Annotated[int, "From 1."]


class PlaceInSource(TypedDict):
    """A source that is cited with a place."""

    source: Annotated[str, "The id of the source."]
    place: Annotated[str, "Where in it, as in `2.1.44` or `p. 12`."]


CitedAt = Annotated[list[PlaceInSource], "The citations that name a place in their source."]


class Citing(TypedDict):
    """What a text cites."""

    cites: Cites
    cited_at: CitedAt


class Node(TypedDict):
    """What all nodes have."""

    id: Annotated[
        str,
        "Unique in its list. A block has the id its author gave. A page has its path without "
        "`.md`, as in `synopsis/act-1`.",
    ]
    url: Annotated[
        str,
        "Where readers find it, relative to the folder of the site, as in `characters.html#ana`. "
        "This is so for every node; the address of a source on the web is in `link`.",
    ]
    source: Annotated[Place, "Where it was written."]


class Fact(TypedDict):
    """A row of the card."""

    label: Annotated[str, "What it is, as in `Director`."]
    value: Annotated[str, "What the card says."]
    cites: Cites


class Work(Node):
    """The `id` is the slug from `guide.yml`, and the `url` is that of the first page."""

    title: Annotated[str, "From `guide.yml`."]
    kind: Annotated[str, "From `guide.yml`, as in `film`."]
    year: Annotated[int, "When it came out: the first year of several, negative before Christ."]
    year_text: Annotated[str, "The same in words, as in `about 1606` or `44 BC`."]
    facts: Annotated[list[Fact], "The rows of the card."]


class Build(TypedDict):
    """The versions that the file was made from, and no date: the same guide gives the same file."""

    studyguide: Annotated[str, "The program's."]
    guide: Annotated[str, "The text's, from `guide.yml`."]


class Page(Node):
    """A page for students or for teachers."""

    title: Annotated[str, "The first heading."]
    audience: Annotated[str, "Who it is for.", OneOf((STUDENTS, TEACHERS))]
    cites: Annotated[list[str], "Every source cited on the page, in its blocks too."]
    cited_at: CitedAt


class Act(Node):
    """The `url` is that of the page with the first of its scenes."""

    title: Annotated[str, "What readers see."]
    number: Annotated[str, "The author's own, as in `chapter 14`."]
    outer: Annotated[str | None, "The id of the act that it is a part of."]
    scenes: Annotated[list[str], "Its scenes, in order."]


class Scene(Node):
    """A stretch of the story."""

    title: Annotated[str, "What readers see."]
    act: Annotated[str, "The id of its act."]
    number: Annotated[str, "The work's own number for it, as in `2.2`."]
    when: Annotated[str, "When it happens, in words."]
    summary: Annotated[str, "What happens."]
    summary_html: Marked
    characters: Annotated[list[str], "Who is in it."]
    themes: Annotated[dict[str, int], "The id of each theme, and its strength from 1 to 3."]
    theme_reasons: Annotated[dict[str, str], "The id of each theme, and the reason."]
    matters: Annotated[str, _part("scene", "matters")]
    differs: Annotated[str, _part("scene", "differs")]
    cites: Cites
    cited_at: CitedAt


class Tie(TypedDict):
    """What a character is to another."""

    to: Annotated[str, "The id of the other."]
    how: Annotated[str, "What this one is to them."]


class Character(Node):
    """Somebody in the story."""

    name: Annotated[str, "What readers see."]
    actor: Annotated[str, "Who plays the role."]
    real: Annotated[str, "The real person, if there is one."]
    match: Annotated[
        str,
        "How far the role matches a real person; the values are under "
        "[character](blocks.md#character). Empty where the guide does not say.",
        _one_of(MATCHES, ""),
    ]
    role: Annotated[str, "Who it is."]
    role_html: Marked
    wants: Annotated[str, _part("character", "wants")]
    obstacle: Annotated[str, _part("character", "obstacle")]
    change: Annotated[str, _part("character", "change")]
    life: Annotated[str, _part("character", "life")]
    think: Annotated[str, _part("character", "think")]
    scenes: Annotated[list[str], "The scenes that name the character, in the order of the story."]
    ties: Annotated[list[Tie], "What the character is to others."]
    cites: Cites
    cited_at: CitedAt


class Reading(TypedDict):
    """One way to understand a theme or a symbol."""

    title: Annotated[str, "What readers see."]
    text: Annotated[str, "The reading."]
    text_html: Marked
    cites: Cites
    cited_at: CitedAt


class Theme(Node):
    """An idea of the work."""

    name: Annotated[str, "What readers see."]
    definition: Annotated[str, "What the theme is."]
    definition_html: Marked
    readings: Annotated[list[Reading], "The parts of that name."]
    think: Annotated[str, _part("theme", "think")]
    scenes: Annotated[list[str], "The scenes that name the theme."]
    cites: Cites
    cited_at: CitedAt


class Symbol(Node):
    """A thing that stands for more."""

    name: Annotated[str, "What readers see."]
    definition: Annotated[str, "What the symbol is."]
    definition_html: Marked
    readings: Annotated[list[Reading], "The parts of that name."]
    scenes: Annotated[list[str], "Those that the author named."]
    themes: Annotated[list[str], "Those that the author named."]
    cites: Cites
    cited_at: CitedAt


class Side(TypedDict):
    """One of the two sides of a comparison."""

    text: Annotated[str, "What is so on this side."]
    text_html: Marked
    cites: Cites
    cited_at: CitedAt


class Comparison(Node):
    """The work beside real life."""

    title: Annotated[str, "What readers see."]
    verdict: Annotated[
        str,
        "How the two compare; the values are under [compare](blocks.md#compare).",
        _one_of(VERDICTS),
    ]
    major: Annotated[bool, "Whether one who believes the work would learn something false."]
    confidence: Annotated[str, "How sure this is.", _choices("compare", "confidence", "")]
    scene: Annotated[str | None, "The scene it is about."]
    characters: Annotated[list[str], "Who it is about."]
    themes: Annotated[list[str], "What it is about."]
    work: Annotated[Side, "What the work shows."]
    life: Annotated[Side, "What happened."]
    why: Annotated[str, _part("compare", "why")]
    unknown: Annotated[str, _part("compare", "unknown")]
    keep_in_mind: Annotated[str, _part("compare", "watch")]
    cites: Cites
    cited_at: CitedAt
    film: NotRequired[Annotated[Side, "Older name of `work`, in guides to films only."]]
    watch: NotRequired[Annotated[str, "Older name of `keep_in_mind`, in guides to films only."]]


class Option(TypedDict):
    """One of the answers to choose from."""

    label: Annotated[str, "Its letter."]
    text: Annotated[str, "What it says."]
    correct: Annotated[bool, "Whether it is a key."]
    reason: Annotated[str, "Why it is right or wrong."]


class Pair(TypedDict):
    """A right pair of a matching question."""

    number: Annotated[int, "The number of the left side, as readers see it."]
    left: Annotated[str, "The left side."]
    letter: Annotated[str, "The letter of the right side, as readers see it."]
    right: Annotated[str, "The right side."]
    reason: Annotated[str, "Why they belong together."]


class Extra(TypedDict):
    """An entry of the right column that belongs to nothing in the left one."""

    letter: Annotated[str, "The letter it has as readers see it."]
    right: Annotated[str, "The entry."]
    reason: Annotated[str, "Why it belongs to nothing."]


class Step(TypedDict):
    """A step of a sequence."""

    label: Annotated[str, "The letter it is shown under."]
    text: Annotated[str, "What it says."]
    reason: Annotated[str, "Why it stands there."]


class Blank(TypedDict):
    """A gap."""

    accepted: Annotated[list[str], "The answers that count as right."]
    reason: Annotated[str, "Why they are right."]


class Waiver(TypedDict):
    """A rule for items that the author set aside."""

    rule: Annotated[str, "Its name, as in `A8`."]
    reason: Annotated[str, "Why it should not hold."]


class Answers(TypedDict):
    """What a question is answered with."""

    options: Annotated[list[Option], "For kinds with options, in the order readers see."]
    pairs: Annotated[list[Pair], "For matching: the right pairs."]
    extra: Annotated[list[Extra], "For matching: what on the right belongs to nothing."]
    sequence: Annotated[list[Step], "For putting in order, in the right order."]
    answers: Annotated[list[Blank], "For gaps, in the order of the stem."]


class Question(Node, Answers):
    """An item. What a kind of question does not have is an empty list."""

    kind: Annotated[
        str,
        "The option of that name; the values are under [question](blocks.md#question).",
        _choices("question", "kind"),
    ]
    level: Level
    about: Annotated[
        str,
        "Whether it asks about the work (`film`, in a guide to a film) or about real life.",
        _choices("question", "about", "film"),
    ]
    stem: Annotated[str, "The question."]
    stem_html: Marked
    solution: Annotated[
        str,
        'The right answer in letters and numbers, as the printed key has it; `""` for written '
        "answers.",
    ]
    strict: Annotated[
        list[str], "For gaps: what a typed answer must get right besides the letters."
    ]
    hints: Annotated[list[str], "In their order."]
    model_answer: Annotated[str, "For written answers."]
    look_for: Annotated[list[str], "What a good answer has."]
    minutes: Minutes
    scene: Annotated[str | None, "The id of the scene that shows the answer."]
    comparison: Annotated[str | None, "The id of the comparison that shows it."]
    theme: Annotated[str | None, "The id of the theme that it serves."]
    after: Annotated[str | None, "The id of the question that it must follow directly."]
    term: Annotated[str | None, "The id of the word that it asks for."]
    quote: Annotated[str | None, "The id of the quotation that it asks about."]
    quizzes: Annotated[list[str], "The quizzes that ask it."]
    waivers: Annotated[list[Waiver], "Rules for items that the author set aside."]
    cites: Cites
    cited_at: CitedAt


class QuizWaiver(TypedDict):
    """A rule that was set aside in a quiz or in one of its questions."""

    rule: Annotated[str, "Its name, as in `B4`."]
    id: Annotated[str, "The quiz or the question."]
    reason: Annotated[str, "Why it should not hold."]


class Guesser(TypedDict):
    """A reader who knows nothing and goes by how the answers look."""

    strategy: Annotated[str, "What it goes by, as in `shortest` or `letter B`."]
    score: Annotated[float, "What it scores where the answer need not be written, from 0 to 1."]
    chance: Annotated[float, "What any answers would score there, from 0 to 1."]


class Quality(TypedDict):
    """What a quiz is made of."""

    items: Annotated[int, "How many questions."]
    levels: Annotated[dict[str, int], "Each level, and how often it occurs."]
    kinds: Annotated[dict[str, int], "Each kind, and how often it occurs."]
    keys: Annotated[
        dict[str, int], "Each letter, and how often the key of a choice question stands under it."
    ]
    minutes: Annotated[float, "How long it takes."]
    recall: Annotated[float, "The share of questions that ask for recall, from 0 to 1."]
    guesser: Annotated[
        Guesser | None, "The one that beats chance by most; null if nothing can be guessed."
    ]
    waived: Annotated[list[QuizWaiver], "The rules that were set aside."]


class Ordered(TypedDict):
    """In which order a form shows what is answered with."""

    options: Annotated[list[str], "The labels of the question's own `options`."]
    sequence: Annotated[list[str], "The labels of its `sequence`."]
    left: Annotated[list[int], "The numbers of its `pairs`."]
    right: Annotated[list[str], "The letters of its `pairs`."]


class Asked(Ordered):
    """A question as a form shows it.

    The four lists say in which order the form shows what is answered with: `["C", "A", "B"]` says
    that the form's A is the question's C.
    """

    number: Annotated[int, "From 1."]
    id: Annotated[str, "The question."]
    solution: Annotated[str, "The right answer, as it is in that form."]


class Form(TypedDict):
    """A parallel form: the same questions in another order."""

    form: Annotated[str, "Its letter."]
    seed: Annotated[str, "What its draws are made from."]
    questions: Annotated[list[Asked], "Its questions, in order."]


class Quiz(Node):
    """Questions to take together."""

    title: Annotated[str, "What readers see."]
    introduction: Annotated[str, "What stands before the questions."]
    introduction_html: Marked
    questions: Annotated[
        list[str],
        "The questions, in the order of the quiz, whether the author listed them or they were "
        "found.",
    ]
    seed: Annotated[str, "What draws are made from: the author's, or the quiz's own id."]
    minutes: Minutes
    quality: Annotated[Quality, "What it is made of."]
    forms: Annotated[list[Form], "The parallel forms."]


class Discussion(Node):
    """A question to talk about."""

    prompt: Annotated[str, "The question."]
    context: Annotated[str, "The text under it."]
    when: Annotated[str, "Before the work, after it, or beyond it.", _choices("discuss", "when")]
    level: Level
    themes: Annotated[list[str], "What it is about."]
    scene: Annotated[str | None, "The scene it is about."]
    comparison: Annotated[str | None, "The comparison it is about."]
    minutes: Minutes
    positions: Annotated[list[str], "Answers that can be defended."]
    look_for: Annotated[list[str], "What a good answer has."]
    follow_up: Annotated[list[str], "What to ask next."]
    cites: Cites
    cited_at: CitedAt


class Criterion(TypedDict):
    """A row of a rubric."""

    criterion: Annotated[str, "What is looked at."]
    levels: Annotated[dict[str, str], "The head of each column, and its text."]


class Essay(Node):
    """A text to write."""

    title: Annotated[str, "What readers see."]
    prompt: Annotated[str, "What to write about."]
    prompt_html: Marked
    level: Level
    words: Annotated[int, "The length to aim at."]
    themes: Annotated[list[str], "What it is about."]
    minutes: Minutes
    sample: Annotated[str, "A paragraph that shows how."]
    rubric: Annotated[list[Criterion], "One entry for each criterion."]
    cites: Cites
    cited_at: CitedAt


class Term(Node):
    """A word to know."""

    term: Annotated[str, "The word."]
    definition: Annotated[str, "What it means."]
    definition_html: Marked
    example: Annotated[str, "A sentence that uses it."]
    spanish: Annotated[str, "The word in Spanish."]
    group: Annotated[str, "Where it belongs among the words."]
    scenes: Annotated[list[str], "Where it matters."]
    forms: Annotated[list[str], "Other forms of the word, under which pages use it."]
    cites: Cites
    cited_at: CitedAt


class World(TypedDict):
    """What happens in one of the two worlds."""

    text: Annotated[str, "What happens."]
    cites: Cites
    cited_at: CitedAt


class Moment(Node):
    """A row of the timeline."""

    date: Annotated[str, "The date in words."]
    year: Annotated[int, "The year: the first of several, negative before Christ."]
    year_text: Annotated[str, "The same in words, as in `about 1606` or `44 BC`."]
    month: Annotated[int | None, "The month, from 1."]
    work: Annotated[World, "What happens then in the work."]
    life: Annotated[World, "What happens then in real life."]
    comparison: Annotated[str | None, "The id of a comparison."]
    work_short: Annotated[str, "The few words for the work's lane in the picture of the timeline."]
    life_short: Annotated[str, "The few words for the lane of real life."]
    cites: Cites
    cited_at: CitedAt
    film: NotRequired[Annotated[World, "Older name of `work`, in guides to films only."]]
    film_short: NotRequired[Annotated[str, "Older name of `work_short`, in guides to films only."]]


class RoadStep(TypedDict):
    """A step on a road."""

    title: Annotated[str, "What readers see."]
    text: Annotated[str, "What it says."]
    text_html: Marked
    cites: Cites
    cited_at: CitedAt


class Steps(Node):
    """A road of steps."""

    title: Annotated[str, "What readers see."]
    introduction: Annotated[str, "What stands before the steps."]
    introduction_html: Marked
    steps: Annotated[list[RoadStep], "The steps in order."]
    cites: Cites
    cited_at: CitedAt


class Quotation(Node):
    """Words of the work or of another source."""

    title: Annotated[str, "Its short name."]
    words: Annotated[str, "The quoted words."]
    words_html: Marked
    lines: Annotated[list[str], "For verse: its lines, in order."]
    first_line: Annotated[int | None, "For numbered verse: the number of the first line."]
    taken_from: Annotated[str, "The id of the source of the words."]
    place: Annotated[str, "Where they stand in it, as in `2.1.44-46`."]
    speaker: Annotated[str | None, "The id of the character who says them."]
    scene: Annotated[str | None, "The id of the scene they are from."]
    themes: Annotated[list[str], "What they are about."]
    does: Annotated[str, "Our reading of what the words do."]
    does_html: Marked
    think: Annotated[str, _part("quote", "think")]
    cites: Cites
    cited_at: CitedAt


class Source(Node):
    """The `url` leads to its place in the guide's own list."""

    number: Annotated[int, "The number readers see."]
    title: Annotated[str, "From `sources.yml`."]
    publisher: Annotated[str, "From `sources.yml`."]
    year: Annotated[int | None, "When it came out, as in the work."]
    year_text: Annotated[str, "The same in words; empty where the year is not known."]
    link: Annotated[str | None, "The address on the web."]
    kind: Annotated[str, "From `sources.yml`."]
    weight: Annotated[str, "How much it can carry.", _one_of(WEIGHTS, "film-account")]
    cited_by: Annotated[list[str], "Ids: the work if its card cites it, then pages, then blocks."]


Header = TypedDict(
    "Header", {"$schema": Annotated[str, "The JSON Schema of this file, which stands beside it."]}
)


class Blocks(TypedDict):
    """The lists of blocks, each in the order of the menu and of the text."""

    scenes: Annotated[list[Scene], "The scenes."]
    characters: Annotated[list[Character], "The characters."]
    themes: Annotated[list[Theme], "The themes."]
    symbols: Annotated[list[Symbol], "The symbols."]
    comparisons: Annotated[list[Comparison], "The comparisons of the work with real life."]
    questions: Annotated[list[Question], "The questions."]
    quizzes: Annotated[list[Quiz], "The quizzes."]
    discussion: Annotated[list[Discussion], "The questions to talk about."]
    essays: Annotated[list[Essay], "The texts to write."]
    terms: Annotated[list[Term], "The words to know."]
    timeline: Annotated[list[Moment], "The rows of the timeline."]
    steps: Annotated[list[Steps], "The roads of steps."]
    quotes: Annotated[list[Quotation], "The quotations."]


class Document(Header, Blocks):
    """The whole file. Blocks are in the order of the menu and of the text."""

    version: Annotated[str, "The version of this format.", OneOf((FORMAT,))]
    language: Annotated[str, "The language of the texts, from `guide.yml`, as in `en`."]
    work: Annotated[Work, "The work."]
    build: Annotated[Build, "The versions it was made from."]
    pages: Annotated[
        list[Page], "The pages for students and for teachers, in the order of the menu."
    ]
    acts: Annotated[list[Act], "The acts, in their order."]
    sources: Annotated[list[Source], "The sources that are cited, in the order of their numbers."]
