"""Rules on the options of one item: what they stand for, how long they are, how they are worded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from statistics import median

from studyguide.check.item_case import ItemCase, runs_of
from studyguide.check.rules import Finding
from studyguide.model import Answer
from studyguide.quiz.kinds import kind_of, options_of
from studyguide.quiz.kinds.faults import alike
from studyguide.quiz.quantities import numbers_in
from studyguide.quiz.wording import alikeness, content_stems, length, plain, signs, words
from studyguide.words.rules import Rules

MANY_OPTIONS = 5
SHORT_OPTION_WORDS = 5
MOST_OPTION_WORDS = 20
SHARED_START = 3
NEARLY_SAME = 0.8
NUMBERED_OPTION_WORDS = 8


def five_options(case: ItemCase) -> Iterator[Finding]:
    """A1: three good options are enough, and five are too many."""
    if len(options_of(case.question)) == MANY_OPTIONS:
        what = f"the question `{case.question.id}` has {MANY_OPTIONS} options"
        yield Finding(case.question.span, what, "three or four are enough")


def all_or_combined(case: ItemCase) -> Iterator[Finding]:
    """A3: no option stands for several others."""
    for option in case.options:
        text = plain(option.text)
        if case.language.all_options.search(text) or case.language.combined_options.search(text):
            yield Finding(option.span, f"the option `{text}` stands for other options")


def none_of_them(case: ItemCase) -> Iterator[Finding]:
    """A3: no option denies all the others."""
    for option in case.options:
        text = plain(option.text)
        if case.language.no_options.search(text):
            yield Finding(option.span, f"the option `{text}` denies all the others")


def key_too_long(case: ItemCase) -> Iterator[Finding]:
    """A4: no key is one and a half times as long as the middle wrong option."""
    for key, middle in _lengths(case):
        if 2 * length(key.text) >= 3 * middle:
            yield _too_long(key, middle)


def key_longest(case: ItemCase) -> Iterator[Finding]:
    """A4: no key is the longest option, and a quarter longer than the middle wrong one."""
    for key, middle in _lengths(case):
        size = length(key.text)
        others = (length(option.text) for option in case.options if option is not key)
        if 2 * size < 3 * middle and 4 * size >= 5 * middle and size > max(others):
            yield _too_long(key, middle)


def _lengths(case: ItemCase) -> Iterator[tuple[Answer, float]]:
    if case.wrong:
        middle = median(length(option.text) for option in case.wrong)
        yield from ((key, middle) for key in case.keys)


def _too_long(key: Answer, middle: float) -> Finding:
    size = length(key.text)
    what = f"the key `{plain(key.text)}` has {size} characters, "
    return Finding(key.span, what + f"{size / middle:.2f} times the wrong options' median")


def uneven_lengths(case: ItemCase) -> Iterator[Finding]:
    """A5: where an option has more than five words, none is less than half as long."""
    sizes = sorted(((len(words(o.text)), o) for o in case.options), key=lambda row: row[0])
    if not sizes:
        return
    (fewest, short), (most, long) = sizes[0], sizes[-1]
    if most > SHORT_OPTION_WORDS and most > 2 * fewest:
        what = f"the option `{plain(long.text)}` has {most} words, "
        yield Finding(long.span, what + f"and `{plain(short.text)}` has {fewest}")


def clang(case: ItemCase) -> Iterator[Finding]:
    """A6: no word of the stem leads to the key. Names do not count where each option has one."""
    language, names = case.language, case.around.names
    asked = content_stems(case.stem, language)
    found = {option: content_stems(option.text, language) for option in case.options}
    if all(names & stems.keys() for stems in found.values()):
        asked = {stem: word for stem, word in asked.items() if stem not in names}
    taken = {stem for option in case.wrong for stem in found[option]}
    for key in case.keys if case.wrong else ():
        shared = [word for stem, word in found[key].items() if stem in asked and stem not in taken]
        if shared:
            what = f"of all options only the key `{plain(key.text)}` takes up "
            what += ", ".join(f"`{word}`" for word in shared)
            yield Finding(key.span, what + " from the stem")


def absolutes(case: ItemCase) -> Iterator[Finding]:
    """A8: absolute words do not mark the wrong options."""
    language = case.language
    if not case.keys or any(language.absolutes.search(plain(key.text)) for key in case.keys):
        return
    for option in case.wrong:
        text = plain(option.text)
        stands_for_others = language.all_options.search(text) or language.no_options.search(text)
        if (match := language.absolutes.search(text)) and not stands_for_others:
            what = f"`{match[0]}` stands in the wrong option `{text}` and in no key"
            yield Finding(option.span, what)


def vague_words(case: ItemCase) -> Iterator[Finding]:
    """A9: options say how often and how many."""
    for option in case.options:
        if match := case.language.vague.search(plain(option.text)):
            yield Finding(option.span, f"the option `{plain(option.text)}` has `{match[0]}`")


def same_start(case: ItemCase) -> Iterator[Finding]:
    """A12: words that begin every option belong in the stem."""
    starts = [words(option.text) for option in case.options]
    shared: list[str] = []
    for column in zip(*starts, strict=False) if len(starts) > 1 else ():
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    if len(shared) >= SHARED_START:
        what = f"every option begins with `{' '.join(shared)}`"
        yield Finding(case.options[0].span, what)


def nearly_same(case: ItemCase) -> Iterator[Finding]:
    """A13: no two options have four fifths of their words in common."""
    for one, other in combinations(case.options, 2):
        if alike(one.text) == alike(other.text) or signs(one.text) != signs(other.text):
            continue
        if alikeness(words(one.text), words(other.text)) >= NEARLY_SAME:
            what = f"the option `{plain(other.text)}` says nearly the same as `{plain(one.text)}`"
            yield Finding(other.span, what)


def unsorted_numbers(case: ItemCase) -> Iterator[Finding]:
    """A14: options that are numbers are shown in their order."""
    options = options_of(case.question)
    order = kind_of(case.question).order(case.question)
    shown = [_lone_number(options[place].text, case.language) for place in order.shown]
    values = [value for value in shown if value is not None]
    if len(values) < len(shown) or len(set(values)) < len(values) or len(values) < 2:
        return
    if values not in (sorted(values), sorted(values, reverse=True)):
        said = ", ".join(f"{value:g}" for value in values)
        what = f"the numbers in the options are shown in the order {said}"
        yield Finding(options[0].span, what, "write each number in digits")


def _lone_number(text: str, language: Rules) -> float | None:
    found = words(text)
    if len(found) > NUMBERED_OPTION_WORDS:
        return None
    numbers = numbers_in(plain(text))
    numbers += [float(language.number_words[w]) for w in found if w in language.number_words]
    return numbers[0] if len(numbers) == 1 else None


def long_options(case: ItemCase) -> Iterator[Finding]:
    """A21: an option has at most twenty words."""
    for option in case.options:
        if (size := len(words(option.text))) > MOST_OPTION_WORDS:
            what = f"the option `{plain(option.text)}` has {size} words"
            yield Finding(option.span, f"{what}, more than {MOST_OPTION_WORDS}")


def quoted_key(case: ItemCase) -> Iterator[Finding]:
    """A23: a key is not copied from the guide."""
    for key in case.keys:
        if runs_of(key.text) & case.around.runs:
            what = f"the key `{plain(key.text)}` repeats eight words of the guide"
            yield Finding(key.span, what)
