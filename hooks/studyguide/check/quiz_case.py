"""One quiz with its questions, and the arithmetic that the quiz rules need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from studyguide.check.item_case import Surroundings
from studyguide.model import Question, Quiz
from studyguide.quiz.quality import key_places
from studyguide.quiz.selection import questions_of, scene_of
from studyguide.quiz.wording import plain
from studyguide.words.rules import Rules

FEWEST = 4
"""Questions from which a quiz has a profile; with fewer, a share says nothing."""


@dataclass(frozen=True)
class QuizCase:
    """One quiz to run the quiz rules on."""

    quiz: Quiz
    around: Surroundings

    @property
    def language(self) -> Rules:
        """The rules of the guide's language."""
        return self.around.language

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Its questions, in their order."""
        return questions_of(self.around.guide, self.quiz)

    @cached_property
    def key_places(self) -> list[tuple[int, int]]:
        """Of each choice question: the key's place as shown, and how many options there are."""
        return key_places(self.questions)

    @cached_property
    def scenes(self) -> list[str]:
        """The scene of each question that has one."""
        found = (scene_of(self.around.guide, question) for question in self.questions)
        return [scene.id for scene in found if scene is not None]

    @property
    def is_exit_ticket(self) -> bool:
        """Whether its title or id calls it an exit ticket."""
        name = f"{plain(self.quiz.title)} {self.quiz.id}"
        return self.language.exit_tickets.search(name) is not None

    @property
    def is_scene_check(self) -> bool:
        """Whether all its questions are on one scene."""
        return len(self.scenes) == len(self.questions) and len(set(self.scenes)) == 1

    @property
    def is_unit_quiz(self) -> bool:
        """Whether it ranges over several scenes, with questions enough for a profile."""
        many = len(self.questions) >= FEWEST
        return many and not self.is_exit_ticket and not self.is_scene_check


def chance_of(count: int, chances: Sequence[float]) -> float:
    """The chance that at least `count` of independent events happen, each with its own chance."""
    exactly = [1.0]
    for chance in chances:
        grown = [*exactly, 0.0]
        for happened, weight in enumerate(exactly):
            grown[happened] -= weight * chance
            grown[happened + 1] += weight * chance
        exactly = grown
    return sum(exactly[count:])
