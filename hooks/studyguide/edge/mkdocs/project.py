"""Read a guide's folder: the pages in reading order, the settings, and the names of its files."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from studyguide.compiler import Compiled, compile_guide
from studyguide.edge.exporters import installed_exporters
from studyguide.edge.files.folder import list_folder
from studyguide.edge.missing_build import MISSING
from studyguide.edge.pdf.letters import font_problems
from studyguide.export import manual as export_manual
from studyguide.language.parse import Texts
from studyguide.language.yaml_nodes import Origin, not_yaml
from studyguide.model import Span
from studyguide.problems import Problem, did_you_mean, in_source_order
from studyguide.render import manual

MANUAL_PAGES = {**manual.MANUAL_PAGES, **export_manual.MANUAL_PAGES}
"""The generated pages of the authors' manual, by source URI."""
GUIDE_FILE = "guide.yml"
SOURCES_FILE = "sources.yml"
EVENTS = "studyguide.edge.mkdocs.events"
"""The module of the build's events, which the plugin and the hook bring in."""

AS_UTF_8 = "save it anew with “Save as” in your editor, and choose UTF-8 as its encoding"
FIRST_PAGES = frozenset({"index.md", "README.md"})
ELSEWHERE = re.compile(r"/|[A-Za-z][\w+.-]*:")
"""What a nav may name that is no file of the guide: an address, or a path of the host."""


@dataclass(frozen=True)
class Project:
    """A guide's folder, read."""

    texts: Texts
    files: tuple[str, ...]
    """Source URIs of everything in the folder."""
    problems: tuple[Problem, ...]
    """What could not be read, or does not belong in a guide."""
    dangerous: bool = False
    """Whether MkDocs must not walk the folder."""

    @property
    def by_path(self) -> dict[str, str]:
        """Every text that was read, by the path that messages show for it."""
        texts = {self.texts.path(src): text for src, text in self.texts.pages.items()}
        texts[self.texts.path(GUIDE_FILE)] = self.texts.guide or ""
        texts[self.texts.path(SOURCES_FILE)] = self.texts.sources or ""
        return texts


def read_project(config: MkDocsConfig, serving: bool = False) -> Project:
    """Read the folder that `mkdocs.yml` names, but for what it leaves out of the site.

    A preview shows drafts; a build does not.
    """
    root = Path(config.docs_dir)
    folder = os.path.relpath(root, Path(config.config_file_path or ".").parent).replace(os.sep, "/")
    listing = list_folder(root, folder)
    files, problems = _published(listing.files, config, serving), list(listing.problems)
    pages = {}
    for src in in_nav_order(config, [file for file in files if file.endswith(".md")]):
        text = _read(root / src, f"{folder}/{src}", problems)
        pages[src] = text or ""
    settings = [
        _read(root / name, f"{folder}/{name}", problems) if name in files else None
        for name in (GUIDE_FILE, SOURCES_FILE)
    ]
    texts = Texts(pages, settings[0], settings[1], folder)
    files = (*files, *manual_pages(config))
    return Project(texts, files, tuple(problems), listing.dangerous)


def _published(sources: Sequence[str], config: MkDocsConfig, serving: bool) -> tuple[str, ...]:
    """The files that MkDocs puts into the site, by its own rules for `exclude_docs` and drafts."""
    places = (config.docs_dir, config.site_dir, config.use_directory_urls)
    files = {src: File(src, *places) for src in sources}
    set_exclusions(files.values(), config)
    left_out = {InclusionLevel.EXCLUDED, *(() if serving else (InclusionLevel.DRAFT,))}
    settings = (GUIDE_FILE, SOURCES_FILE)
    return tuple(s for s, file in files.items() if file.inclusion not in left_out or s in settings)


def manual_pages(config: MkDocsConfig) -> list[str]:
    """The generated pages of the authors' manual that the nav asks for."""
    return [src for src in _nav_sources(config.nav) if src in MANUAL_PAGES]


def compile_project(project: Project) -> Compiled:
    """Compile what was read; what could not be read is among the problems."""
    compiled = compile_guide(project.texts, project.files, installed_exporters())
    fonts = font_problems(compiled.guide.imprint.fonts)
    problems = in_source_order([*project.problems, *compiled.problems, *fonts])
    return replace(compiled, problems=tuple(problems))


