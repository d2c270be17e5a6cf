"""The rules of a language: what its words do, how it counts, and the order of its letters.

They stand in `rules.yml` in the folder of the language, whose fields are those of `Rules`. A third
language is one more folder. Everything there is read as text, so that YAML takes no `no` for false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, get_type_hints

import yaml

FILE = "rules.yml"
FALLBACK = "en"
NOTHING = r"(?!)"
"""A pattern that nothing fits."""
SIGNS = re.compile(r"^\W+|\W+$")
NEUTRAL: Mapping[str, Any] = {"articles": (), "reason_words": 0}
"""What English has and a language that we do not know has not."""


@dataclass(frozen=True, eq=False)
class Phrases:
    """Words and phrases to look for: whole ones, in small letters or capitals."""

    words: re.Pattern[str]
    but_not: re.Pattern[str]
    """Longer phrases that hold such a word and do not mean it."""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Each place where one stands."""
        return self.words.finditer(self._meant(text))

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where one stands."""
        return self.words.search(self._meant(text))

    def begins(self, text: str) -> re.Match[str] | None:
        """The one that a text begins with."""
        return self.words.match(self._meant(text))

    def are_all_of(self, text: str) -> bool:
        """Whether a text says nothing else, but for signs around it."""
        return self.words.fullmatch(SIGNS.sub("", self._meant(text))) is not None

    def also(self, phrases: Iterable[str]) -> Phrases:
        """These, and some more, said as they stand."""
        more = "|".join(re.escape(phrase) for phrase in phrases if phrase)
        if not more:
            return self
        return replace(self, words=_whole(f"{more}|{self.words.pattern}"))

    def _meant(self, text: str) -> str:
        return self.but_not.sub(lambda match: "\0" * len(match[0]), text)


@dataclass(frozen=True, eq=False)
class Rules:
    """The rules of one language; `rules.yml` of English explains each in an author's words."""

    abbreviations: tuple[str, ...]
    """Those after whose full stop a sentence goes on."""
    thinking: Phrases
    """How a heading begins under which stands the reader's own work."""
    our_own: Phrases
    """How a sentence begins that speaks of the guide and not of the world."""
    our_reading: Phrases
    """What marks the rest of a paragraph as a reading of ours."""

    elisions: Phrases
    """What begins with an apostrophe, for letters left out."""

    articles: tuple[str, ...]
    """What an index passes over at the beginning of a title, with the space after it."""
    letters: Mapping[str, str]
    """Letters of their own, which are no accented ones, each with the letter it stands after."""
    plurals: Mapping[str, tuple[str, ...]]
    """By the ending of a word, what takes its place in the plural; `""` for all other words."""

    decimal_mark: str
    number_words: Mapping[str, int]
    months: Mapping[str, int]
    date_links: tuple[str, ...]
    """Words between a day, its month and the year."""
    odds: tuple[str, ...]
    """Words between two numbers that make a chance."""

    true_words: tuple[str, ...]
    false_words: tuple[str, ...]
    """What authors write for true and for false; the first is the one to recommend."""
    scope: Phrases
    """Words that say whether the work or real life is meant."""
    reporting: Phrases
    """How a stem begins that first says whose account it follows."""
    stop_words: frozenset[str]
    """Words that carry no meaning of their own."""
    suffixes: tuple[str, ...]
    """Endings that make no other word, the longest first."""
    negatives: Phrases
    seconding: frozenset[str]
    """Negatives that only go with another one, and do not negate again."""
    negative_options: Phrases
    """What makes an option negative."""
    absolutes: Phrases
    vague: Phrases
    hedges: Phrases
    """Words that make a claim careful."""
    cues: frozenset[str]
    """Articles that give the gender, number or first sound of what follows."""
    cue_endings: tuple[str, ...]
    """Endings of words that want other articles, the longest first; none where all do."""
    singular_verbs: frozenset[str]
    plural_verbs: frozenset[str]
    singular_starts: frozenset[str]
    plural_starts: frozenset[str]
    asking_words: frozenset[str]
    fact_questions: Phrases
    """How a question begins that one of a high level does not ask."""
    trivia: Phrases
    """A question for a bare name, number, colour or date."""
    concessions: Phrases
    """Words with which a reason grants what makes a wrong option tempting."""
    verdicts: Phrases
    """Reasons that say right or wrong, and nothing else."""
    all_options: Phrases
    combined_options: Phrases
    no_options: Phrases
    """Options that stand for all, for several and for none of the others."""
    exit_tickets: Phrases
    """What names a quiz an exit ticket."""
    reason_words: int
    """The fewest words that a reason has."""
    hard_word: int
    """The fewest letters of a word that counts as hard, for want of a list that may be shared."""

    known: bool = True
    """Whether they are the guide's own language's; if not, no rule may go by its words."""

    def without_article(self, title: str) -> str:
        """A title without the article at its beginning; one that is all article stays."""
        article = next((one for one in self.articles if title.startswith(one)), "")
        return title.removeprefix(article).lstrip() or title


