"""Which questions a quiz asks, and in which order.

A quiz lists its questions, or finds them by filters. With a count, a seeded draw chooses among
those found: the same seed and the same items give the same quiz for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studyguide.model import Comparison, Guide, Question, Quiz, Quotation, Scene
from studyguide.quiz.ordering import drawn_by


def questions_of(guide: Guide, quiz: Quiz) -> tuple[Question, ...]:
    """The questions of a quiz, in the order in which it asks them."""
    known = {question.id: question for question in guide.questions}
    if quiz.listed:
        return tuple(known[name] for name in quiz.listed if name in known)
    found = [question for question in guide.questions if _fits(guide, quiz, question)]
    if quiz.count and quiz.count < len(found):
        seed = quiz.seed or quiz.id
        drawn = sorted(found, key=lambda question: drawn_by(seed, question.id))[: quiz.count]
        found = [question for question in found if question in drawn]
    return tuple(found)


def has_filters(quiz: Quiz) -> bool:
    """Whether the quiz says which questions to find."""
    return bool(quiz.acts or quiz.scenes or quiz.themes or quiz.levels or quiz.kinds)


def _fits(guide: Guide, quiz: Quiz, question: Question) -> bool:
    scene = scene_of(guide, question)
    return has_filters(quiz) and all(
        (
            not quiz.acts
            or (
                scene is not None
                and not set(quiz.acts).isdisjoint(a.id for a in guide.stretches_of(scene.act))
            ),
            not quiz.scenes or (scene is not None and scene.id in quiz.scenes),
            not quiz.themes or bool(set(quiz.themes) & set(themes_of(guide, question))),
            not quiz.levels or question.level in quiz.levels,
            not quiz.kinds or question.kind in quiz.kinds,
        )
    )


def scene_of(guide: Guide, question: Question) -> Scene | None:
    """The scene that shows the answer: its own, its comparison's or its quotation's."""
    around = (block.scene for block in _shown_by(guide, question))
    scene = guide.by_id.get(next(filter(None, (question.scene, *around)), ""))
    return scene if isinstance(scene, Scene) else None


def _shown_by(guide: Guide, question: Question) -> Iterator[Comparison | Quotation]:
    for name in question.shown_by:
        block = guide.by_id.get(name)
        if isinstance(block, Comparison | Quotation):
            yield block


def themes_of(guide: Guide, question: Question) -> Iterable[str]:
    """The themes a question touches: its own, and those of what shows its answer."""
    scene = scene_of(guide, question)
    return [
        *([question.theme] if question.theme else []),
        *(theme for block in _shown_by(guide, question) for theme in block.themes),
        *(theme.theme for theme in (scene.themes if scene else ())),
    ]
