"""The Markdown extensions of a guide: our own, and those of a `mkdocs.yml` that names none."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from studyguide.edge.markdown import EXTENSION, StudyGuideExtension

ALWAYS = {"toc", "tables", "fenced_code"}
"""What MkDocs uses in any case."""
DEFAULTS: dict[str, dict[str, bool]] = {
    "attr_list": {},
    "smarty": {"smart_dashes": False, "smart_ellipses": False},
    "toc": {"permalink": True},
}
"""Anchors and classes, curly quotes, and a link beside each heading, with their settings."""


def with_own_extension(config: MkDocsConfig) -> StudyGuideExtension:
    """Put an instance that a build can talk to among the extensions, and give it back.

    Where the author names none beside it, the defaults come with it.
    """
    names = config.markdown_extensions
    if ALWAYS.issuperset(set(names) - {EXTENSION}):
        names[:0] = [name for name in DEFAULTS if name not in names]
        config.mdx_configs = {**DEFAULTS, **config.mdx_configs}
    if EXTENSION not in names:
        names.append(EXTENSION)
    extension = StudyGuideExtension()
    extension.links = {}
    names[names.index(EXTENSION)] = extension
    return extension
