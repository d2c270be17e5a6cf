"""What the item rules know of words: plain text, stems of words, and word lists by language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from math import ceil

from studyguide.language.inline import CITATION
from studyguide.model import Guide
from studyguide.quiz.kinds.blank import GAP

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
SENTENCE_END = re.compile(
    r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSr\.)(?<!\bSra\.)(?<!\b[A-Z]\.)"
    r"(?<=[.!…?？؟\u037e՞፧⁇‽⸮。！])[)\]]*\s+"
)
SCOPE = re.compile(
    r"\bin (?:the |this )?(?:film|movie|book|novel|play|story|series)\b|\bin (?:real )?life\b"
    r"|\ben (?:la |el |esta |este )?(?:película|filme|libro|novela|obra|historia|serie)\b"
    r"|\ben la vida(?: real)?\b|\ben la realidad\b",
    re.IGNORECASE,
)
OPENING = re.compile(rf"^(?:{SCOPE.pattern})\s*[,:]?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Language:
    """The words by which rules recognise what an item does, in one language."""

    stop_words: frozenset[str]
    suffixes: tuple[str, ...]
    """Endings that make no other word, the longest first."""
    negatives: re.Pattern[str]
    absolutes: re.Pattern[str]
    vague: re.Pattern[str]
    cues: frozenset[str]
    """Articles that give the gender, number or first sound of what follows."""
    singular_verbs: frozenset[str]
    plural_verbs: frozenset[str]
    singular_starts: frozenset[str]
    plural_starts: frozenset[str]
    asking_words: frozenset[str]
    fact_questions: re.Pattern[str]
    """What a question of a high level does not ask."""
    trivia: re.Pattern[str]
    """A question for a bare name, number, colour or date."""
    concessions: re.Pattern[str]
    """Words with which a reason grants what makes a wrong option tempting."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


