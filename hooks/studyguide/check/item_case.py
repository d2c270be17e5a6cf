"""One question with what the item rules need to know of the guide around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from studyguide.model import Answer, Guide, Question, Quiz, Term
from studyguide.quiz.kinds import options_of
from studyguide.quiz.wording import (
    alike_pairs,
    content_stems,
    plain,
    stem_of,
    without_scope,
    words,
)
from studyguide.words import with_capital, words_for
from studyguide.words.rules import Rules, rules_of

WORLDS = ("in_work", "in_life")
"""The phrases for the two worlds of a guide."""
RUN = 8
"""Words in a row that make a quotation."""
SAME_STEM = 0.7
"""The share of words in common from which two stems ask nearly the same."""


@dataclass(frozen=True)
class Surroundings:
    """What all questions of a guide share."""

    guide: Guide

    @cached_property
    def language(self) -> Rules:
        """The rules of the guide's language, with what the guide calls its two worlds."""
        rules, words = rules_of(self.guide.imprint.language), words_for(self.guide)
        return replace(rules, scope=rules.scope.also(map(words.phrase, WORLDS)))

    @cached_property
    def worlds(self) -> tuple[str, ...]:
        """How a stem of this guide begins that says which world it asks about."""
        words = words_for(self.guide)
        return tuple(with_capital(found) for name in WORLDS if (found := words.phrase(name)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the words in the characters' names."""
        found = [content_stems(person.title, self.language) for person in self.guide.characters]
        return frozenset(stem for stems in found for stem in stems)

    @cached_property
    def glossary(self) -> frozenset[str]:
        """Stems of the words that the guide explains."""
        terms = [words(block.title) for block in self.guide.blocks() if isinstance(block, Term)]
        return frozenset(stem_of(word, self.language) for term in terms for word in term)

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every eight words in a row of the guide's blocks, questions left out."""
        blocks = (b for b in self.guide.blocks() if not isinstance(b, Question | Quiz))
        return frozenset(
            run for block in blocks for text in block.texts for run in runs_of(text.markdown)
        )

    @cached_property
    def same_stems(self) -> Mapping[str, list[tuple[Question, Question]]]:
        """By a question's id, the pairs that ask nearly the same; the earlier question first."""
        bank = self.guide.questions
        stems = [words(without_scope(plain(question.title), self.language)) for question in bank]
        found: dict[str, list[tuple[Question, Question]]] = defaultdict(list)
        for one, two in alike_pairs(stems, SAME_STEM):
            if bank[one].id != bank[two].id:  # a copy that keeps its id is told by its id
                for question in (bank[one], bank[two]):
                    found[question.id].append((bank[one], bank[two]))
        return found


@dataclass(frozen=True)
class ItemCase:
    """One question to run the item rules on."""

    question: Question
    around: Surroundings

    @property
    def language(self) -> Rules:
        """The rules of the guide's language."""
        return self.around.language

    @cached_property
    def stem(self) -> str:
        """The stem as readers see it."""
        return plain(self.question.title)

    @cached_property
    def options(self) -> tuple[Answer, ...]:
        """The options that have a text."""
        return tuple(option for option in options_of(self.question) if words(option.text))

    @cached_property
    def keys(self) -> tuple[Answer, ...]:
        """The right options."""
        return tuple(option for option in self.options if option.correct)

    @cached_property
    def wrong(self) -> tuple[Answer, ...]:
        """The wrong options."""
        return tuple(option for option in self.options if not option.correct)


def runs_of(markdown: str) -> set[tuple[str, ...]]:
    """Every eight words in a row of a text."""
    found = words(markdown)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}
