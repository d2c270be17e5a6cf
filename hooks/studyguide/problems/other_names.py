"""What other tools and other spellings call the things that a guide has names for.

An author who comes from a form, a learning platform or another quiz tool types the name learnt
there. It may look like a name of ours that means something else, so it is looked up before letters
are compared. American spellings are no slips: they stand for ours without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

MEANING: Mapping[str, str] = {
    "choice": "multiple-choice mc mcq single single-choice single-answer one-answer pick-one radio "
    "radio-buttons dropdown drop-down quiz-question",
    "multiple": "multi multi-select multiselect multiple-answer multiple-answers multiple-response "
    "multiple-select select-all select-all-that-apply checkbox checkboxes mr",
    "true-false": "tf t-f true-or-false truefalse boolean yes-no",
    "match": "matching pairs match-pairs match-up match-the-columns connect",
    "order": "ordering sequence sequencing ranking rank sort sorting timeline-order",
    "blank": "fill-in fill-in-the-blank fill-in-the-blanks fill-the-gap fill-in-the-gap fitb fib "
    "gap gaps gap-fill cloze missing-word missing-words",
    "short": "short-answer shortanswer short-text open open-ended open-question free-text text "
    "constructed-response",
    "essay": "essay-question long-answer long-text extended-response paragraph writing",
    "scene": "chapter section episode",
    "term": "word glossary vocabulary definition",
    "discuss": "discussion talk debate",
    "question": "item exercise",
    "film": "movie motion-picture documentary",
    "play": "drama tragedy comedy",
    "novel": "book novella",
    "story": "short-story tale fable",
    "poem": "poetry verse sonnet",
    "biography": "memoir autobiography",
    "science": "science-unit unit",
    "games": "kahoot blooket gimkit wayground quizizz",
    "words-anki": "anki apkg",
    "words-quizlet": "quizlet",
    "common-cartridge": "schoology imscc",
    "brightspace": "d2l",
    "epub": "kindle e-book ebook",
}
"""Names that other tools use, under the name of ours that means the same."""
OURS = {name: ours for ours, names in MEANING.items() for name in names.split()}
SPELLINGS = {"analyze": "analyse", "license": "licence", "color": "colour", "center": "centre"}
SPELLINGS |= {"film": "work", "film-short": "work-short", "film-account": "account"}
SPELLINGS |= {"performer": "actor", "keep-in-mind": "watch-for"}
"""American spellings and other names, each with ours: they stand for it without a word."""


def meant(name: str, known: Collection[str]) -> str | None:
    """The known name that means what another tool calls `name`.

    Empty where that is not known here, so that no name which only looks alike is offered; None
    where no other tool's name is known to be this one.
    """
    plain = "-".join(name.lower().replace("/", " ").replace("_", " ").replace("-", " ").split())
    ours = OURS.get(plain)
    return ours if ours is None or ours in known else ""


def in_our_spelling(name: str, known: Iterable[str]) -> str:
    """The name as we spell it, where it is known in that spelling; else the name itself."""
    ours = SPELLINGS.get(name.lower(), name)
    return ours if ours in known else name
