"""The table of blocks: every kind with its class, its options and its parts.

The scanner, the parser, the Markdown extension and the authors' manual are all made from `KINDS`.
An option is a row here and a field of the model. A kind is a row here, a class of the model, a
template of its name and a list in `guide.json`; a test says what a kind lacks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from studyguide.model import (
    Block,
    Character,
    Comparison,
    Discussion,
    Essay,
    Moment,
    Question,
    Quiz,
    Quotation,
    Scene,
    Steps,
    Symbol,
    Term,
    Theme,
    View,
)
from studyguide.words import IN_ENGLISH, N_, NC_


def in_film(text: str) -> str:
    """A text of the program as a guide to a film in English shows it."""
    return IN_ENGLISH.gettext(text)


class Sort(Enum):
    """What sort of value an option takes."""

    TEXT = "text"
    ID = "id"
    """Lower-case letters, digits and hyphens; unique in the guide."""
    CHOICE = "one of a list"
    INTEGER = "whole number"
    YEAR = "year"
    BOOLEAN = "true or false"
    REFERENCE = "id of a block"
    REFERENCES = "list of ids"
    STRENGTHS = "map of theme to strength and reason"
    TIES = "map of character to words"
    CHOICES = "list from a list"
    WAIVERS = "map of rule to reason"
    TEXTS = "list of texts"
    PLACE = "place in a source"


@dataclass(frozen=True)
class OptionRule:
    """One option of a kind of block."""

    name: str
    sort: Sort
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    """The kind of block a reference must lead to; `act` is a list in guide.yml, and `source` one
    in sources.yml."""
    low: int = 0
    high: int = 0
    default: bool = False
    """What it is where the author does not say, if it is true or false."""
    of_life: bool = False
    """Whether it is needed only where a real life stands behind the work."""
    field: str = ""
    """Its field in the model, where that is not its name with underscores."""

    @property
    def model_field(self) -> str:
        """The field of the block that takes its value."""
        return self.field or self.name.replace("-", "_")


@dataclass(frozen=True)
class PartRule:
    """One named part inside a kind of block."""

    name: str
    label: str
    """How readers see it named: a text of the program."""
    meaning: str
    required: bool = False
    many: bool = False
    titled: bool = False
    """Whether it takes a title of its own after the bar."""
    cited: bool = False
    """Whether it must cite a source."""
    throughout: bool = False
    """Whether each of its paragraphs must."""
    at_least: int = 0
    of_life: bool = False
    """Whether it is needed only where a real life stands behind the work."""


class Body(Enum):
    """What stands between the options and the parts."""

    TEXT = "text"
    OPTIONS = "options"
    """A list of answers, for the kinds of question that have them."""
    OPTIONAL = "text, if wanted"
    NONE = "none"


@dataclass(frozen=True)
class Kind:
    """One kind of block."""

    block: type[Block]
    """What it becomes in the model: it is made by the names of its options, see `OptionRule`."""
    title: str
    """What stands after the bar on its first line."""
    meaning: str
    options: tuple[OptionRule, ...]
    parts: tuple[PartRule, ...] = ()
    body: Body = Body.TEXT
    heading: bool = True
    """Whether its title is a heading, seen in the contents and the bookmarks."""
    example: str = ""

    @property
    def name(self) -> str:
        """What it is called in a text."""
        return self.block.kind_name

    def option(self, name: str) -> OptionRule | None:
        """The rule of that option, or None."""
        return next((rule for rule in self.options if rule.name == name), None)

    def needed(self, about_real_people: bool) -> frozenset[str]:
        """What a block must have; see `studyguide.words.ABOUT_REAL_PEOPLE`."""
        rules: tuple[OptionRule | PartRule, ...] = (*self.options, *self.parts)
        wanted = (rule for rule in rules if about_real_people or not rule.of_life)
        return frozenset(rule.name for rule in wanted if rule.required)

    def part(self, name: str) -> PartRule | None:
        """The rule of that part, or None."""
        return next((rule for rule in self.parts if rule.name == name), None)


ID = OptionRule("id", Sort.ID, "The name that links and other blocks use.", required=True)
SCENES = OptionRule("scenes", Sort.REFERENCES, "Scenes where it appears.", refers_to="scene")
SCENE = OptionRule("scene", Sort.REFERENCE, "The scene that shows it.", refers_to="scene")
THEMES = OptionRule("themes", Sort.REFERENCES, "Themes it belongs to.", refers_to="theme")
CHARACTERS = OptionRule("characters", Sort.REFERENCES, "Who is in it.", refers_to="character")
READING = PartRule(
    "reading",
    N_("A reading"),
    "One way to understand it that a thoughtful reader could defend, with its evidence.",
    many=True,
    titled=True,
)
THINK = PartRule("think", N_("Think about it"), "Questions to think about, as a list.")

VERDICTS = {
    NC_("verdict", "matches"): N_("The sources tell the same %(of_work)s and of %(life)s."),
    NC_("verdict", "compressed"): N_(
        "True in outline, but shortened or joined together %(in_work)s."
    ),
    NC_("verdict", "changed"): N_("A real thing that %(the_work)s tells differently."),
    NC_("verdict", "invented"): N_("Made up %(for_work)s."),
    NC_("verdict", "unverified"): N_("We found nothing about it %(in_life)s, for or against."),
}
"""The names of verdicts, and what they mean."""
MATCHES = {
    NC_("match", "real"): N_("A real person under their own name."),
    NC_("match", "altered"): N_("A real person, told differently %(in_work)s."),
    NC_("match", "composite"): N_("Several real people in one."),
    NC_("match", "invented"): N_("Made up %(for_work)s."),
    NC_("match", "unverified"): N_("We found nothing about such a person %(in_life)s."),
}
CONFIDENCES = (
    NC_("confidence", "high"),
    NC_("confidence", "medium"),
    NC_("confidence", "low"),
)
STRENGTHS = (
    "",
    NC_("strength", "touched"),
    NC_("strength", "clear"),
    NC_("strength", "central"),
)
"""How strongly a scene shows a theme, from 1 to 3."""
LEVELS = ("recall", "understand", "apply", "analyse", "evaluate", "create")
LEVEL_NAMES = {
    "recall": NC_("level", "recall"),
    "understand": NC_("level", "understand"),
    "apply": NC_("level", "apply"),
    "analyse": NC_("level", "analyze"),
    "evaluate": NC_("level", "evaluate"),
    "create": NC_("level", "create"),
}
"""How readers see them spelled."""
PLAIN_LEVELS = {
    "recall": NC_("what a question asks for", "What happens, and who it is"),
    "understand": NC_("what a question asks for", "What it means"),
    "apply": NC_("what a question asks for", "Using what you know"),
    "analyse": NC_("what a question asks for", "How it works"),
    "evaluate": NC_("what a question asks for", "Judging"),
    "create": NC_("what a question asks for", "Making something new"),
}
"""The same in the words of students, for their scores."""
OPTION_KINDS = ("choice", "multiple", "true-false")
OPEN_KINDS = ("short", "essay")
QUESTION_KINDS = (*OPTION_KINDS, "match", "order", "blank", *OPEN_KINDS)
KIND_NAMES = {
    "choice": NC_("kind of question", "choice"),
    "multiple": NC_("kind of question", "multiple"),
    "true-false": NC_("kind of question", "true-false"),
    "match": NC_("kind of question", "match"),
    "order": NC_("kind of question", "order"),
    "blank": NC_("kind of question", "blank"),
    "short": NC_("kind of question", "short"),
    "essay": NC_("kind of question", "essay"),
}
"""How readers see them called."""
TYPED = ("case", "accents", "spaces", "quotes", "hyphens", "articles")
VIEWS = {
    "work": "the card about the work, from guide.yml",
    "watch-for": "the warnings of all major comparisons",
    "cast": "all characters with who plays them and their real counterparts",
    "scenes": "all scenes, act by act",
    "verdicts": "all comparisons with their verdicts",
    "quotes": "all quotations, by theme and by person",
    "sources": "every cited source, numbered",
    "downloads": "the PDF editions",
    "go-on": "the way back to where the reader was, on the website; nothing on a first visit",
    "results": "for teachers, a table made from the codes that students send; a page with this "
    "view or one of the next four works in a browser only, and the books leave it out",
    "due": "what a reader has to study today, by the Leitner system, and a way through the evening "
    "before a test",
    "cards": "the words and the characters as flashcards",
    "progress": "every page, scene and quiz, to be ticked off",
    "kept": "what the reader's browser has kept, to save, to load and to delete",
    "boxes": "the boxes of the Leitner system, and after how many days each comes back",
    "copies": "what to copy for a class, with the pages of each paper size",
    "theme-map": "a picture of all scenes by all themes, with the strength",
    "character-map": "a picture of who is tied to whom",
    "timeline": "a picture of all moments in two lanes",
    "verdict-overview": "a picture of all comparisons by verdict and page",
}

SCENE_EXAMPLE = """\
/// scene | The letter
    id: letter
    act: act-1
    when: spring 1912
    characters: [ana]
    themes:
      courage: 3, she answers although she is afraid

