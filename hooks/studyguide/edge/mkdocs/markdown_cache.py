"""Recall what Markdown made of a page, where nothing that it knew of has changed.

Markdown takes most of the time of a build without PDFs. What it makes of a page depends on the
page, on where links lead, on the configuration and on the code; all of these are in the page's key.
Extensions that read other files, and plugins that change pages, cannot be seen through: with one of
them nothing is recalled.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from studyguide.edge.files.cache import load
from studyguide.edge.files.writing import write_whole
from studyguide.edge.pdf.cache_keys import code

MAKERS = ("mkdocs", "Markdown", "pymdown-extensions")
STANDARD = {"attr_list", "tables", "toc", "fenced_code", "footnotes", "abbr", "def_list"}
STANDARD |= {"md_in_html", "admonition", "sane_lists", "smarty", "nl2br", "extra"}
READERS = {"pymdownx.snippets", "pymdownx.b64"}
"""Extensions that read files."""
CHANGING = ("page_read_source", "page_markdown", "page_content")
"""Events in which a plugin can change what a page is made from or what became of it."""
NAME = "pages.json"


@dataclass(frozen=True)
class Conversion:
    """What Markdown made of a page."""

    key: str
    html: str
    title: str
    toc: list[Any]
    """The headings, as MkDocs reads them."""

    def apply(self, page: Page, anchors: Iterable[str]) -> None:
        """Give a page what rendering it would have given it, beside its content."""
        page.title = self.title
        page.toc = get_toc(self.toc)
        page.present_anchor_ids = set(anchors)


class Conversions:
    """What the last build kept, and what this one will keep."""

    def __init__(self, config: MkDocsConfig, files: Files, known: str, cache: Path) -> None:
        """Load what the last build kept; `known` is what pages know beside all these."""
        self._cache = cache
        self._last = _load(cache) if _is_plain(config) else {}
        self._now: dict[str, Conversion] = {}
        parts = [code(), *(f"{name} {version(name)}" for name in MAKERS), known]
        parts += [repr(_names(config)), repr(config.mdx_configs), repr(config.nav)]
        parts += [repr((config.use_directory_urls, config.site_url))]
        parts += [f"{file.src_uri} {file.url}" for file in files]
        self._common = _hash(*parts)

    def key(self, page: Page, markdown: str) -> str:
        """The hash of all that a page is made from."""
        return _hash(self._common, page.file.src_uri, repr(sorted(page.meta.items())), markdown)

    def recall(self, page: Page, key: str) -> Conversion | None:
        """What was made of the page, if it was made from the same."""
        kept = self._last.get(page.file.src_uri)
        if kept is None or kept.key != key:
            return None
        self._now[page.file.src_uri] = kept
        return kept

    def keep(self, page: Page, key: str, html: str) -> None:
        """Keep what was made of the page."""
        toc = [_token(link) for link in page.toc]
        self._now[page.file.src_uri] = Conversion(key, html, str(page.title), toc)

    def save(self) -> None:
        """Write what is kept, if it is not what was; raises OSError."""
        if self._now != self._last:
            rows = {src: asdict(conversion) for src, conversion in self._now.items()}
            write_whole(self._cache / NAME, json.dumps(rows).encode())


def _names(config: MkDocsConfig) -> list[str]:
    """The extensions beside our own."""
    extensions: list[object] = list(config.markdown_extensions)
    return [name for name in extensions if isinstance(name, str)]


def _is_plain(config: MkDocsConfig) -> bool:
    """Whether pages depend on nothing that a key does not hold."""
    names = set(_names(config))
    seen = all(name in STANDARD or name.startswith("pymdownx.") for name in names - READERS)
    return seen and not names & READERS and all(len(config.plugins.events[e]) < 2 for e in CHANGING)


def _load(cache: Path) -> dict[str, Conversion]:
    try:
        rows = json.loads(load(cache, NAME) or b"{}")
        return {str(src): Conversion(**row) for src, row in rows.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _token(link: AnchorLink) -> dict[str, Any]:
    children = [_token(child) for child in link.children]
    return {"name": link.title, "id": link.id, "level": link.level, "children": children}


def _hash(*parts: str) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()
