"""The stylesheets, fonts and scripts that every site gets, and how its pages ask for them."""

from __future__ import annotations

import re
from importlib.resources import files as resources
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from studyguide.edge.mkdocs.theme import add_templates
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
SCRIPT = f"{PLAY}/studyguide.js"
"""All scripts of a page in one file: each file more is a round trip more on a weak line."""
WORDS = "words.js"
"""Its texts are those of the guide's language."""
STYLESHEETS = (
    "material.css",
    "site.css",
    "frame.css",
    "first-page.css",
    "quiz.css",
    "glossary.css",
    "study.css",
    "comfort.css",
    "pictures.css",
)
PAGE_SCRIPTS = (
    WORDS,
    "store.js",
    "marking.js",
    "page.js",
    "study.js",
    "controls.js",
    "question.js",
    "scores.js",
    "codes.js",
    "results.js",
    "quiz-link.js",
    "projector.js",
    "quiz.js",
    "round.js",
    "study-page.js",
    "class-results.js",
    "filter.js",
    "comfort.js",
    "frame.js",
    "search.js",
    "search-box.js",
    "glossary.js",
    "pictures.js",
    "scrolling.js",
)
"""In their order: each uses those before it."""
OFFLINE_SCRIPT = "offline.js"
COMFORT_FIRST = "comfort-first.js"
"""Runs in the head of each page, before anything is drawn."""
LOST_SCRIPT = "lost.js"
"""Runs on the page for addresses that lead nowhere."""


def ask_for(config: MkDocsConfig) -> None:
    """Let every page of a site ask for them."""
    config.extra_css.insert(0, STYLESHEET)
    config.extra_javascript.insert(0, _deferred(SCRIPT))
    add_templates(config)


def add_to(
    files: Files, config: MkDocsConfig, serving: bool, words: Words, font_cache: Path
) -> None:
    """Add them to the files of a site; a preview is not kept for reading offline."""

    def add(path: str, content: str | bytes) -> None:
        files.append(File.generated(config, path, content=content))

    css, fonts = with_fonts(with_signs(stylesheet(*STYLESHEETS)), "fonts", font_cache)
    add(STYLESHEET, css)
    for font in fonts:
        add(f"{FONTS}/{font.name}", font.data)
    scripts = PAGE_SCRIPTS if serving else (*PAGE_SCRIPTS, OFFLINE_SCRIPT)
    add(SCRIPT, script_words(words) + "".join(map(script, scripts)))
    for name in (COMFORT_FIRST, LOST_SCRIPT):
        add(path_of(name), script(name))
    if serving:
        add(SERVICE_WORKER, script("no-service-worker.js"))


def path_of(name: str) -> str:
    """The path in the site of a script that stands alone."""
    return f"{PLAY}/{name}"


def script(name: str) -> str:
    """A script of the package, without its comments and indents: readers pay for each byte."""
    text = (resources("studyguide") / "scripts" / name).read_text(encoding="utf-8")
    return INDENT.sub("", COMMENT.sub("", text)).lstrip()


def _deferred(path: str) -> ExtraScriptValue:
    """A classic script: browsers do not load modules from a folder on disk."""
    value = ExtraScriptValue(path)
    value.defer = True
    return value