Ana finds a letter under the door and answers it the same night [@review].

//// matters
It is the first thing she decides alone.
////

//// differs
One account says that she waits for a week [@diary].
////
///
"""
CHARACTER_EXAMPLE = """\
/// character | Ana
    id: ana
    actor: Maria Example
    real: Ana Sample
    match: altered
    ties: {tomas: sister}

Ana keeps the lighthouse after her father has gone [@review].

//// wants
To be trusted with the light.
////

//// obstacle
The harbour master believes that the work is too hard for her.
////

//// change
She learns to ask for help in [the letter][letter].
////

//// life
Ana Sample kept the light from 1911 to 1940 [@diary].
////

//// think
- Who trusts Ana first?
////
///
"""
THEME_EXAMPLE = """\
/// theme | Courage
    id: courage

Doing what is right although one is afraid.

//// reading | Courage is quiet
Ana tells nobody about [the letter][letter] [@review].
////

//// reading | Courage needs others
She is brave only after her brother has come home [@diary].
////
///
"""
SYMBOL_EXAMPLE = """\
/// symbol | The lamp
    id: lamp
    scenes: [letter]
    themes: [courage]

The lamp burns in every night scene that the sources describe [@review].

//// reading | The lamp is her father
She talks to it as she once talked to him.
////
///
"""
COMPARE_EXAMPLE = """\
/// compare | Who wrote the letter?
    id: c-letter
    verdict: changed
    scene: letter
    characters: [ana]
    major: true
    confidence: medium

