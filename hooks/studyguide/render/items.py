"""An item as readers see it: its answers in the shown order, with letters and numbers.

The website, the printed sheet, the key and guide.json all take an item from here, so that they
cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from studyguide.model import Question
from studyguide.quiz.kinds import kind_of
from studyguide.quiz.kinds.blank import GAP
from studyguide.quiz.kinds.kind import QuestionKind, Shown
from studyguide.render.fragments import AnswerHtml, as_made
from studyguide.render.site import Site


@dataclass(frozen=True, kw_only=True)
class Item(Shown):
    """A question with everything shown; what its kind does not have is empty."""

    question: Question
    kind: QuestionKind
    stem: Markup

    @property
    def stem_pieces(self) -> tuple[Markup, ...]:
        """The stem, cut at its gaps."""
        return tuple(as_made(piece) for piece in str(self.stem).split(GAP))


def shown_item(site: Site, question: Question, form: str = "") -> Item:
    """The item as every edition shows it, or as a printed form drawn from `form` does."""
    html, kind = site.of(question), kind_of(question)
    words = [AnswerHtml(as_made(made.text), as_made(made.reason)) for made in html.answers]
    shown = kind.show(question, words, kind.order(question, form))
    return Item(**vars(shown), question=question, kind=kind, stem=as_made(html.title))
