"""One build: what it has read, rendered and made so far, and the steps that MkDocs' events call.

`hooks/guide.py` makes a new Build for every run of MkDocs and hands each event to it.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from filelock import FileLock, Timeout
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavSection
from mkdocs.structure.pages import Page

from studyguide.compiler import Compiled, check_rendered
from studyguide.edge.files.writing import NotOursError, claim, discard, staging_for, swap
from studyguide.edge.markdown import EXTENSION, StudyGuideExtension
from studyguide.edge.mkdocs import site_files
from studyguide.edge.mkdocs.dry_run import rehearse, unconvertible
from studyguide.edge.mkdocs.markdown_cache import Conversion, Conversions
from studyguide.edge.mkdocs.offline import leave_out, write_offline
from studyguide.edge.mkdocs.project import compile_project, manual_pages, nav_problems, read_project
from studyguide.edge.mkdocs.reporting import UNTOUCHED, WarningCounter, progress, report, tell
from studyguide.edge.mkdocs.search_index import SearchIndex
from studyguide.edge.pdf.cache_keys import content_key, site_key, texts_of
from studyguide.edge.pdf.interpreter import leave_to_the_system, resting_collector
from studyguide.edge.pdf.press import Press
from studyguide.edition import Edition, downloads, site_zip
from studyguide.export.guide_json import guide_json
from studyguide.language.scan import stamped
from studyguide.model import Guide, Span
from studyguide.problems import Problem
from studyguide.problems.examples import read_examples
from studyguide.render.fragments import PageHtml, take_apart
from studyguide.render.manual import MANUAL_PAGES
from studyguide.render.site import Section, Site
from studyguide.render.web.not_found import lost_page
from studyguide.render.web.page import relative, render_page
from studyguide.render.web.policy import with_policy
from studyguide.render.web.reading_settings import with_settings

MODEL = "guide.json"
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
        self._extension = _own_extension(config)
        self._compiled: Compiled | None = None
        self._conversions: Conversions | None = None
        self._search: SearchIndex | None = None
        self._page = ""
        """The page that is being put through Markdown."""
        self._recalled: Conversion | None = None
        """What is known already of that page."""
        self._key = ""
        self._warned = 0
        """The warnings that had been given before that page."""
        self._urls: dict[str, str] = {}
        self._html: dict[str, PageHtml] = {}
        self._sections: tuple[Section, ...] = ()
        self._texts: Mapping[str, str] = {}
        self._layout_seconds = 0.0
        self._press = Press(
            Path(config.docs_dir), self._cache("pdf"), self._stop, progress, LOGGER.info
        )
        self.site: Site | None = None
        site_files.ask_for(config, serving)
        self._until_closed = ExitStack()
        self._warnings = WarningCounter()
        self._until_closed.enter_context(self._warnings.listening("mkdocs"))
        if not serving:
            self._until_closed.enter_context(resting_collector())
        self._project = read_project(config)
        if self._project.dangerous:  # before MkDocs walks the folder
            self._compile()
        if not serving:
            self._stage()

    def _compile(self, files: Files | None = None) -> None:
        """Read and check the guide; `files` are those that MkDocs knows of, once it does."""
        self._compiled = compile_project(self._project)
        problems = list(self._compiled.problems)
        if self._compiled.errors:
            problems += rehearse(self._compiled, self._project.texts, self._config)
        if files is not None:
            problems += nav_problems(self._config, {file.src_uri for file in files})
        self._stop(problems)

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
        for src in manual_pages(self._config):
            text = MANUAL_PAGES[src](read_examples())
            files.append(File.generated(self._config, src, content=text))
        self._compile(files)
        self._urls = {file.src_uri: _url(file) for file in files.documentation_pages()}
        leave_out(files, self._config)
        for path in self._downloads.values():
            files.append(File.generated(self._config, path, content=b""))
        site_files.add_to(files, self._config, self._serving, self._cache("fonts"))
        ids = [(name, block.page) for name, block in self._guide.by_id.items()]
        known = repr((ids, self._downloads))
        self._conversions = Conversions(self._config, files, known, self._cache("markdown"))
        return files

    def keep_nav(self, nav: Navigation) -> None:
        """Keep the order of the pages and the sections they stand in."""
        self._sections = tuple(_sections(nav.items))

    def prepare(self, markdown: str, page: Page) -> str:
        """Stamp the blocks of a page, and tell the extension where links by id lead from there.

        Of a page that is recalled, Markdown gets nothing to do.
        """
        guide = self._guide
        here = page.file.src_uri
        self._page = here
        self._warned = self._warnings.count
        if self._conversions is not None:
            self._key = self._conversions.key(page, markdown)
            self._recalled = self._conversions.recall(page, self._key)
            if self._recalled is not None:
                return ""
        paths = {src: _relative_source(src, here) for src in guide.page_by_src}
        links = {name: f"{paths[block.page]}#{name}" for name, block in guide.by_id.items()}
        for name, path in self._downloads.items():
            links[name] = _relative_source(path, here)
        self._extension.links = links
        read = guide.page_by_src.get(here)
        return stamped(markdown, read.span.file if read else "")

    def keep(self, html: str, page: Page) -> str:
        """Keep the texts of a rendered page."""
        if self._recalled is not None:
            html = self._recalled.html
        apart = take_apart(html, _url(page.file))
        self._html[page.file.src_uri] = apart
        if self._recalled is not None:
            self._recalled.apply(page, apart.anchors)
        elif self._conversions is not None and self._warnings.count == self._warned:
            self._conversions.keep(page, self._key, html)
        self._page = ""
        return html

    def compose(self, files: Files) -> None:
        """Reconcile what Markdown made with what was read, then set every page's final HTML."""
        guide = self._guide
        if self._compiled is not None:
            self._stop(check_rendered(self._compiled, self._html, self._project.texts))
        if self._conversions is not None:
            self._conversions.save()
        self.site = Site(guide, self._urls, self._html, self._sections)
        content = content_key(self.site)
        key = site_key(content, self.site.printed)
        if self._serving:
            self._texts = self._make_texts()
        else:
            start = time.monotonic()
            self.site = self._press.lay_out(self.site, content, self._project.texts.pages)
            self._layout_seconds = time.monotonic() - start
            key = site_key(content, self.site.printed)
            self._texts = texts_of(self._cache("pages"), key, self._make_texts)
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for page in pages:
            page.content = self._texts.get(page.file.src_uri, page.content)
        self._search = SearchIndex(self._config, self.site, pages, key, self._cache("search"))

    def _make_texts(self) -> dict[str, str]:
        """The content of every page, and `guide.json`."""
        site = self._whole
        pages = [src for src in self._html if src in site.guide.page_by_src]
        return {src: render_page(site, src) for src in pages} | {MODEL: guide_json(site)}

    def comfort(self, html: str, page: Page) -> str:
        """Set the reader's own settings as soon as a finished page begins."""
        path = site_files.path_of(site_files.COMFORT_FIRST)
        script = relative(f"/{path}", self._urls[page.file.src_uri])
        return with_settings(html, script, self._guide.work.slug)

    def secure(self, html: str, page: Page | None = None) -> str:
        """Set the policy of a finished page.

        Not in a preview: the preview server writes a script into each page that it sends.
        """
        return html if self._serving else with_policy(html, (page and page.content) or "")

    def lost(self, html: str) -> str:
        """The page for addresses that lead nowhere: the theme's needs to know where the site is."""
        if not self._config.site_url:
            html = lost_page(self._whole, site_files.path_of(site_files.LOST_SCRIPT))
        return self.secure(html)

    def add_to_search(self, page: Page) -> None:
        """Let the search find what stands on a page without a heading."""
        if self._search is not None:
            self._search.add(page)

    def finish(self) -> None:
        """Make the PDFs and guide.json, and put the finished site in place."""
        if self._search is not None:
            self._search.save()
        if self._serving:
            self.close()
            return
        staging = staging_for(self._final)
        pages = time.monotonic() - self._started - self._layout_seconds
        rows = [(self._final / "index.html", f"{pages:.1f} s, {len(self._html)} pages")]
        try:
            (staging / MODEL).write_text(self._texts[MODEL], encoding="utf-8")
            rows += self._write_editions(staging)
            rows += self._write_offline(staging)
            if self._config.strict and self._warnings.count:
                raise Abort(f"{self._warnings.count} warnings in a strict build; {UNTOUCHED}")
            swap(self._final)
        except OSError as error:
            self._stop([self._unwritable(error)])
        leave_to_the_system()
        self.close()
        rows.insert(1, (self._final / MODEL, ""))
        tell(rows)

    def _write_editions(self, staging: Path) -> Iterator[tuple[Path, str]]:
        """Write the PDFs into the staging folder, and tell of each."""
        for path, how in self._press.write(self._whole, staging):
            yield self._final / path, how

    def _write_offline(self, staging: Path) -> Iterator[tuple[Path, str]]:
        """Make the site readable without a network, and tell of its zip if there is one."""
        work = self._guide.work
        archive = site_zip(work) if self._guide.imprint.site_zip else ""
        write_offline(staging, site_files.script("service-worker.js"), work.slug, archive)
        if archive:
            size = (staging / archive).stat().st_size / 1_000_000
            yield self._final / archive, f"{size:.1f} MB"

    def pdf(self, edition: Edition) -> bytes:
        """The PDF of one edition, for the preview; raises Abort on problems."""
        return self._press.pdf(self._whole, edition)

    @property
    def _downloads(self) -> dict[str, str]:
        return downloads(self._guide.imprint, self._guide.work)

    def _cache(self, name: str) -> Path:
        return self._root / ".studyguide" / name

    def fail(self, error: Exception) -> None:
        """Leave nothing half made; name the output if MkDocs could not write it."""
        self.close()
        page = self._guide.page_by_src.get(self._page) if self._page else None
        if page is not None and not isinstance(error, (OSError, MkDocsException)):
            if not self._serving:
                discard(self._final)
            self._stop([unconvertible(page.span.file, error)])
        if self._serving:
            return
        discard(self._final)
        if isinstance(error, OSError):
            self._stop([self._unreadable(error) or self._unwritable(error)])

    def close(self) -> None:
        """Stop listening to MkDocs' warnings, and let other builds write the site."""
        self._until_closed.close()

    @property
    def _whole(self) -> Site:
        if self.site is None:
            raise Abort("the pages of the guide were not rendered")
        return self.site

    @property
    def _guide(self) -> Guide:
        if self._compiled is None:
            raise Abort("the guide was not read")
        return self._compiled.guide

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


def _own_extension(config: MkDocsConfig) -> StudyGuideExtension:
    """Put an instance that this build can talk to in the place of the extension's name."""
    names = config.markdown_extensions
    if EXTENSION not in names:
        raise ConfigurationError(f"add `{EXTENSION}` to markdown_extensions in mkdocs.yml")
    extension = StudyGuideExtension()
    names[names.index(EXTENSION)] = extension
    return extension


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
