"""The Markdown extension: blocks, citations and links by id, as neutral HTML.

It knows no kinds and no editions. Each block becomes an element that carries its running number,
each part one inside it, each citation an `sg-cite` element; `studyguide.render` makes the website
and the book out of these. By its name, `studyguide`, it works in any program that runs
Python-Markdown; there it stamps the page itself and links by `#id`. MkDocs alone would publish that
as a site, so there it asks for a build.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import Any, ClassVar

from markdown import Markdown
from markdown.extensions.smarty import SubstituteTextPattern
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from studyguide.edge.missing_build import stop_under_mkdocs, stop_without_build
from studyguide.language.inline import BETWEEN_PLACES, CITATION, cited_in
from studyguide.language.scan import scan
from studyguide.language.stamping import stamped, taken_from
from studyguide.words.rules import FALLBACK, rules_of

EXTENSION = "studyguide"
"""The name of the extension, as Python-Markdown finds it by its entry point."""
SKELETON: Mapping[str, Mapping[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {"SUPERSCRIPT_TEXT": "†{}"},
    "md_in_html": {},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.caret": {"insert": False},
    "pymdownx.details": {},
    "pymdownx.highlight": {"pygments_lang_class": True},
    "pymdownx.mark": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {},
    "sane_lists": {},
    "smarty": {"smart_dashes": False, "smart_ellipses": False},
    "tables": {},
    "toc": {"permalink": True},
}
"""The other extensions that a guide's Markdown is made of, with their settings.

A `mkdocs.yml` that names no extensions gets these; the one of the first guide names them all.
"""
BEFORE_HTML_BLOCKS = 28
"""Runs after line ends are made alike (30) and before raw HTML is set aside (20)."""
BEFORE_LINKS = 175
"""Runs after code (190) and escapes (180), before links (170 and less)."""

QUOTES = (
    (r"(\d)'(\d{1,2})\"", (1, "&#39;", 2, "&quot;")),  # 5'10", in feet and inches
    (r"(?<=\d)'(?=\d)", ("&#39;",)),  # 1'000
    (r"(?<=\w )(?<!letter )'([nN])'(?= \w)", ("&rsquo;", 1, "&rsquo;")),  # rock 'n' roll
)
"""Marks that stand for letters left out or for measures, which smarty takes for quotes.

Which words begin with such a mark is a rule of the language.
"""
BEFORE_QUOTES = 50
"""Runs before the quotes of smarty (30 and less)."""


class GuideBlock(Block):
    """A block or a part, as stamped: an element with its numbers, and its title first."""

    NAME = "studyguide"
    ARGUMENT = None
    OPTIONS: ClassVar = {
        "block": [0, type_any],
        "part": [None, type_any],
        "level": [0, type_any],
        "anchor": ["", type_any],
        "label": ["", type_any],
        "answers": [False, type_any],
    }

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Make the element, with the title and the label inside."""
        element = etree.SubElement(parent, "div", {"data-sg": str(self.options["block"])})
        if self.options["part"] is not None:
            element.set("data-sg-part", str(self.options["part"]))
        if self.options["answers"]:
            element.set("data-sg-answers", "")
        if self.options["label"]:
            label = etree.SubElement(element, "p", {"data-sg-label": ""})
            etree.SubElement(label, "strong").text = str(self.options["label"])
        anchor = str(self.options["anchor"])
        level = int(self.options["level"])
        if self.argument:
            tag = f"h{level}" if level else "p"
            title = etree.SubElement(element, tag, {"data-sg-title": ""})
            title.text = self.argument
            if anchor:
                title.set("id", anchor)
        elif anchor:
            element.set("id", anchor)
        return element


class CitationProcessor(InlineProcessor):
    """Turn `[@a; @b]` into an element that names its sources and reads well as it is."""

    def handleMatch(  # type: ignore[override]
        self, m: Any, data: str
    ) -> tuple[etree.Element, int, int]:
        """Make the element; the scanner has reported what is not a citation."""
        number, ids = taken_from(m["ids"])
        cited = cited_in(ids)
        names = " ".join(one.source for one in cited)
        element = etree.Element("sg-cite", {"data-ids": names, "data-n": number})
        if any(one.place for one in cited):
            element.set("data-places", BETWEEN_PLACES.join(one.place for one in cited))
        said = (f"{one.source}, {one.place}" if one.place else one.source for one in cited)
        element.text = AtomicString(f"[{'; '.join(said)}]")
        return element, m.start(0), m.end(0)


class PageReferences(Preprocessor):
    """Give Markdown the link of every id, so that `[words][id]` is an ordinary reference link."""

    def __init__(self, md: Markdown, extension: StudyGuideExtension) -> None:
        """Keep the extension, which knows the page that is being converted."""
        super().__init__(md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """Set the references; outside a build, stamp the blocks too."""
        text = "\n".join(lines)
        links = self._extension.links
        if links is None:
            stop_under_mkdocs(self.md)
            links = {block_id: f"#{block_id}" for block_id in _own_ids(text)}
            text = stamped(text)
        for name, target in links.items():
            self.md.references.setdefault(name.lower(), (target, ""))
        return text.split("\n")


def _own_ids(text: str) -> list[str]:
    page = scan(text, "")
    options = (page.lines[number - 1] for block in page.blocks for number in block.options)
    return [line.split(":", 1)[1].strip() for line in options if line.strip().startswith("id:")]


class StudyGuideExtension(BlocksExtension):
    """The extension; a build sets `links` and `language` before a page is converted."""

    def __init__(self, **configs: Any) -> None:
        """Take no options but `links`, which a build sets."""
        self.links: Mapping[str, str] | None = None
        self.language = FALLBACK
        super().__init__(**configs)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the blocks, the citations and the references."""
        if self.links is None:
            stop_without_build()
        super().extendMarkdown(md)
        self.md = md
        md.registerExtension(self)
        md.preprocessors.register(PageReferences(md, self), "sg-references", BEFORE_HTML_BLOCKS)
        md.inlinePatterns.register(
            CitationProcessor(CITATION.pattern, md), "sg-citation", BEFORE_LINKS
        )

    def reset(self) -> None:
        """Before each text: teach smarty, if it is there, what it would turn the wrong way."""
        if "smarty" not in self.md.treeprocessors:
            return
        rules: Any = self.md.treeprocessors["smarty"]
        elisions = rules_of(self.language).elisions.words.pattern
        elided = (rf"(?<!\w)'(?=(?i:{elisions})(?!'))", ("&rsquo;",))
        for number, (pattern, quote) in enumerate((*QUOTES, elided)):
            rule = SubstituteTextPattern(pattern, quote, self.md)
            rules.inlinePatterns.register(rule, f"sg-quotes-{number}", BEFORE_QUOTES)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Register the one block that stamped pages use."""
        block_mgr.register(GuideBlock, self.getConfigs())
