"""The Markdown extensions of a guide: our own, and the skeleton where `mkdocs.yml` names none."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from studyguide.edge.markdown import EXTENSION, SKELETON, StudyGuideExtension

ALWAYS = {"toc", "tables", "fenced_code"}
"""What MkDocs uses in any case."""


def with_own_extension(config: MkDocsConfig) -> StudyGuideExtension:
    """Put an instance that a build can talk to among the extensions, and give it back.

    Where the author names none beside it, the skeleton comes with it; a choice stays as it is.
    """
    names = config.markdown_extensions
    if ALWAYS.issuperset(set(names) - {EXTENSION}):
        names += [name for name in SKELETON if name not in names]
        chosen = {name: dict(options) for name, options in SKELETON.items()}
        config.mdx_configs = {**chosen, **config.mdx_configs}
    if EXTENSION not in names:
        names.append(EXTENSION)
    extension = StudyGuideExtension()
    extension.links = {}
    names[names.index(EXTENSION)] = extension
    return extension