//// work
A stranger writes it [@review].
////

//// life
Her brother wrote it in 1912 [@diary].
////

//// why
*Our reading:* a stranger keeps us guessing.
////

//// unknown
Whether she ever answered.
////

//// watch
In the letter scene a stranger writes; in real life it was her brother [@diary].
////
///
"""
QUESTION_EXAMPLE = """\
/// question | In the film, what does Ana do with the letter?
    id: q-letter
    kind: choice
    level: recall
    about: work
    scene: letter
    minutes: 1

- [x] She answers it that night
    > Yes. She sits down as soon as she has read it.
- [ ] She burns it in the lamp
    > The lamp is lit, but she uses it only to read by.
- [ ] She hides it from her brother
    > Her brother is not in the house when the letter comes.

//// hint
Think of what stands on the table in the morning.
////
///

/// question | In real life, the letter came from Ana's brother.
    id: q-letter-life
    kind: true-false
    level: understand
    about: life
    comparison: c-letter

- [x] True
    > Her diary names him; the film makes the writer a stranger.
- [ ] False
    > In the film a stranger writes it, but the question asks about real life.
///

/// question | In the film, which two things stand on the table that night?
    id: q-letter-table
    kind: multiple
    level: recall
    about: work
    scene: letter

- [x] The lamp
    > She reads the letter by its light.
- [x] The letter
    > She has laid it open under the lamp.
- [ ] Her father's cap
    > It is in the room, but it hangs by the door.
- [ ] The key of the boat
    > Her brother carries it in every scene.
///

/// question | Match each person with what they do about the letter.
    id: q-letter-match
    kind: match
    level: understand
    about: work
    scene: letter

- Ana = answers it at night
    > She sits down as soon as she has read it.
- The stranger = pushes it under the door
    > We see only a hand and the white paper.
- The harbour master = asks who wrote it
    > He wants to know who comes to the island.
///

/// question | Put these moments of the letter scene in order.
    id: q-letter-order
    kind: order
    level: understand
    about: work
    scene: letter

1. Ana finds the letter
    > Nothing else can happen before she has it.
2. Ana lights the lamp
    > She needs light before she can read.
3. Ana writes her answer
    > She answers only what she has read.
///

/// question | In the film, Ana reads the letter by the light of the ___.
    id: q-letter-blank
    kind: blank
    level: recall
    about: work
    scene: letter

