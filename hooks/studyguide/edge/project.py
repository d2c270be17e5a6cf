"""Read a guide's folder: the pages in reading order, the settings, and the names of its files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from studyguide.compiler import Compiled, compile_guide
from studyguide.edge.folder import list_folder
from studyguide.model import Span
from studyguide.parse import Texts
from studyguide.problems import Problem, in_source_order
from studyguide.render.manual import MANUAL_PAGES

GUIDE_FILE = "guide.yml"
SOURCES_FILE = "sources.yml"


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


def read_project(config: MkDocsConfig) -> Project:
    """Read the folder that `mkdocs.yml` names."""
    root = Path(config.docs_dir)
    folder = os.path.relpath(root, Path(config.config_file_path or ".").parent).replace(os.sep, "/")
    listing = list_folder(root, folder)
    files, problems = listing.files, list(listing.problems)
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


def manual_pages(config: MkDocsConfig) -> list[str]:
    """The generated pages of the authors' manual that the nav asks for."""
    return [src for src in _nav_sources(config.nav) if src in MANUAL_PAGES]


def compile_project(project: Project) -> Compiled:
    """Compile what was read; what could not be read is among the problems."""
    compiled = compile_guide(project.texts, project.files)
    problems = in_source_order([*project.problems, *compiled.problems])
    return replace(compiled, problems=tuple(problems))


def load(config_file: str | None = None) -> MkDocsConfig:
    """Read `mkdocs.yml`; raises `mkdocs.exceptions.ConfigurationError` where it is wrong."""
    return load_config(config_file)


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
    """Read a text as UTF-8, with or without a byte order mark."""
    try:
        raw = path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        problems.append(Problem("SG801", Span(shown, line, column, line), what, "save as UTF-8"))
    except OSError as error:
        what = f"this file could not be read: {error.strerror}"
        problems.append(Problem("SG802", Span(shown, 1, 1, 1), what))
    return None
