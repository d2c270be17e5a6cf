"""Find the addresses of links, and what they take along that readers should see.

Markdown looks for the end of an address by its brackets and quotes, over spaces, lines and other
links, and what stands before that end is gone from the text. Here it is found by the same rules,
but each line is read once, and of the lines below only whether a bracket follows at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
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


def _in_paragraph(lines: list[_Line]) -> Iterator[Address]:
    ended = max((n for n, line in enumerate(lines) if line.ends), default=-1)
    titled = max((n for n, line in enumerate(lines) if any(line.titles.values())), default=-1)
    for number, line in enumerate(lines):
        if not line.closed:
            continue
        under = lines[number + 1].text if number < len(lines) - 1 else ""
        for start in line.closed:
            yield line.address(start, number < ended, number < titled, under)


class _Line:
    """A line of a paragraph, with its brackets and quotes."""

    def __init__(self, at: int, text: str, words: int) -> None:
        self._at = at
        self.text = text
        self.words = words
        """How many square brackets are open, before it and then behind it."""
        self.ends = False
        """Whether it closes a bracket at all."""
        self.titles: dict[str, list[tuple[int, int]]] = {"'": [], '"': []}
        """For each quote: where it stands before a closing bracket, and where that stands."""
        self._quotes: list[int] = []
        self._starts: list[int] = []
        self.closed: dict[int, int] = {}
        """Where addresses begin, and where their bracket is closed; -1 where it is not."""
        if not SIGNS.isdisjoint(text):
            self._read()

    def _read(self) -> None:
        opened: list[int] = []
        for token in TOKEN.finditer(self.text):
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
        self.ends = True
        if start in self.closed:
            self.closed[start] = end
        if self._quotes and not self.text[self._quotes[-1] + 1 : end].strip(" "):
            quote = self._quotes[-1]
            self.titles[self.text[quote]].append((quote, end))

    def address(self, start: int, ended: bool, titled: bool, under: str) -> Address:
        """The address that begins there.

        A line below closes a bracket, if `ended`, and with it a title, if `titled`; `under` is the
        next line.
        """
        if angled := ANGLED.match(self.text, start):
            return Address(self._at + start - 1, self._at + angled.start("url"), angled["url"])
        closed = self.closed[start]
        quote = self._quote_in(start, closed if closed >= 0 else len(self.text))
        end = self._end_of_title(quote) if quote >= 0 else closed
        if end < 0 and ((ended and closed < 0) or (titled and quote >= 0)):
            url = self.text[start:].strip()
            is_whole = closed < 0 and " " not in url and TITLE.match(under)
            return self._made(start, url, goes_on=not is_whole)
        end = end if end >= 0 else closed  # a title that never ends is none
        if end < 0:  # nor is this a link
            return self._made(start, re.split(r"[ ()]", self.text[start:], maxsplit=1)[0])
        url = self._before_title(start, end)
        number = bisect_right(self._starts, start)
        holds_link = any(other < end for other in self._starts[number : number + 1])
        return self._made(start, url, holds_more=" " in url or holds_link)

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

    def _before_title(self, start: int, end: int) -> str:
        whole = self.text[start:end].strip()
        first = whole.find(whole[-1:]) if whole[-1:] in OTHER_QUOTE else -1
        return whole[:first].rstrip() if 0 <= first < len(whole) - 1 else whole