def load_guide(config_file: str | BinaryIO | None = None) -> MkDocsConfig:
    """Read the `mkdocs.yml` of a guide.

    Raises `mkdocs.exceptions.ConfigurationError` where it is wrong, or builds no guide.
    """
    try:
        config = load_config(config_file)
    except MkDocsException as error:
        if fault := _fault_of_config(config_file):
            raise ConfigurationError(str(fault)) from error
        raise
    except SystemExit as stopped:
        raise ConfigurationError(MISSING) from stopped
    if not any(method.__module__ == EVENTS for method in config.plugins.events["config"]):
        raise ConfigurationError("add `studyguide` to `plugins` in mkdocs.yml, or it is no guide")
    return config


def _fault_of_config(config_file: str | BinaryIO | None) -> Problem | None:
    """Why `mkdocs.yml` is no YAML, at its likely place; None where it is, or cannot be read."""
    name = config_file if isinstance(config_file, str) else getattr(config_file, "name", None)
    path = Path(str(name or "mkdocs.yml"))
    try:
        text = path.read_text(encoding="utf-8-sig")
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        return not_yaml(text, error, Origin(path.name))
    except UnicodeDecodeError:
        return Problem("SG801", Span(path.name, 1, 1, 1), "this file is not UTF-8", AS_UTF_8)
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return None
    return None


def nav_problems(config: MkDocsConfig, files: Collection[str]) -> Iterator[Problem]:
    """What the nav names twice or is not there, what it leaves out, and a lost first page.

    `files` are the source URIs of all files, the generated ones included.
    """
    config_file = Path(config.config_file_path or "mkdocs.yml")
    places = _nav_places(config_file)
    named = list(_nav_sources(config.nav))
    first: dict[str, Span] = {}
    for src in named:
        if ELSEWHERE.match(src):
            continue
        span = next(places.get(src, iter(())), Span(config_file.name, 1, 1, 1))
        page = posixpath.normpath(src)
        if page not in files:
            what = f"the nav names `{src}`, which does not exist"
            yield Problem("SG311", span, what, did_you_mean(src, files))
        elif page in first:
            what = f"the nav names `{src}` twice, first on line {first[page].line}"
            yield Problem("SG316", span, what, "keep one of the two")
        first.setdefault(page, span)
    folder = os.path.relpath(config.docs_dir, config_file.parent)
    listed = {posixpath.normpath(src) for src in named}
    for src in sorted(files):
        if config.nav and src.endswith(".md") and src not in listed and not _set_aside(config, src):
            what, hint = "the nav in mkdocs.yml leaves this page out", "add it, or to `not_in_nav`"
            yield Problem("SG314", Span(f"{folder}/{src}", 1, 1, 1), what, hint)
    if FIRST_PAGES.isdisjoint((*files, *listed)):
        span = Span(f"{folder}/index.md", 1, 1, 1)
        yield Problem("SG313", span, "the guide has no first page", "write one under this name")


def _nav_places(config_file: Path) -> dict[str, Iterator[Span]]:
    """Where the nav names each page, in the order of the text.

    Nothing where the nav is not in this file, but in one that it inherits from.
    """
    try:
        text = config_file.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return {}
    places: dict[str, list[Span]] = {}
    nodes = [value for key, value in getattr(root, "value", ()) if key.value == "nav"]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            nodes += reversed([value for _, value in node.value])
        elif isinstance(node, yaml.SequenceNode):
            nodes += reversed(node.value)
        elif isinstance(node, yaml.ScalarNode):
            span = Origin(config_file.name).span(node.start_mark)
            places.setdefault(node.value, []).append(span)
    return {src: iter(spans) for src, spans in places.items()}


def _set_aside(config: MkDocsConfig, src: str) -> bool:
    """Whether `mkdocs.yml` says that a page is to be in no nav, or in no site."""
    rules = (config.not_in_nav, config.exclude_docs, config.draft_docs)
    return any(rule is not None and rule.match_file(src) for rule in rules)


def in_nav_order(config: MkDocsConfig, pages: Sequence[str]) -> list[str]:
    """The pages as readers meet them: those in the nav first, in its order, then the others."""
    listed = [src for src in _nav_sources(config.nav) if src in pages]
    return list(dict.fromkeys([*listed, *sorted(pages)]))


def _nav_sources(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _nav_sources(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from _nav_sources(item)


def _read(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """Read a text as UTF-8, with or without a byte order mark.

    One in another encoding is a problem, but read as far as it can be: what it defines is there.
    """
    try:
        raw = path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        problems.append(Problem("SG801", Span(shown, line, column, line), what, AS_UTF_8))
        return None if b"\0" in raw else raw.decode("utf-8", "replace")
    except OSError as error:
        what = f"this file could not be read: {error.strerror}"
        problems.append(Problem("SG802", Span(shown, 1, 1, 1), what))
    return None
