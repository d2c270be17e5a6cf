"""Guides to build, where they are built, and what building them says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
HOOK = ROOT / "hooks" / "guide.py"
PATIENCE = 600
"""Seconds to wait for what comes, however busy the machine; they pass only where it never does."""
ENVIRONMENT = {
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1795219200",
    "COLUMNS": "400",
}
PROBLEM = re.compile(r"^\S+:\d+:\d+: (?:error|warning) SG\d{3}: .*$", re.MULTILINE)

GUIDE_YML = """\
work:
  title: The Light
  slug: light
  kind: film
  year: 2020
acts:
  - id: act-1
    title: The harbour
guide:
  title: "The Light: a study guide"
  language: en
  version: 0.1.0
  editions: [student-a4]
"""
SOURCES_YML = """\
- id: review
  title: A review
  publisher: A paper
  url: https://example.org/review
  kind: review
  weight: strong
- id: diary
  title: A diary
  publisher: An archive
  kind: diary
  weight: first-hand
"""
INDEX_MD = """\
# The Light

A guide to a film about a lighthouse [@review].

/// show | downloads
///
"""
SOURCES_MD = """\
# Sources

Everything that the guide rests on.

/// show | sources
///
"""
LETTER_MD = """\
# The letter

/// scene | The letter
    id: letter
    act: act-1

Ana finds a letter under the door [@diary].
///
"""
TINY: Mapping[str, str] = {
    "guide.yml": GUIDE_YML,
    "sources.yml": SOURCES_YML,
    "index.md": INDEX_MD,
    "letter.md": LETTER_MD,
    "sources.md": SOURCES_MD,
}
"""A whole guide of three pages; its one scene is `letter`."""
PLUGIN = """\
site_name: The Light
theme: material
use_directory_urls: false
plugins:
  - search
  - studyguide
nav:
  - Start here: index.md
  - The letter: letter.md
  - Sources: sources.md
"""
"""A `mkdocs.yml` of ten lines for it, that leans on nothing of ours but the plugin."""


@dataclass(frozen=True)
class Result:
    """What a run gave back."""

    code: int
    output: str

    @property
    def problems(self) -> list[str]:
        """The lines that name a problem of the guide."""
        return PROBLEM.findall(self.output)


@dataclass(frozen=True)
class Folder:
    """A folder with a guide of its own; its configuration inherits the project's."""

    path: Path

    @property
    def docs(self) -> Path:
        return self.path / "docs"

    @property
    def config(self) -> Path:
        return self.path / "mkdocs.yml"

    @property
    def site(self) -> Path:
        return self.path / "site"

    @property
    def staging(self) -> Path:
        return self.path / "site.partial"

    @property
    def last(self) -> Path:
        """Where a site stands between two renames, on systems that cannot exchange folders."""
        return self.path / "site.old"

    @property
    def pdf_cache(self) -> Path:
        return self.path / ".studyguide" / "pdf"

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files of the guide."""
        for name, text in files.items():
            path = self.docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def run(self, *arguments: str, **environment: str) -> Result:
        """Run a Python module in a process of its own, as authors do."""
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.path,
            env={**os.environ, **ENVIRONMENT, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode())

    def build(self, *arguments: str, **environment: str) -> Result:
        """Run `mkdocs build --strict` in a process of its own."""
        return self.run("mkdocs", "build", "--strict", *arguments, **environment)

    def preview(self, site: Path | None = None) -> None:
        """Build the site in this process as `mkdocs serve` does, without any PDF."""
        with patch.dict(os.environ, ENVIRONMENT):
            config = load_config(str(self.config), site_dir=str(site or self.site))
            config.plugins.on_startup(command="serve", dirty=False)
            build(config)

    def build_here(self, *arguments: str) -> Result:
        """Run `mkdocs build --strict` in this process, which is faster."""
        done = CliRunner(env=ENVIRONMENT).invoke(
            cli, ["build", "--strict", "--config-file", str(self.config), *arguments]
        )
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Result(done.exit_code, done.output)


def new_folder(
    path: Path,
    files: Mapping[str, str | bytes] = TINY,
    config: str = "nav: null\n",
    hooks: tuple[Path, ...] = (),
    fonts: Path | None = None,
) -> Folder:
    """Make a guide; without a nav of its own it shows all its pages.

    `fonts` is a cache of web fonts to share, because making them takes longer than all the rest.
    """
    folder = Folder(path)
    path.mkdir(parents=True)
    if fonts is not None:
        folder.pdf_cache.parent.mkdir()
        folder.pdf_cache.with_name("fonts").symlink_to(fonts, target_is_directory=True)
    names = "".join(f"  - {hook}\n" for hook in (HOOK, *hooks))
    folder.config.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\nhooks:\n{names}{config}", "utf-8")
    folder.write(files)
    return folder


def tree(path: Path) -> dict[str, str]:
    """The hash of every file under a folder."""
    return {
        file.relative_to(path).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def nav_urls() -> list[str]:
    """The URL of every page in the nav of the real guide, relative to its root."""
    config = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return [_url(src) for src in _sources(config["nav"])]


def student_sources(docs: Path = DOCS) -> list[str]:
    """The source of every page of a guide, or of the real one, that is printed for students.

    A page to study with in the browser is none of them.
    """
    pages = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*.md")}
    return sorted(src for src, path in pages.items() if _for_students(path.read_text("utf-8")))


def _for_students(text: str) -> bool:
    front_matter = text.split("\n---\n")[0] if text.startswith("---\n") else ""
    return "\naudience:" not in front_matter and "/// show | due\n" not in text


def _url(src: str) -> str:
    return f"{src.removesuffix('.md')}.html"


def _sources(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _sources(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from _sources(item)
