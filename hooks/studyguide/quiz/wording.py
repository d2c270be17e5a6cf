"""What rules and guessers know of words: plain text, stems of words, and lists by language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import unescape
from math import ceil

from studyguide.language.inline import CITATION
from studyguide.quiz.kinds.blank import GAP
from studyguide.words.rules import Rules

CITED = re.compile(rf"\s*{CITATION.pattern}")
LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
EMPHASIS = re.compile(r"(?<!\w)[*_]{1,2}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,2}(?!\w)|`")
FORMULA = re.compile(r"\\\(.+?\\\)|\$(?=[^\s$])[^$]*(?<=\S)\$(?!\d)")
COMMAND = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z])")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
QUESTION_MARKS = "?？؟\N{GREEK QUESTION MARK}՞፧⁇‽⸮"
"""The marks that end a question, in any script. Greek's looks like a semicolon."""
SIGN = re.compile(r"[<>=≤≥≠≈±+×÷%‰°$€£¥]|[-−–](?=\d)|\d")
"""Signs, and the digits of numbers: by them texts differ whose words are the same."""
SENTENCE_END = r"(?<!\b[A-Z]\.)(?<=[.!…?？؟\u037e՞፧⁇‽⸮。！])[)\]]*\s+"
"""The space after a sentence, but for one after an abbreviation."""
OPENING_MARKS = "¿¡ "


def _as_set(formula: re.Match[str]) -> str:
    """A formula about as long as readers see it: a command is one sign, and braces are none."""
    latex = formula[0].removeprefix("\\(").removesuffix("\\)").strip("$")
    return re.sub(r"[{}^_\s]", "", COMMAND.sub("•", latex))


def plain(markdown: str) -> str:
    """A text as readers see it: without citations, link targets and marks of emphasis."""
    text = unescape(LINK.sub(r"\1", CITED.sub("", markdown)))
    pieces = [EMPHASIS.sub("", piece) for piece in text.split(GAP)]
    return " ".join(GAP.join(pieces).split())


def length(markdown: str) -> int:
    """How many characters a text has, as readers see it."""
    return len(plain(FORMULA.sub(_as_set, markdown)))


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without a possessive ending."""
    shown = plain(FORMULA.sub(_as_set, text))
    return tuple(POSSESSIVE.sub("", match[0].casefold()) for match in WORD.finditer(shown))


def stem_of(word: str, language: Rules) -> str:
    """A word without its ending, so that its forms are alike: a rough stem, for comparing only."""
    for suffix in language.suffixes:
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 3:
            return base[:-1] if len(base) > 3 and base[-1] == base[-2] else base
    return word


def content_stems(text: str, language: Rules) -> dict[str, str]:
    """The stems of the words that carry meaning, each with the word as it stands."""
    found: dict[str, str] = {}
    for word in words(text):
        if word not in language.stop_words and len(word) > 2:
            found.setdefault(stem_of(word, language), word)
    return found


def sentences(text: str, language: Rules) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _sentence_end(language).split(text.strip()) if sentence]


@lru_cache(maxsize=8)
def _sentence_end(language: Rules) -> re.Pattern[str]:
    going_on = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in language.abbreviations)
    return re.compile(going_on + SENTENCE_END)


def asking(stem: str, language: Rules) -> str:
    """The sentences of a stem that ask: those with a question mark or a gap, or else the last."""
    found = sentences(stem, language)
    asks = [text for text in found if GAP in text or not set(QUESTION_MARKS).isdisjoint(text)]
    return " ".join(asks or found[-1:])


def without_scope(text: str, language: Rules) -> str:
    """A text without the words at its beginning that name the work or real life."""
    match = language.scope.begins(text)
    return re.sub(r"^\s*[,:]?\s*", "", text[match.end() :]) if match else text


def question_words(stem: str, language: Rules) -> str:
    """What asks, without the words that name the work or real life and without whose account."""
    text = without_scope(asking(plain(stem), language), language).lstrip(OPENING_MARKS)
    if language.reporting.begins(text):
        text = re.sub(r"^[^,?]*,\s*", "", text)
    return text.lstrip(OPENING_MARKS)


def signs(text: str) -> list[str]:
    """The signs and digits of a text, in their order: `> 90` and `< 90` say the opposite."""
    return SIGN.findall(plain(text))


def alikeness(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of words that two texts have in common (Jaccard), from 0 to 1."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def alike_pairs(texts: Sequence[Iterable[str]], least: float) -> list[tuple[int, int]]:
    """The places of any two texts whose alikeness is at least `least`, the earlier place first.

    Texts that alike share a word even among their rarest ones (prefix filtering: Chaudhuri, Ganti
    & Kaushik 2006), so only those that do are compared, and not each with each.
    """
    sets = [frozenset(text) for text in texts]
    counts = Counter(word for text in sets for word in text)
    holders: dict[str, list[int]] = {}
    found = []
    for later, text in enumerate(sets):
        rarest = sorted(text, key=lambda word: (counts[word], word))
        rarest = rarest[: len(text) - ceil(least * len(text)) + 1]
        near = {place for word in rarest for place in holders.get(word, ())}
        found += [(one, later) for one in sorted(near) if alikeness(sets[one], text) >= least]
        for word in rarest:
            holders.setdefault(word, []).append(later)
    return found
