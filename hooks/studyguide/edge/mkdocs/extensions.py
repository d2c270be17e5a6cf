"""The Markdown extensions of a guide: our own, and the skeleton where `mkdocs.yml` names none."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from studyguide.edge.markdown import EXTENSION, SKELETON, StudyGuideExtension
from studyguide.model import Imprint
from studyguide.words import words_of

ALWAYS = {"toc", "tables", "fenced_code"}
"""What MkDocs uses in any case."""


LINK, LINK_NAME = "permalink", "permalink_title"
"""The settings of `toc` for the link beside each heading."""

NOTES = "footnotes"


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


def name_links(config: MkDocsConfig, imprint: Imprint) -> None:
    """Call the links beside headings and notes in the language of the guide.

    Names that the author chose stay.
    """
    words, chosen = words_of(imprint.language, "film"), config.mdx_configs
    if chosen.get("toc", {}).get(LINK):
        chosen["toc"] = {LINK_NAME: words.gettext("Link to this place"), **chosen["toc"]}
    if NOTES in config.markdown_extensions:
        back = words.gettext("Back to note %(n)s in the text", n="{}")
        chosen[NOTES] = {"BACKLINK_TITLE": back, **chosen.get(NOTES, {})}