- lamp / oil lamp / lantern
    > The lamp burns in every night scene.
///

/// question | In the film, the writer is a stranger. Why might that be? Give one reason.
    id: q-letter-why
    kind: short
    level: analyse
    about: work
    comparison: c-letter
    lines: 4

//// answer
A stranger keeps the viewer guessing until the end.
////

//// look-for
- names an effect on the viewer
////
///
"""
DISCUSS_EXAMPLE = """\
/// discuss | Should Ana have told her brother about the letter?
    id: d-letter
    when: after
    level: evaluate
    themes: [courage]
    scene: letter
    minutes: 5

//// position
Yes: he wrote it, and silence hurt them both.
////

//// position
No: it was hers alone to answer.
////

//// look-for
- names what each of them knew
////

//// follow-up
Would your answer change if the writer were a stranger, as in the film?
////
///
"""
ESSAY_EXAMPLE = """\
/// essay | What courage costs
    id: e-courage
    level: evaluate
    words: 400
    themes: [courage]
    minutes: 45

Is Ana brave because she is alone, or because she stops being alone? Use two scenes.

//// sample
Ana writes at night because nobody may see her afraid [@review].
////

//// rubric
| Criterion | 4 | 3 | 2 | 1 |
| --- | --- | --- | --- | --- |
| Claim | takes a side and limits it | takes a side | is unclear | is missing |
////
///
"""
TERM_EXAMPLE = """\
/// term | keeper
    id: t-keeper
    spanish: la farera
    group: the sea
    scenes: [letter]
    forms: [lightkeeper]

A person who looks after a lighthouse.

//// example
The keeper climbs the stairs each evening.
////
///
"""
QUIZ_EXAMPLE = """\
/// quiz | The first act
    id: quiz-act-1
    questions: [q-letter, q-letter-life, q-letter-why]

Three questions on the letter. They take about five minutes.
///
"""
MOMENT_EXAMPLE = """\
/// moment | Spring 1912
    id: m-letter
    year: 1912
    comparison: c-letter

//// work
Ana finds the letter of a stranger [@review].
////

//// life
Her brother writes to her [@diary].
////
///
"""
STEPS_EXAMPLE = """\
/// steps | How Ana keeps the light
    id: light-steps

Her father left her two rules [@diary].

//// step | Trim the wick
Cut it straight before dark.
////

//// step | Fill the lamp
Look at the oil twice a night.
////
///
"""
QUOTE_EXAMPLE = """\
/// quote | I keep the watch
    id: quote-watch
    source: diary
    place: p. 12
    speaker: ana
    scene: letter
    themes: [courage]
    lines: 4

They tell me to wait for the morning,
And I keep the watch.

//// does
“Keep” is a small word for a whole night. The line says nothing of fear, and it stops early, as she
does not.
////

