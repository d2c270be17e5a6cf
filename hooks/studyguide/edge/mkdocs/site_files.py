"""The stylesheets, fonts and scripts that every site gets, and how its pages ask for them."""

from __future__ import annotations

import re
from importlib.resources import files as resources
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from studyguide.edge.mkdocs.theme import add_templates, run_first
from studyguide.edge.pdf.fonts import with_fonts
from studyguide.edge.pdf.make import stylesheet
from studyguide.render.pictures.signs import with_signs
from studyguide.render.web.script_words import script_words
from studyguide.render.web.service_worker import NAME as SERVICE_WORKER
from studyguide.words import Words

COMMENT = re.compile(r"/\*.*?\*/ ?", re.DOTALL)
INDENT = re.compile(r"^\s+(?://[^\n]*\n\s*)*", re.MULTILINE)
"""Of a line, with the comments that take whole lines. No text of a script goes over a line."""
STYLESHEET = "assets/studyguide.css"
FONTS = "assets/fonts"
PLAY = "assets/studyguide"
WORDS = "words.js"
"""Its texts are those of the guide's language."""
STYLESHEETS = (
    "first-page.css",
    "quiz.css",
    "glossary.css",
    "study.css",
    "comfort.css",
    "pictures.css",
)
PLAY_SCRIPTS = (
    WORDS,
    "store.js",
    "marking.js",
    "page.js",
    "controls.js",
    "question.js",
    "quiz.js",
    "study.js",
    "study-page.js",
    "filter.js",
    "comfort.js",
)
"""In their order: each uses those before it."""
PAGE_SCRIPTS = (*PLAY_SCRIPTS, "glossary.js", "pictures.js", "scrolling.js")
OFFLINE_SCRIPT = "offline.js"
FOLDER_SEARCH = "folder-search.js"
"""Runs before the theme's own script, which begins the search."""
COMFORT_FIRST = "comfort-first.js"
"""Runs in the head of each page, before anything is drawn."""
LOST_SCRIPT = "lost.js"
"""Runs on the page for addresses that lead nowhere."""


def ask_for(config: MkDocsConfig, serving: bool) -> None:
    """Let every page of a site ask for them; a preview is not kept for reading offline."""
    config.extra_css[:0] = [STYLESHEET, *(path_of(name) for name in STYLESHEETS)]
    config.extra_javascript[:0] = [_deferred(path_of(name)) for name in _page_scripts(serving)]
    add_templates(config)
    run_first(config, path_of(FOLDER_SEARCH))


def add_to(
    files: Files, config: MkDocsConfig, serving: bool, words: Words, font_cache: Path
) -> None:
    """Add them to the files of a site."""

    def add(path: str, content: str | bytes) -> None:
        files.append(File.generated(config, path, content=content))

    css, fonts = with_fonts(with_signs(stylesheet("material.css", "site.css")), "fonts", font_cache)
    add(STYLESHEET, css)
    for font in fonts:
        add(f"{FONTS}/{font.name}", font.data)
    for name in STYLESHEETS:
        add(path_of(name), stylesheet(name))
    for name in (*_page_scripts(serving), FOLDER_SEARCH, COMFORT_FIRST, LOST_SCRIPT):
        add(path_of(name), (script_words(words) if name == WORDS else "") + script(name))
    if serving:
        add(SERVICE_WORKER, script("no-service-worker.js"))


def path_of(name: str) -> str:
    """The path in the site of a script, or of a stylesheet beside the first."""
    return f"{PLAY}/{name}"


def script(name: str) -> str:
    """A script of the package, without its comments and indents: readers pay for each byte."""
    text = (resources("studyguide") / "scripts" / name).read_text(encoding="utf-8")
    return INDENT.sub("", COMMENT.sub("", text)).lstrip()


def _page_scripts(serving: bool) -> tuple[str, ...]:
    return PAGE_SCRIPTS if serving else (*PAGE_SCRIPTS, OFFLINE_SCRIPT)


def _deferred(path: str) -> ExtraScriptValue:
    """A classic script: browsers do not load modules from a folder on disk."""
    value = ExtraScriptValue(path)
    value.defer = True
    return value
