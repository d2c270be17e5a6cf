"""The anchors of pages before a build renders them: for `studyguide check` and for broken guides.

A build checks links to anchors on what it has rendered. Where it stops before that, and where
there is no build at all, the pages that such links lead to are put through Markdown here, so that
every mistake is named in one run.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

from studyguide.check.references import check_anchors, linked_file
from studyguide.compiler import Compiled
from studyguide.model import Guide, LinkKind
from studyguide.problems import Problem
from studyguide.render.fragments import take_apart

SHAPE = ("SG1", "SG8")
"""Codes of problems after which a page is not rendered as its author means it."""


def lost_anchors(
    compiled: Compiled, pages: Mapping[str, str], config: MkDocsConfig
) -> list[Problem]:
    """Links to places that their pages lack; pages that are out of shape are not searched."""
    shapeless = {p.span.file for p in compiled.problems if p.code.startswith(SHAPE)}
    targets = _targets(compiled.guide)
    anchors = {
        page.src: _anchors(pages[page.src], config)
        for page in compiled.guide.pages
        if page.src in targets and page.span.file not in shapeless
    }
    return list(check_anchors(compiled.guide, anchors))


def _targets(guide: Guide) -> set[str]:
    """The pages of which a link names a place."""
    return {
        linked_file(page.src, link.target)
        for page in guide.pages
        for link in page.links
        if link.kind is LinkKind.TARGET and urlsplit(link.target).fragment
    }


def _anchors(text: str, config: MkDocsConfig) -> frozenset[str]:
    converter = Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
    markdown, _ = meta.get_data(text)
    return frozenset(take_apart(converter.convert(markdown), "").anchors)