//// think
- Whom does she answer?
////
///
"""
SHOW_EXAMPLE = """\
/// show | sources
///
"""

MINUTES = OptionRule("minutes", Sort.INTEGER, "Time it takes.", low=1, high=180)
WAIVE = OptionRule(
    "waive",
    Sort.WAIVERS,
    "Rules for items set aside here, each with the reason, as in `{A4: the name is long}`.",
    field="waivers",
)
_QUIZ_OPTIONS = (
    ID,
    OptionRule(
        "questions",
        Sort.REFERENCES,
        "The questions, in their order in the quiz. Without it, the filters below choose them.",
        refers_to="question",
        field="listed",
    ),
    OptionRule("acts", Sort.REFERENCES, "Only questions on scenes of these.", refers_to="act"),
    OptionRule("scenes", Sort.REFERENCES, "Only questions on these scenes.", refers_to="scene"),
    OptionRule("themes", Sort.REFERENCES, "Only questions on these themes.", refers_to="theme"),
    OptionRule("levels", Sort.CHOICES, "Only questions of these levels.", choices=LEVELS),
    OptionRule("kinds", Sort.CHOICES, "Only questions of these kinds.", choices=QUESTION_KINDS),
    OptionRule("count", Sort.INTEGER, "How many of them, drawn by the seed.", low=1, high=200),
    OptionRule("seed", Sort.TEXT, "What the draw and the printed forms are made from."),
    MINUTES,
    WAIVE,
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            Scene,
            "title",
            "One scene of the story, as the sources tell it.",
            (
                ID,
                OptionRule("act", Sort.REFERENCE, "Its act.", required=True, refers_to="act"),
                OptionRule("number", Sort.TEXT, "The work's own number for it, as in `2.2`."),
                OptionRule("when", Sort.TEXT, "When it plays, if a source says so."),
                CHARACTERS,
                OptionRule(
                    "themes",
                    Sort.STRENGTHS,
                    "Its themes, each with a strength from 1 (touched) to 3 (what the scene is "
                    "about) and, after a comma, the reason.",
                    refers_to="theme",
                ),
            ),
            (
                PartRule(
                    "matters", N_("Why it matters"), "What the scene does in the whole story."
                ),
                PartRule(
                    "differs", N_("Accounts differ"), "Where sources tell the scene differently."
                ),
            ),
            example=SCENE_EXAMPLE,
        ),
        Kind(
            Character,
            "name",
            "One role, with its real counterpart.",
            (
                ID,
                OptionRule("actor", Sort.TEXT, "Who plays the role."),
                OptionRule("real", Sort.TEXT, "The name of the real counterpart."),
                OptionRule(
                    "match",
                    Sort.CHOICE,
                    "How far the role matches a real person.",
                    required=True,
                    of_life=True,
                    choices=tuple(MATCHES),
                ),
                OptionRule(
                    "ties",
                    Sort.TIES,
                    "Other characters, each with what this one is to them: `ana: brother` is "
                    "read as “To Ana: brother”.",
                    refers_to="character",
                ),
            ),
            (
                PartRule("wants", N_("Wants"), "What the character wants."),
                PartRule("obstacle", N_("Obstacle"), "What stands in the way."),
                PartRule("change", N_("Change"), "How the character changes over the scenes."),
                PartRule(
                    "life",
                    N_("%(In_life)s"),
                    "The real counterpart, and how far the two match.",
                    required=True,
                    of_life=True,
                    cited=True,
                    throughout=True,
                ),
                THINK,
            ),
            example=CHARACTER_EXAMPLE,
        ),
        Kind(
            Theme,
            "name",
            "An idea that the work keeps coming back to.",
            (ID,),
            (replace(READING, required=True, at_least=2), THINK),
            example=THEME_EXAMPLE,
        ),
        Kind(
            Symbol,
            "name",
            "A thing that stands for more than itself.",
            (ID, SCENES, THEMES),
            (replace(READING, required=True, at_least=1),),
            example=SYMBOL_EXAMPLE,
        ),
        Kind(
            Comparison,
            "title",
            "One matter in the work and in real life, side by side.",
            (
                ID,
                OptionRule(
                    "verdict",
                    Sort.CHOICE,
                    "How the two compare.",
                    required=True,
                    choices=tuple(VERDICTS),
                ),
                SCENE,
                CHARACTERS,
                THEMES,
                OptionRule(
                    "major",
                    Sort.BOOLEAN,
                    "Whether one who believes the work would learn something false.",
                ),
                OptionRule(
                    "confidence",
                    Sort.CHOICE,
                    "How sure we are of the verdict.",
                    choices=CONFIDENCES,
                ),
            ),
            (
                PartRule(
                    "work", N_("%(In_work)s"), "What the work shows.", required=True, cited=True
                ),
                PartRule(
                    "life",
                    N_("%(In_life)s"),
                    "What happened.",
                    required=True,
                    cited=True,
                    throughout=True,
                ),
                PartRule("why", N_("Why %(the_work)s may do this"), "A reading, marked as one."),
                PartRule("unknown", N_("What we do not know"), "Open points."),
                PartRule(
                    "watch",
                    N_("%(Keep_in_mind)s"),
                    "A warning to hand out before the work.",
                    cited=True,
                ),
            ),
            body=Body.NONE,
            example=COMPARE_EXAMPLE,
        ),
        Kind(
            Question,
            "stem",
            "One item. `choice`: a list of answers, one of them marked [x], each with its reason; "
            "`multiple`: several are marked; `true-false`: the answers True and False (in Spanish "
            "Verdadero and Falso). `match`: a list of `left = right`, divided at the first ` = ` "
            "outside code and formulas; behind the pairs, `= right` is an entry that belongs to "
            "nothing, so that the last pair is no gift. `order`: a numbered list in the right "
            "order. `blank`: the stem holds one or more `___`, and a list gives for each the "
            "accepted answers, set apart by ` / `. `short` and `essay`: a model answer and "
            "what to look for.",
            (
                ID,
                OptionRule("kind", Sort.CHOICE, "Its kind.", required=True, choices=QUESTION_KINDS),
                OptionRule(
                    "level", Sort.CHOICE, "What it asks for.", required=True, choices=LEVELS
                ),
                OptionRule(
                    "about",
                    Sort.CHOICE,
                    "Which world it asks about.",
                    required=True,
                    of_life=True,
                    choices=("work", "life"),
                ),
                SCENE,
                OptionRule(
                    "comparison",
                    Sort.REFERENCE,
                    "The comparison that shows it.",
                    refers_to="compare",
                ),
                OptionRule("theme", Sort.REFERENCE, "The theme it asks for.", refers_to="theme"),
                OptionRule("term", Sort.REFERENCE, "The word it asks for.", refers_to="term"),
                OptionRule(
                    "quote", Sort.REFERENCE, "The quotation it asks about.", refers_to="quote"
                ),
                OptionRule("minutes", Sort.INTEGER, "Time to answer.", low=1, high=120),
                OptionRule("lines", Sort.INTEGER, "Lines to write on, in print.", low=1, high=40),
                OptionRule(
                    "strict",
                    Sort.CHOICES,
                    "For kind `blank`: what a typed answer must get right too; otherwise case, "
                    "accents, spaces, hyphens, the shape of quotes and an article before the "
                    "answer do not count. In Spanish, ñ is a letter, and no n with an accent.",
                    choices=TYPED,
                ),
                OptionRule(
                    "after",
                    Sort.REFERENCE,
                    "The question that this one builds on and must directly follow.",
                    refers_to="question",
                ),
                WAIVE,
            ),
            (
                PartRule("hint", N_("Hint"), "A hint, shown on demand.", many=True),
                PartRule("answer", N_("Model answer"), "For kinds `short` and `essay`."),
                PartRule("look-for", N_("Look for"), "What a good answer has, as a list."),
            ),
            body=Body.OPTIONS,
            heading=False,
            example=QUESTION_EXAMPLE,
        ),
        Kind(
            Quiz,
            "title",
            "A numbered row of questions. A question that stands on the same page as the quiz is "
            "shown in the quiz only.",
            _QUIZ_OPTIONS,
            example=QUIZ_EXAMPLE,
        ),
        Kind(
            Discussion,
            "question",
            "A question to talk about. Students see the question; the rest is for teachers.",
            (
                ID,
                OptionRule(
                    "when",
                    Sort.CHOICE,
                    "When to ask it.",
                    required=True,
                    choices=("before", "after", "beyond"),
                ),
                OptionRule(
                    "level", Sort.CHOICE, "What it asks for.", required=True, choices=LEVELS
                ),
                THEMES,
                SCENE,
                OptionRule(
                    "comparison", Sort.REFERENCE, "The comparison it is on.", refers_to="compare"
                ),
                MINUTES,
            ),
            (
                PartRule("position", N_("One defensible answer"), "An answer.", many=True),
                PartRule(
                    "look-for", N_("Look for"), "What a good answer does, as a list.", required=True
                ),
                PartRule("follow-up", N_("Follow-up"), "A next question.", many=True),
            ),
            body=Body.OPTIONAL,
            heading=False,
            example=DISCUSS_EXAMPLE,
        ),
        Kind(
            Essay,
            "title",
            "A prompt to write on.",
            (
                ID,
                OptionRule(
                    "level", Sort.CHOICE, "What it asks for.", required=True, choices=LEVELS
                ),
                OptionRule(
                    "words", Sort.INTEGER, "Length of the essay.", required=True, low=50, high=5000
                ),
                THEMES,
                MINUTES,
            ),
            (
                PartRule("sample", N_("Sample paragraph"), "One good paragraph.", required=True),
                PartRule("rubric", N_("Rubric"), "Criteria by levels, as a table.", required=True),
            ),
            example=ESSAY_EXAMPLE,
        ),
        Kind(
            Term,
            "word",
            "A word to know.",
            (
                ID,
                OptionRule("spanish", Sort.TEXT, "The word in Spanish."),
                OptionRule("group", Sort.TEXT, "The field it belongs to.", required=True),
                SCENES,
                OptionRule(
                    "forms",
                    Sort.TEXTS,
                    "Other spellings and forms under which pages use it, as in `[hoed, hoeing]`. "
                    "A capital at the beginning and an s or es at the end need no mention.",
                ),
                OptionRule(
                    "mark",
                    Sort.BOOLEAN,
                    "Whether its first use on each page is marked and explained, which is so "
                    "unless this says false. Say so for everyday words.",
                    default=True,
                ),
            ),
            (PartRule("example", N_("Example"), "A sentence that uses the word."),),
            heading=False,
            example=TERM_EXAMPLE,
        ),
        Kind(
            Moment,
            "date",
            "A row of the two-lane timeline. Rows that follow each other make one timeline; one "
            "of the two lanes may be empty.",
            (
                ID,
                OptionRule("year", Sort.YEAR, "Its year, or its years.", required=True),
                OptionRule("month", Sort.INTEGER, "Its month, if known.", low=1, high=12),
                OptionRule(
                    "comparison",
                    Sort.REFERENCE,
                    "The comparison that joins the two lanes.",
                    refers_to="compare",
                ),
                OptionRule(
                    "work-short",
                    Sort.TEXT,
                    "What the work tells, in the six or seven words that the picture of the "
                    "timeline has room for. Without it, the picture takes the first sentence.",
                ),
                OptionRule("life-short", Sort.TEXT, "The same for real life."),
            ),
            (
                PartRule("work", N_("%(In_work)s"), "What the work tells.", cited=True),
                PartRule("life", N_("%(In_life)s"), "What happened.", cited=True),
            ),
            body=Body.NONE,
            heading=False,
            example=MOMENT_EXAMPLE,
        ),
        Kind(
            Steps,
            "title",
            "A recipe, advice or a way to go, step by step: a picture of a road with a stop for "
            "each step, and a table with its words.",
            (ID,),
            (
                PartRule(
                    "step",
                    N_("Step"),
                    "One step: a title of two to four words, and a sentence or two.",
                    required=True,
                    many=True,
                    titled=True,
                    at_least=2,
                ),
            ),
            body=Body.OPTIONAL,
            heading=False,
            example=STEPS_EXAMPLE,
        ),
        Kind(
            Quotation,
            "short name of the quotation",
            "Words of the work, or of another source, and what they do: who says them and where "
            "they stand. The text is the words alone, without quotation marks around them. For "
            "verse, each line of the file is a line. How long a quotation may be is said by "
            "[`quote-words`](settings.md#guide-what-the-guide-says-of-itself).",
            (
                ID,
                OptionRule(
                    "source",
                    Sort.REFERENCE,
                    "The source of the words.",
                    required=True,
                    refers_to="source",
                ),
                OptionRule(
                    "place",
                    Sort.PLACE,
                    "Where they stand in it, as in `2.1.44-46` or `p. 12`.",
                    required=True,
                ),
                OptionRule("speaker", Sort.REFERENCE, "Who says them.", refers_to="character"),
                OptionRule("scene", Sort.REFERENCE, "The scene they are from.", refers_to="scene"),
                THEMES,
                OptionRule(
                    "lines",
                    Sort.INTEGER,
                    "For verse: the number of the first line. Every fifth line then shows its "
                    "number, as editions do.",
                    low=1,
                    high=99999,
                ),
                OptionRule(
                    "verse",
                    Sort.BOOLEAN,
                    "Whether each line of the text is kept as a line, without numbers. With "
                    "`lines` this is so by itself.",
                ),
            ),
            (
                PartRule(
                    "does",
                    N_("What the words do"),
                    "Our reading of the words: how they are made, and what that does.",
                    required=True,
                ),
                THINK,
            ),
            heading=False,
            example=QUOTE_EXAMPLE,
        ),
        Kind(
            View,
            "view",
            "Something drawn from the whole guide: "
            + "; ".join(f"`{name}`, {meaning}" for name, meaning in VIEWS.items())
            + ".",
            (),
            body=Body.NONE,
            heading=False,
            example=SHOW_EXAMPLE,
        ),
    )
}

PART_NAMES = frozenset(part.name for kind in KINDS.values() for part in kind.parts)

FOREIGN_BLOCKS = frozenset(
    {"admonition", "details", "html", "tab", "caption", "figure-caption", "table-caption"}
    | {"define", "note", "tip", "warning", "danger", "attention", "caution", "error"}
)
"""Blocks of pymdown-extensions, which stand beside ours and are none of our business."""
