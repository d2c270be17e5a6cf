"""Find the addresses of links, and what they take along that readers should see.

Markdown looks for the end of an address by its brackets and quotes, over spaces, lines and other
links, and what stands before that end is gone from the text. Here it is found by the same rules,
but each line is read once, and of the lines below only whether a bracket follows at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"\\.|(?P<words>\[)|(?P<link>\](?P<address>\()?)|(?P<open>\()|(?P<end>\))|(?P<quote>[\"'])"
)
"""A bracket, and a quote, which may begin a title."""
ANGLED = re.compile(r" *(?P<url><[^<>]*>) *(?:'[^']*'|\"[^\"]*\")? *\)")
"""An address between angle brackets, which may hold spaces."""
TITLE = re.compile(r"[ >]*(?:'[^']*'|\"[^\"]*\") *\)")
"""The title of a link, when it begins a line."""
SIGNS = frozenset("[]()")
OTHER_QUOTE = {"'": '"', '"': "'"}


@dataclass(frozen=True)
class Address:
    """Where a link leads, as Markdown takes it."""

    at: int
    """The offset of its round bracket."""
    url_at: int
    """The offset of its first letter."""
    url: str
    """What Markdown takes for it, as far as it stands on its line."""
    goes_on: bool = False
    """Whether it goes over the end of its line."""
    holds_more: bool = False
    """Whether it holds spaces or another link."""

    @property
    def is_broken(self) -> bool:
        """Whether nobody knows where it leads."""
        return self.goes_on or self.holds_more


def addresses_in(text: str) -> Iterator[Address]:
    """The addresses of the links and pictures in a text, in order."""
    paragraph: list[_Line] = []
    at = words = 0
    for line in [*text.split("\n"), ""]:
        if line.strip(" >"):
            paragraph.append(_Line(at, line, words))
            words = paragraph[-1].words
        elif paragraph:
            yield from _in_paragraph(paragraph)
            paragraph, words = [], 0
        at += len(line) + 1


@dataclass(frozen=True)
class _Below:
    """What follows a line in its paragraph."""

    text: str
    """The next line."""
    ends: bool
    """Whether a bracket is closed."""
    ends_title: bool
    """Whether one is closed behind a quote."""
    has_brackets: bool


def _in_paragraph(lines: list[_Line]) -> Iterator[Address]:
    ending = _last(")" in line.text for line in lines)
    titled = _last(any(line.titles.values()) for line in lines)
    bracketed = max(ending, _last("(" in line.text for line in lines))
    for number, line in enumerate(lines):
        if line.closed:
            text = lines[number + 1].text if number < len(lines) - 1 else ""
            below = _Below(text, number < ending, number < titled, number < bracketed)
            yield from (line.address(start, below) for start in line.closed)


def _last(marked: Iterable[bool]) -> int:
    return max((number for number, is_marked in enumerate(marked) if is_marked), default=-1)


class _Line:
    """A line of a paragraph, with its brackets and quotes."""

    def __init__(self, at: int, text: str, words: int) -> None:
        self._at = at
        self.text = text
        self.words = words
        """How many square brackets are open, before it and then behind it."""
        self.titles: dict[str, list[tuple[int, int]]] = {"'": [], '"': []}
        """For each quote: where it stands before a closing bracket, and where that stands."""
        self._quotes: list[int] = []
        self._starts: list[int] = []
        self._brackets: list[int] = []
        self.closed: dict[int, int] = {}
        """Where addresses begin, and where their bracket is closed; -1 where it is not."""
        if not SIGNS.isdisjoint(text):
            self._read()

    def _read(self) -> None:
        opened: list[int] = []
        for token in TOKEN.finditer(self.text):
            if token["open"] or token["address"] or token["end"]:
                self._brackets.append(token.end() - 1)
            if token["open"] or token["address"]:
                opened.append(token.end())
                if token["address"] and self.words:
                    self.closed[token.end()] = -1
                    self._starts.append(token.end())
            elif token["quote"]:
                self._quotes.append(token.start())
            elif token["end"]:
                self._close(token.start(), opened.pop() if opened else -1)
            if token["words"]:
                self.words += 1
            elif token["link"] and self.words:
                self.words -= 1

    def _close(self, end: int, start: int) -> None:
        if start in self.closed:
            self.closed[start] = end
        if self._quotes and not self.text[self._quotes[-1] + 1 : end].strip(" "):
            quote = self._quotes[-1]
            self.titles[self.text[quote]].append((quote, end))

    def address(self, start: int, below: _Below) -> Address:
        """The address that begins there."""
        if angled := ANGLED.match(self.text, start):
            return Address(self._at + start - 1, self._at + angled.start("url"), angled["url"])
        closed = self.closed[start]
        quote = self._quote_in(start, closed if closed >= 0 else len(self.text))
        end, goes_on = closed, closed < 0 and below.ends
        if quote >= 0:
            end, goes_on = self._end_of_title(quote), below.ends_title
            if end < 0 and not goes_on:
                end, goes_on = self._end_without_title(start, quote), below.has_brackets
        if end >= 0:
            url = self._before_title(start, end)
            return self._made(start, url, holds_more=" " in url or self._holds_link(start, end))
        if not goes_on:  # this is no link
            return self._made(start, re.split(r"[ ()]", self.text[start:], maxsplit=1)[0])
        url = self.text[start:].strip()
        is_whole = closed < 0 and " " not in url and TITLE.match(below.text)
        return self._made(start, url, goes_on=not is_whole)

    def _holds_link(self, start: int, end: int) -> bool:
        number = bisect_right(self._starts, start)
        return any(other < end for other in self._starts[number : number + 1])

    def _made(self, start: int, url: str, **broken: bool) -> Address:
        return Address(self._at + start - 1, self._at + self.text.index(url, start), url, **broken)

    def _quote_in(self, start: int, end: int) -> int:
        number = bisect_left(self._quotes, start)
        return next((at for at in self._quotes[number : number + 1] if at < end), -1)

    def _end_of_title(self, quote: int) -> int:
        """The bracket that closes a link after the title which may begin at that quote.

        In it no bracket counts, unless the same quote stands before it, or the other one, if that
        has begun as well.
        """
        mark = self.text[quote]
        other = self.text.find(OTHER_QUOTE[mark], quote + 1)
        begun = [(mark, quote)] + ([(OTHER_QUOTE[mark], other)] if other >= 0 else [])
        ends = []
        for name, at in begun:
            number = bisect_right(self.titles[name], (at, len(self.text)))
            ends += [end for _, end in self.titles[name][number : number + 1]]
        return min(ends, default=-1)

    def _end_without_title(self, start: int, quote: int) -> int:
        """Where a link ends whose title never does: each bracket after the quote closes one.

        If the last of them opens one, Markdown takes along all that it has.
        """
        first, after = bisect_left(self._brackets, start), bisect_left(self._brackets, quote)
        inside = [self.text[at] for at in self._brackets[first:after]]
        last = after + inside.count("(") - inside.count(")")
        if last >= len(self._brackets):
            return -1
        end = self._brackets[last]
        return end if self.text[end] == ")" else len(self.text)

    def _before_title(self, start: int, end: int) -> str:
        whole = self.text[start:end].strip()
        first = whole.find(whole[-1:]) if whole[-1:] in OTHER_QUOTE else -1
        return whole[:first].rstrip() if 0 <= first < len(whole) - 1 else whole
