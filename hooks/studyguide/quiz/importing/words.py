"""Texts of other programs as Markdown of ours, on one line: plain text, and HTML.

What is written in one place must not mean something in the other, so that marks are escaped.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

FORMULA = re.compile(r"\\\((.{1,500}?)\\\)|\\\[(.{1,500}?)\\\]|\$\$(.{1,500}?)\$\$", re.DOTALL)
ESCAPED = re.compile(r"[\\`*_{}\[\]]")
ENTITIES = {"<": "&lt;", ">": "&gt;", "$": "&#36;", "~": "&#126;", "^": "&#94;", "@": "&#64;"}
MEANT = re.compile("[" + "".join(ENTITIES) + "]|&(?=#?\\w+;)|==|:(?=\\w+:)|\\|(?=\\|)")
FIRST = re.compile(r"^(?:[-+#=:!?]|/{3}|(?P<number>\d{1,9})(?=[.)]))")
DATA = re.compile(r"data:[\w/+.;=-]{1,100},[A-Za-z0-9+/=\s]*")
"""A file inside an address."""
MOST = 40_000
"""A text with more characters is not read, but stays too long for its question to be taken."""
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ue000-\uf8ff]+")
MARKS = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em"), "*"),
    **dict.fromkeys(("code", "tt"), "`"),
}
KEPT = ("sub", "sup")
"""What has no Markdown and stays HTML."""
SILENT = ("script", "style", "head", "title")
LOST = {"table": "the table", "audio": "a sound", "video": "a video", "iframe": "a frame"}
LOST |= {"object": "an object", "embed": "an object", "svg": "a drawing", "math": "a formula"}
BREAKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "pre", "td", "th")


def on_one_line(text: str) -> str:
    """The text without breaks and marks that no text holds."""
    return " ".join(CONTROL.sub(" ", text).split())


def from_plain(text: str) -> str:
    """Plain text as Markdown; LaTeX in the brackets of MathJax stays a formula."""
    text = on_one_line(text)
    if len(text) > MOST:
        return text
    parts = FORMULA.split(text)
    found = [_escaped(parts[0])]
    for place in range(1, len(parts), 4):
        latex = next(part for part in parts[place : place + 3] if part)
        found += [f"${latex.strip()}$", _escaped(parts[place + 3])]
    return "".join(found)


def _escaped(text: str) -> str:
    text = ESCAPED.sub(lambda match: "\\" + match[0], text)
    return MEANT.sub(lambda match: "".join(map(_entity, match[0])), text)


def _entity(mark: str) -> str:
    return ENTITIES.get(mark, f"&#{ord(mark)};")


def begun(markdown: str) -> str:
    """A text that begins a line, where its first marks would make a list, a heading or a block."""

    def mended(match: re.Match[str]) -> str:
        if match["number"]:
            return f"{match['number']}&#{ord(markdown[match.end()])};"
        return "".join(f"&#{ord(mark)};" for mark in match[0])

    found = FIRST.match(markdown)
    if not found:
        return markdown
    return mended(found) + markdown[found.end() + (1 if found["number"] else 0) :]


def from_html(html: str, losses: list[str]) -> str:
    """HTML as Markdown; what is lost is added to `losses`."""
    html = DATA.sub("data:", html)
    if len(html) > MOST:
        return on_one_line(html)
    reader = _Reader(losses)
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Keeps words and a few marks."""

    def __init__(self, losses: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.losses = losses
        self.pieces: list[tuple[str, str]] = []
        """Each with what it is: words, code, or markup of ours."""
        self.silent = 0
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT:
            self.silent += 1
        elif tag == "img":
            self._image(given)
        elif tag == "a" and (target := given.get("href")):
            self._lose(f"the link to {target[:80]}")
        elif tag in LOST:
            self._lose(f"{LOST[tag]} (its words stay)" if tag in ("table", "math") else LOST[tag])
        if tag in MARKS or tag in KEPT:
            self.open.append(tag)
            self.pieces.append(("open", tag))
        elif tag in BREAKS:
            self.pieces.append(("words", " "))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in self.open:
            while self.open:
                inner = self.open.pop()
                self.pieces.append(("close", inner))
                if inner == tag:
                    return
        elif tag in BREAKS:
            self.pieces.append(("words", " "))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(("code" if "code" in self.open else "words", data))

    def _image(self, given: dict[str, str | None]) -> None:
        source = (given.get("src") or "").rpartition("/")[2][:60] or "without a name"
        self._lose(f"the picture {source}")
        alt = on_one_line(given.get("alt") or "")
        self.pieces.append(("words", f" (picture: {alt}) " if alt else " (picture) "))

    def _lose(self, what: str) -> None:
        if what not in self.losses:
            self.losses.append(what)

    def text(self) -> str:
        """The text as Markdown."""
        while self.open:
            self.pieces.append(("close", self.open.pop()))
        made = ""
        for what, piece in _joined(self.pieces):
            if what == "open":
                made += f"<{piece}>" if piece in KEPT else MARKS[piece]
            elif what == "close":
                made = _closed(made, piece)
            elif what == "code":
                made += on_one_line(piece).replace("`", "'") or " "
            else:
                space = (" " if piece[:1].isspace() else "", " " if piece[-1:].isspace() else "")
                made += space[0] + from_plain(piece) + space[1]
        return re.sub(r" {2,}", " ", made).strip()


def _joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words that follow each other as one, so that a formula is not cut."""
    found: list[tuple[str, str]] = []
    for what, piece in pieces:
        if found and what == found[-1][0] == "words":
            found[-1] = (what, found[-1][1] + piece)
        else:
            found.append((what, piece))
    return found


def _closed(made: str, tag: str) -> str:
    """The text with a mark closed; Markdown reads none that holds nothing or ends with a space."""
    if tag in KEPT:
        return f"{made}</{tag}>"
    mark = MARKS[tag]
    before, _, inner = made.rpartition(mark)
    if not inner.strip():
        return before + inner
    left = " " if inner[0] == " " else ""
    right = " " if inner[-1] == " " else ""
    return f"{before}{left}{mark}{inner.strip()}{mark}{right}"