ENGLISH = Language(
    stop_words=_words(
        "a about above account accounts after again against all also always am among an and "
        "another any are around as at away be because become been before began begin being "
        "best better between both but by can cannot choose comes could did do does doing done "
        "down during each either encyclopedia even ever every few film film's first five for "
        "four from gave get gets give gives go goes going had has have having he her here "
        "hers herself him himself his how i if in into is it its itself just kind last later "
        "least less life like made make makes many may me might mine more most movie much "
        "must my neither never next no none nor not now of off often on once one only or "
        "other others our out over own per real really said same say says second see seen "
        "seems shall she should show shows so some something source sources still story such "
        "take takes tell tells than that the their theirs them themselves then there these "
        "they thing things third this those three through to together too took toward two "
        "under until up upon us very was way we well went were what when where whether which "
        "while who whom whose why will with within without word words would yes yet you your"
    ),
    suffixes=(
        *("ations", "ation", "ingly", "edly", "ments", "ment", "ings", "ing", "ers", "ies"),
        *("ied", "ors", "er", "or", "ed", "es", "ly", "s", "e", "y"),
    ),
    negatives=re.compile(r"\b(?:not|except|never|(?<!at )least|\w+n['’]t|cannot)\b", re.IGNORECASE),
    absolutes=_any("always|never|all|only|none"),
    vague=_any("usually|often|may(?! \\d)|several|sometimes|generally"),
    cues=_words("a an"),
    singular_verbs=_words("is was"),
    plural_verbs=_words("are were"),
    singular_starts=_words("a an one this that each every"),
    plural_starts=_words("two three four five six many several these those both"),
    asking_words=_words("what which who"),
    fact_questions=re.compile(
        r"^(?:and |but )?(?:who|whom|when|where|what (?:year|date)|which year|how many|how old)\b"
        r"(?! (?:should|would|could|might|else))",
        re.IGNORECASE,
    ),
    trivia=re.compile(
        r"^(?:who|whose|when|how many|how much|how old|(?:what|which) "
        r"(?:year|date|day|month|number|name|colou?r)|what (?:is|was) the (?:year|date|number|"
        r"name|colou?r))\b|\b(?:called|named|in the year|name (?:is|was))(?: an?| the)? ___\W*$",
        re.IGNORECASE,
    ),
    concessions=_any(
        "but|though|although|however|yet|sounds?|looks?|seems?|easy|tempting|fair|may|might|could|"
        "perhaps|often|close|natural|true|real|really|instead|and not"
    ),
)
SPANISH = Language(
    stop_words=_words(
        "a al algo alguna algunas alguno algunos ante antes aquel aquella aun aunque cada "
        "como con contra cual cuales cualquier cuando cuanto cuenta de del desde donde dos "
        "durante e el él ella ellas ellos en entre era eran es esa esas ese eso esos esta "
        "está están estas este esto estos fue fuente fuentes fueron ha hace había han hasta "
        "hay historia la las le les lo los más me mi mientras mucho muy nada ni no nos o otra "
        "otras otro otros palabra para pero película poco por porque pues qué que quien quién "
        "real se ser si sí sido sin sobre son su sus también tan tanto te tiene tienen toda "
        "todas todo todos tras tres un una unas uno unos vez vida y ya yo"
    ),
    suffixes=(
        *("aciones", "ación", "amente", "mente", "iendo", "ando", "adas", "ados", "idas", "idos"),
        *("ada", "ado", "ida", "ido", "aron", "ieron", "ar", "er", "ir", "as", "os", "es", "an"),
        *("en", "ó", "é", "a", "o", "e", "s"),
    ),
    negatives=_any("no|excepto|salvo|nunca|jamás|(?<!al )(?<!lo )menos"),
    absolutes=_any("siempre|nunca|jamás|tod[oa]s?|sol[oa]s?|sólo|solamente|ningun[oa]?|ningún"),
    vague=_any(
        "a menudo|usualmente|normalmente|generalmente|a veces|suelen?|puede[n]?|vari[oa]s|quizás?"
    ),
    cues=_words("un una unos unas el la los las"),
    singular_verbs=_words("es fue era"),
    plural_verbs=_words("son fueron eran"),
    singular_starts=_words("un una el la este esta ese esa cada"),
    plural_starts=_words("unos unas los las estos estas esos esas dos tres cuatro cinco varios"),
    asking_words=_words("qué cuál cuáles quién quiénes"),
    fact_questions=re.compile(
        r"^[¿\s]*(?:y |pero )?(?:a |de )?(?:quién(?:es)?|cuándo|dónde|(?:en )?qué (?:año|fecha)|"
        r"cuánt[oa]s)\b(?! (?:debería|podría))",
        re.IGNORECASE,
    ),
    trivia=re.compile(
        r"^[¿\s]*(?:(?:a |de |en )?(?:quién(?:es)?|cuándo|cuánt[oa]s?|qué (?:año|fecha|día|mes|"
        r"número|nombre|color)|cuál (?:es|fue|era) el (?:año|número|nombre|color)))\b|"
        r"\b(?:se llama|llamad[oa]|en el año)(?: un| una| el| la)? ___\W*$",
        re.IGNORECASE,
    ),
    concessions=_any(
        "pero|aunque|sin embargo|parecen?|suena|fácil|tentador|puede|podría|quizás?|tal vez|cierto|"
        "sino|en cambio|verdad"
    ),
)


def language_of(guide: Guide) -> Language:
    """The word lists for the guide's language; English where we have no other."""
    return SPANISH if guide.imprint.language.casefold().startswith("es") else ENGLISH


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


def stem_of(word: str, language: Language) -> str:
    """A word without its ending, so that its forms are alike: a rough stem, for comparing only."""
    for suffix in language.suffixes:
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 3:
            return base[:-1] if len(base) > 3 and base[-1] == base[-2] else base
    return word


def content_stems(text: str, language: Language) -> dict[str, str]:
    """The stems of the words that carry meaning, each with the word as it stands."""
    found: dict[str, str] = {}
    for word in words(text):
        if word not in language.stop_words and len(word) > 2:
            found.setdefault(stem_of(word, language), word)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in SENTENCE_END.split(text.strip()) if sentence]


def asking(stem: str) -> str:
    """The sentences of a stem that ask: those with a question mark or a gap, or else the last."""
    found = sentences(stem)
    asks = [text for text in found if GAP in text or not set(QUESTION_MARKS).isdisjoint(text)]
    return " ".join(asks or found[-1:])


def question_words(stem: str) -> str:
    """What asks, without the words that name the film or real life and without whose account."""
    text = OPENING.sub("", asking(plain(stem)))
    return re.sub(r"^(?:as|says|say|según|como|dice)\b[^,?]*,\s*", "", text, flags=re.IGNORECASE)


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