def _phrases(given: object) -> Phrases:
    """From a list, or from the lists `words` and `but-not`."""
    lists = given if isinstance(given, dict) else {"words": given}
    if not {"words"} <= lists.keys() <= {"words", "but-not"}:
        raise ValueError(f"phrases have `words` and `but-not`, not {', '.join(lists)}")
    return Phrases(_any_of(lists["words"]), _any_of(lists.get("but-not", [])))


def _any_of(expressions: object) -> re.Pattern[str]:
    found = "|".join(_texts(expressions)) or NOTHING
    return _whole(found)


def _whole(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)", re.IGNORECASE)


def _texts(given: object) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        raise TypeError(f"no list of texts: {given!r}")
    return tuple(given)


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError(f"no text: {given!r}")
    return given


def _number(given: object) -> int:
    return int(_text(given))


def _set(given: object) -> frozenset[str]:
    return frozenset(_texts(given))


def _mapping(value: Callable[[object], object]) -> Callable[[object], object]:
    def made(given: object) -> object:
        if not isinstance(given, dict):
            raise TypeError(f"no mapping: {given!r}")
        return {_text(name): value(entry) for name, entry in given.items()}

    return made


MAKERS: Mapping[object, Callable[[object], Any]] = {
    str: _text,
    int: _number,
    Phrases: _phrases,
    tuple[str, ...]: _texts,
    frozenset[str]: _set,
    Mapping[str, str]: _mapping(_text),
    Mapping[str, int]: _mapping(_number),
    Mapping[str, tuple[str, ...]]: _mapping(_texts),
}
"""By the type of a field, how it is made of what stands in the file."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder, in their order."""
    folders = files("studyguide.words").iterdir()
    return tuple(sorted(entry.name for entry in folders if (entry / FILE).is_file()))


@lru_cache(maxsize=32)
def rules_of(language_tag: str) -> Rules:
    """The rules of a language (BCP 47), those of its region first; English for one unknown."""
    code, *more = language_tag.casefold().replace("_", "-").split("-")
    if code not in languages():
        return replace(rules_of(FALLBACK), known=False, **NEUTRAL)
    return rules_from((files("studyguide.words") / code / FILE).read_text(encoding="utf-8"), more)


def rules_from(text: str, regions: Iterable[str] = ()) -> Rules:
    """The rules in a file; raises ValueError or TypeError where it is not as it must be."""
    given = yaml.BaseLoader(text).get_single_data()
    special = given.pop("regions", {})
    for region in regions:
        given |= special.get(region.upper(), {})
    types = get_type_hints(Rules)
    names = {field.name.replace("_", "-"): field.name for field in fields(Rules)}
    del names["known"]
    if given.keys() != names.keys():
        wrong = sorted(given.keys() ^ names.keys())
        raise ValueError(f"missing, or not known: {', '.join(wrong)}")
    made = {name: MAKERS[types[name]](given[key]) for key, name in names.items()}
    return Rules(**made)
