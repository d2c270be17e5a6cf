"""Quizzes as the spreadsheets of classroom games: Kahoot, Blooket, Gimkit and Wayground.

Nothing is shortened to fit: a stem that is cut is another question. What a game has no room for is
left out, and told by id and reason in the zip and by the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studyguide.export.archive import packed
from studyguide.export.asked import (
    Asked,
    AskedQuiz,
    LeftOut,
    accepted,
    asked_quizzes,
    by_reason,
    has_quizzes,
    text,
)
from studyguide.export.exporter import GAMES, Exporter
from studyguide.export.sheet import Row, comma_separated, workbook
from studyguide.model import TEACHERS
from studyguide.problems import Problem, in_source_order
from studyguide.render.site import Site
from studyguide.words import N_

ABOVE_KAHOOT = 7
"""Rows above the header in Kahoot's template."""
KAHOOT = (
    "",
    "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
BLOOKET = (
    ("Blooket\nImport Template", *[""] * 7),
    (
        "Question #",
        "Question Text",
        "Answer 1",
        "Answer 2",
        "Answer 3\n(Optional)",
        "Answer 4\n(Optional)",
        "Time Limit (sec)\n(Max: 300 seconds)",
        "Correct Answer(s)\n(Only include Answer #)",
    ),
)
GIMKIT = (
    ("Gimkit Spreadsheet Import Template", *[""] * 4),
    (
        "Question",
        "Correct Answer",
        "Incorrect Answer 1",
        "Incorrect Answer 2 (Optional)",
        "Incorrect Answer 3 (Optional)",
    ),
)
WAYGROUND = (
    (
        "Question Text",
        "Question Type",
        *(f"Option {n}" for n in range(1, 6)),
        "Correct Answer",
        "Time in seconds",
        "Image Link",
        "Answer explanation",
    ),
    (
        "Text of the question (required)",
        "Question Type (default is Multiple Choice)",
        "Text for option 1",
        "Text for option 2",
        *(f"Text for option {n} (optional)" for n in range(3, 6)),
        "The correct option choice (between 1-5). "
        "Leave blank for Open-Ended and Fill-in-the-Blank.",
        "Time in seconds (optional)",
        "Link of the image (optional)",
        "Explanation for the answer (optional)",
    ),
)
SECONDS, SECONDS_FOR_SEVERAL = 30, 60
SECONDS_IN_WAYGROUND = {"blank": 60, "short": 300, "essay": 900}
CHOSEN = ("choice", "multiple", "true-false")


@dataclass(frozen=True)
class Game:
    """What a game takes, and how its sheet is written."""

    name: str
    file: str
    rows: Callable[[int, Asked], Row]
    """The row of a question; questions count from 1."""
    sheet: Callable[[Sequence[Row]], bytes]
    kinds: tuple[str, ...] = CHOSEN
    stem: int = 0
    """Letters of a stem at most; 0 is without a limit. So is the next."""
    option: int = 0
    options: int = 4
    keys: int = 0
    """Right options at most."""

    def lacks(self, asked: Asked) -> str:
        """Why it has no room for a question; empty if it has."""
        if asked.kind not in self.kinds:
            return "no place for a question of its kind"
        rows, stem = asked.rows, len(text(asked.stem))
        if asked.kind == "blank":
            return self._lacks_gaps(asked)
        if self.keys and sum(bool(row.right) for row in rows) > self.keys:
            return "one right option at most"
        if len(rows) > self.options:
            return f"{self.options} options at most"
        if self.stem and stem > self.stem:
            return f"{self.stem} letters in a question at most"
        if self.option and any(len(text(row.words)) > self.option for row in rows):
            return f"{self.option} letters in an option at most"
        return ""

    def _lacks_gaps(self, asked: Asked) -> str:
        if len(asked.rows) > 1:
            return "one gap at most"
        few = len(asked.rows[0].accepted) <= self.options
        return "" if few else f"{self.options} accepted answers at most"

    def made(self, quiz: AskedQuiz) -> bytes:
        """The sheet of a quiz."""
        taken = (asked for asked in quiz.questions if not self.lacks(asked))
        return self.sheet([self.rows(n, asked) for n, asked in enumerate(taken, 1)])


def _padded(texts: Sequence[str], count: int) -> list[str]:
    return [*texts, *[""] * (count - len(texts))]


def _words(asked: Asked) -> list[str]:
    return [text(row.words) for row in asked.rows]


def _keys(asked: Asked) -> str:
    return ",".join(str(n) for n, row in enumerate(asked.rows, 1) if row.right)


def _kahoot(number: int, asked: Asked) -> Row:
    seconds = SECONDS_FOR_SEVERAL if asked.kind == "multiple" else SECONDS
    return [number, text(asked.stem), *_padded(_words(asked), 4), seconds, _keys(asked)]


def _gimkit(_: int, asked: Asked) -> Row:
    right = [text(row.words) for row in asked.rows if row.right]
    wrong = [text(row.words) for row in asked.rows if not row.right]
    return [text(asked.stem), *right, *_padded(wrong, 3)]


def _wayground(_: int, asked: Asked) -> Row:
    if asked.kind in CHOSEN:
        kind = "Checkbox" if asked.kind == "multiple" else "Multiple Choice"
        told = " ".join(text(row.reason) for row in asked.rows if row.right)
        options, seconds = _words(asked), SECONDS_FOR_SEVERAL
    elif asked.kind == "blank":
        (row,) = asked.rows
        kind, told = "Fill-in-the-Blank", text(row.reason)
        options, seconds = list(accepted(asked.question, row)[:5]), SECONDS_IN_WAYGROUND["blank"]
    else:
        kind, told, options = "Open-Ended", text(asked.model_answer), []
        seconds = SECONDS_IN_WAYGROUND[asked.kind]
    stem = text(asked.stem)
    return [stem, kind, *_padded(options, 5), _keys(asked), seconds, "", told]


ALL = (
    Game(
        "Kahoot",
        "kahoot.xlsx",
        _kahoot,
        lambda rows: workbook([KAHOOT, *rows], ABOVE_KAHOOT),
        stem=120,
        option=75,
    ),
    Game(
        "Blooket",
        "blooket.csv",
        _kahoot,
        lambda rows: comma_separated([*BLOOKET, *rows]),
        stem=300,
        option=250,
    ),
    Game(
        "Gimkit",
        "gimkit.csv",
        _gimkit,
        lambda rows: comma_separated([*GIMKIT, *rows]),
        keys=1,
    ),
    Game(
        "Wayground",
        "wayground.xlsx",
        _wayground,
        lambda rows: workbook([*WAYGROUND, *rows]),
        kinds=(*CHOSEN, "blank", "short", "essay"),
        options=5,
    ),
)
"""The games."""
NAMES = tuple(game.name.casefold() for game in ALL)
"""What authors call them in a command."""


def games(site: Site) -> bytes:
    """A folder of sheets for each quiz, and the list of what is not in them, in a zip."""
    quizzes = asked_quizzes(site)
    files = {f"{quiz.id}/{game.file}": game.made(quiz) for quiz in quizzes for game in ALL}
    lines = (f"{one.system}: {one.quiz}: {one.id}: {one.reason}\n" for one in _left_out(quizzes))
    return packed({**files, "left-out.txt": "".join(lines).encode()})


def left_out(site: Site) -> list[str]:
    """What each game has no room for."""
    return by_reason(_left_out(asked_quizzes(site)))


def misfits(site: Site, name: str) -> list[Problem]:
    """What the game of that name has no room for, each question with its place."""
    games = [game for game in ALL if game.name.casefold() == name]
    return in_source_order(
        Problem(
            "SG981",
            site.guide.by_id[one.id].span,
            f"{one.system} leaves out the question `{one.id}`: {one.reason}",
        )
        for one in _left_out(asked_quizzes(site), games)
    )


def _left_out(quizzes: Sequence[AskedQuiz], games: Sequence[Game] = ALL) -> Iterator[LeftOut]:
    for game in games:
        for quiz in quizzes:
            for asked in quiz.questions:
                if why := game.lacks(asked):
                    yield LeftOut(game.name, quiz.id, asked.id, why)


EXPORTER = Exporter(
    name="games",
    title=N_("Quizzes for Kahoot, Blooket, Gimkit and Wayground (zip of sheets)"),
    note=N_(
        "Unpack it and import the sheet of your game, a folder for each quiz. Read "
        "`left-out.txt`: what a game has no room for is not in its sheet."
    ),
    file=lambda work: f"{work.slug}-teacher-games.zip",
    make=games,
    audience=TEACHERS,
    need=GAMES,
    fits=has_quizzes,
    left_out=left_out,
)
