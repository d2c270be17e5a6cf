"""One build: what it has read, rendered and made so far, and the steps that MkDocs' events call.

`events` makes a new Build for every run of MkDocs and hands each event to it.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavSection
from mkdocs.structure.pages import Page

from studyguide.compiler import Compiled
from studyguide.edge.files.writing import NotOursError, claim, discard, staging_for, swap
from studyguide.edge.mkdocs import site_files
from studyguide.edge.mkdocs.dry_run import rehearse, unconvertible
from studyguide.edge.mkdocs.extensions import name_links, with_own_extension
from studyguide.edge.mkdocs.offline import FilesOf, leave_out, leave_out_sitemap, write_offline
from studyguide.edge.mkdocs.project import (
    MANUAL_PAGES,
    compile_project,
    manual_pages,
    nav_problems,
    read_project,
)
from studyguide.edge.mkdocs.reporting import UNTOUCHED, WarningCounter, progress, report, size, tell
from studyguide.edge.mkdocs.search_index import add_to_index
from studyguide.edge.mkdocs.stages import Composed, Read
from studyguide.edge.mkdocs.theme import (
    has_search,
    leave_out_lost,
    let_it_speak,
    search_entries,
    speak,
)
from studyguide.edge.pdf.cache_keys import content_key
from studyguide.edge.pdf.interpreter import leave_to_the_system, resting_collector
from studyguide.edge.pdf.missing_letters import letter_problems
from studyguide.edge.pdf.press import Press
from studyguide.edition import published
from studyguide.export import BrokenExporterError, Export
from studyguide.language.settings import imprint_of
from studyguide.model import Span
from studyguide.problems import Problem
from studyguide.problems.examples import read_examples
from studyguide.render.fragments import PageHtml, take_apart, with_title
from studyguide.render.site import Section, Site
from studyguide.render.web.page import first_words, relative
from studyguide.render.web.policy import with_policy
from studyguide.render.web.service_worker import aside
from studyguide.render.web.theme_markup import (
    lacking,
    that_finds_its_place,
    with_landmarks,
    with_settings,
)
from studyguide.words import words_for

LOGGER = logging.getLogger("mkdocs.studyguide")


class Build:
    """The state of one run of MkDocs over a guide."""

    def __init__(self, config: MkDocsConfig, serving: bool) -> None:
        """Prepare the configuration: our extension, our stylesheet, and a folder to build in."""
        self._config = config
        self._serving = serving
        self._started = time.monotonic()
        self._final = Path(config.site_dir)
        self._root = Path(config.config_file_path or ".").resolve().parent
        self._extension = with_own_extension(config)
        self._read: Read
        self._composed: Composed
        self.site: Site | None = None
        """The whole site, once it is composed; the preview serves its downloads."""
        self._page = ""
        """The file of the page that is being put through Markdown, as messages name it."""
        self._html: dict[str, PageHtml] = {}
        self._sections: tuple[Section, ...] = ()
        self._lacking: dict[str, list[str]] = {}
        """What finished pages lack, each with the pages that it was seen on."""
        self._press = Press(
            Path(config.docs_dir), self._cache("pdf"), self._stop, progress, LOGGER.info
        )
        self._until_closed = ExitStack()
        self._warnings = WarningCounter()
        self._until_closed.enter_context(self._warnings.listening("mkdocs"))
        if not serving:
            self._until_closed.enter_context(resting_collector())
        self._project = read_project(config, serving)
        imprint = imprint_of(self._project.texts.guide)
        speak(config, imprint)
        name_links(config, imprint)
        self._remarks = leave_out_lost(config, self._project.files)
        site_files.ask_for(config)
        if self._project.dangerous:  # before MkDocs walks the folder
            self._compile()
        if not serving:
            self._stage()

    def _compile(self, files: Files | None = None) -> Compiled:
        """Read and check the guide; `files` are those that MkDocs knows of, once it does."""
        compiled = compile_project(self._project)
        problems = list(compiled.problems)
        if compiled.errors:
            problems += rehearse(compiled, self._project, self._config)
        if files is not None:
            problems += nav_problems(self._config, {file.src_uri for file in files})
        self._stop(problems)
        return compiled

    def _stage(self) -> None:
        lock = self._root / ".studyguide" / f"{self._final.name}.lock"
        try:
            lock.parent.mkdir(exist_ok=True)
            self._until_closed.enter_context(FileLock(lock, blocking=False))
            self._config.site_dir = str(claim(self._final))
        except Timeout:
            what, hint = "another build is writing this folder", "let it end, then build again"
            self._stop([Problem("SG804", self._output(), what, hint)])
        except NotOursError as error:
            self.close()
            raise Abort(f"{error}; move them away, or choose another site_dir") from error
        except OSError as error:
            self._stop([self._unwritable(error)])

    def read(self, files: Files) -> Files:
        """Read and check the guide; raise Abort with every problem listed if it is wrong."""
        for remark in self._remarks:
            LOGGER.info(remark)
        for src in manual_pages(self._config):
            text = MANUAL_PAGES[src](read_examples())
            files.append(File.generated(self._config, src, content=text))
        compiled = self._compile(files)
        urls = {file.src_uri: _url(file) for file in files.documentation_pages()}
        self._read = Read(compiled, self._project.texts, urls)
        leave_out(files)
        for path in self._read.downloads.values():
            files.append(File.generated(self._config, path, content=b""))
        words = words_for(compiled.guide)
        site_files.add_to(files, self._config, self._serving, words, self._cache("fonts"))
        return files

    def keep_nav(self, nav: Navigation) -> None:
        """Keep the order of the pages and the sections they stand in."""
        self._sections = tuple(_sections(nav.items))

    def prepare(self, markdown: str, page: Page) -> str:
        """Stamp the blocks of a page, and tell the extension where links by id lead from there."""
        here = page.file.src_uri
        self._page = self._read.file_of(here)
        self._extension.links = self._read.links_from(here)
        self._extension.language = self._read.guide.imprint.language
        return self._read.stamped(markdown, here)

    def keep(self, html: str, page: Page) -> str:
        """Keep the texts of a rendered page; one without a heading gets its title as one."""
        html = with_title(html, str(page.title or ""))
        self._html[page.file.src_uri] = take_apart(
            html, _url(page.file), words_for(self._read.guide)
        )
        self._page = ""
        return html

    def compose(self, files: Files, env: Environment) -> None:
        """Reconcile what Markdown made with what was read, then set every page's final HTML."""
        let_it_speak(env, self._read.guide)
        rendered = self._read.rendered(self._html, self._sections)
        written, html = self._project.by_path, rendered.site.html
        self._stop([*rendered.problems, *letter_problems(self._read.guide, html, written)])
        site, start = rendered.site, time.monotonic()
        if not self._serving:
            site = self._press.lay_out(site, content_key(site), written)
        self._composed = rendered.composed(site, time.monotonic() - start)
        self.site = site
        for file in files.documentation_pages():
            if file.page is not None:
                texts = self._composed.texts
                file.page.content = texts.get(file.src_uri, file.page.content)
                about = escape(first_words(file.page.content or ""))
                file.page.meta.setdefault("description", about or self._config.site_description)

    def comfort(self, html: str, page: Page) -> str:
        """Set the reader's own settings as soon as a finished page begins."""
        path = site_files.path_of(site_files.COMFORT_FIRST)
        script = relative(f"/{path}", self._read.urls[page.file.src_uri])
        return with_settings(with_landmarks(html), script, self._read.guide.work.slug)

    def secure(self, html: str, page: Page | None = None) -> str:
        """Set the policy of a finished page, and note what its head lacks now.

        No policy in a preview: the preview server writes a script into each page that it sends.
        """
        if not self._serving:
            html = with_policy(html, (page and page.content) or "")
        for what in lacking(html, policy=not self._serving, settings=page is not None):
            self._lacking.setdefault(what, []).append(page.file.src_uri if page else "404.html")
        return html

    def lost(self, html: str) -> str:
        """The page for addresses that lead nowhere; without `site_url` it looks for its site."""
        base = urlsplit(self._config.site_url or "/").path.rstrip("/")
        script = f"{base}/{site_files.path_of(site_files.COMFORT_FIRST)}"
        html = with_settings(with_landmarks(html), script, self._read.guide.work.slug)
        if not self._config.site_url:
            path = site_files.path_of(site_files.LOST_SCRIPT)
            html = that_finds_its_place(html, path, self._read.urls.values())
        return self.secure(html)

    def add_to_search(self, page: Page) -> None:
        """Let the search find what stands on a page without a heading."""
        entries = search_entries(self._config)
        if entries is not None:
            add_to_index(entries, self._composed.site, page)
        elif has_search(self._config):
            what = "no questions and words in the search: its plugin keeps its entries elsewhere"
            self._lacking.setdefault(what, []).append(page.file.src_uri)

    def finish(self) -> None:
        """Make the PDFs and the exports, and put the finished site in place."""
        self._stop(self._lacking_problems())
        if self._serving:
            self.close()
            return
        staging = staging_for(self._final)
        pages = time.monotonic() - self._started - self._composed.layout_seconds
        rows = [(self._final / "index.html", f"{pages:.1f} s, {len(self._html)} pages")]
        try:
            rows += self._write_editions(staging)
            rows += self._write_exports(staging, whole=False)
            if not self._config.site_url:
                leave_out_sitemap(staging)
            write_offline(
                staging, site_files.script("service-worker.js"), aside(self._composed.site)
            )
            rows += self._write_exports(staging, whole=True)
            if self._config.strict and self._warnings.count:
                raise Abort(f"{self._warnings.count} warnings in a strict build; {UNTOUCHED}")
            swap(self._final)
        except OSError as error:
            self._stop([self._unwritable(error)])
        leave_to_the_system()
        self.close()
        tell(rows)

    def _write_editions(self, staging: Path) -> Iterator[tuple[Path, str]]:
        """Write the PDFs into the staging folder, and tell of each."""
        for path, how in self._press.write(self._composed.site, staging):
            yield self._final / path, how

    def _write_exports(self, staging: Path, whole: bool) -> Iterator[tuple[Path, str]]:
        """Write what takes the whole site, or what does not, and tell of each."""
        exports = [one for one in self._read.compiled.exports if one.exporter.whole == whole]
        for path in (
            path for one in self._read.compiled.exports if one.exporter.whole for path in one.paths
        ):
            (staging / path).unlink(missing_ok=True)  # what stood in for it, so that links resolve
        site = replace(self._composed.site, files=FilesOf(staging))
        for path, data in self._made(exports, site).items():
            (staging / path).write_bytes(data)
            yield self._final / path, size(len(data))
        yield from self._left_out(exports, site)

    def _left_out(self, exports: Iterable[Export], site: Site) -> Iterator[tuple[Path, str]]:
        """Tell what exports had no room for."""
        for export in exports:
            try:
                told = export.left_out(site)
            except BrokenExporterError as fault:
                self._stop([export.problem(fault)])
            else:
                yield from ((self._final / export.paths[0], line) for line in told)

    def _made(self, exports: Iterable[Export], site: Site) -> dict[str, bytes]:
        """The files of exports by path; stops the build where an exporter is broken."""
        files: dict[str, bytes] = {}
        problems = []
        for export in exports:
            try:
                files |= export.made(site)
            except BrokenExporterError as fault:
                problems.append(export.problem(fault))
        self._stop(problems)
        return files

    def maker(self, path: str) -> Callable[[], bytes] | None:
        """What makes the download at that path, for the preview; it raises Abort on problems."""
        for edition in published(self._read.guide.imprint):
            if path.endswith("/" + edition.file(self._read.guide.work)):
                return partial(self._press.pdf, self._composed.site, edition)
        for export in self._read.compiled.exports:
            for own in export.paths:
                if path.endswith("/" + own):
                    return partial(self._export, export, own)
        return None

    def _export(self, export: Export, path: str) -> bytes:
        if export.exporter.whole:
            raise Abort(f"`{path}` holds a whole build, so `mkdocs build` makes it")
        site = replace(self._composed.site, files=FilesOf(Path(self._config.site_dir)))
        return self._made([export], site)[path]

    def _cache(self, name: str) -> Path:
        return self._root / ".studyguide" / name

    def fail(self, error: Exception) -> None:
        """Leave nothing half made; name the output if MkDocs could not write it."""
        self.close()
        if self._page and not isinstance(error, (OSError, MkDocsException)):
            if not self._serving:
                discard(self._final)
            self._stop([unconvertible(self._page, error)])
        if self._serving:
            return
        discard(self._final)
        if isinstance(error, OSError):
            self._stop([self._unreadable(error) or self._unwritable(error)])

    def close(self) -> None:
        """Stop listening to MkDocs' warnings, and let other builds write the site."""
        self._until_closed.close()

    def _lacking_problems(self) -> Iterator[Problem]:
        """A problem for each thing that pages lack, at the first of these pages."""
        for what, pages in self._lacking.items():
            more = f" (as on {len(pages) - 1} other pages)" if len(pages) > 1 else ""
            file = self._read.file_of(pages[0]) or pages[0]
            yield Problem("SG813", Span(file, 1, 1, 1), f"{what}{more}")

    def _unwritable(self, error: OSError) -> Problem:
        what = f"an output could not be written: {error.strerror}"
        return Problem("SG803", self._output(error.filename2 or error.filename), what)

    def _unreadable(self, error: OSError) -> Problem | None:
        """The problem, if what failed is a file of the guide and not of the outputs."""
        path = Path(str(error.filename or ""))
        if error.filename2 or not path.is_relative_to(self._config.docs_dir):
            return None
        what = f"this file could not be read: {error.strerror}"
        return Problem("SG802", Span(os.path.relpath(path, self._root), 1, 1, 1), what)

    def _output(self, path: str | None = None) -> Span:
        return Span(str(path or self._final), 1, 1, 1)

    def _stop(self, problems: Iterable[Problem]) -> None:
        """Print problems; raise Abort if one of them stops the build."""
        try:
            report(problems, self._config.strict)
        except Abort:
            self.close()
            raise


def _url(file: File) -> str:
    return "" if file.url in (".", "./") else file.url


def _relative_source(target: str, here: str) -> str:
    return relative(f"/{target}", here)


def _sections(items: Iterable[object], title: str = "") -> Iterable[Section]:
    loose: list[str] = []
    for item in items:
        if isinstance(item, NavSection):
            if loose:
                yield Section(title, tuple(loose))
                loose = []
            yield from _sections(item.children, item.title)
        elif isinstance(item, Page):
            loose.append(item.file.src_uri)
    if loose:
        yield Section(title, tuple(loose))
