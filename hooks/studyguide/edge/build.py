"""One build: what it has read, rendered and made so far, and the steps that MkDocs' events call.

`hooks/guide.py` makes a new Build for every run of MkDocs and hands each event to it.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files as resources
from pathlib import Path

import click
from filelock import FileLock, Timeout
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavSection
from mkdocs.structure.pages import Page
from rjsmin import jsmin

from studyguide.check.letters import lead_back
from studyguide.compiler import Compiled, check_rendered
from studyguide.edge.blocks import EXTENSION, StudyGuideExtension
from studyguide.edge.catalogue import read_examples
from studyguide.edge.fonts import with_fonts
from studyguide.edge.offline import leave_out, write_offline
from studyguide.edge.pdf import Book, Made, asset_paths, make_pdf, make_pdfs, stylesheet
from studyguide.edge.project import Project, compile_project, manual_pages, read_project
from studyguide.edge.rehearsal import rehearse, unconvertible
from studyguide.edge.search import add_to_search
from studyguide.edge.unchanged import edition_key, recall, remember, site_key, texts_of
from studyguide.edge.writing import NotOursError, claim, discard, staging_for, swap
from studyguide.edition import STUDENT, Edition, downloads, published, site_zip
from studyguide.model import Guide, Span
from studyguide.problems import Problem, Severity, in_source_order
from studyguide.render.comfort import with_settings
from studyguide.render.editions import render_edition
from studyguide.render.fragments import PageHtml, take_apart
from studyguide.render.guide_json import guide_json
from studyguide.render.keep import NAME as SERVICE_WORKER
from studyguide.render.lost import lost_page
from studyguide.render.manual import MANUAL_PAGES
from studyguide.render.policy import with_policy
from studyguide.render.site import Section, Site
from studyguide.render.web import relative, render_page
from studyguide.scan import stamped

MODEL = "guide.json"
STYLESHEET = "assets/studyguide.css"
FONTS = "assets/fonts"
PLAY = "assets/studyguide"
STYLESHEETS = ("quiz.css", "glossary.css", "study.css", "comfort.css", "pictures.css")
PLAY_SCRIPTS = (
    "store.js",
    "marking.js",
    "page.js",
    "question.js",
    "quiz.js",
    "study.js",
    "study-page.js",
    "filter.js",
    "comfort.js",
)
"""In their order: each uses those before it."""
GLOSSARY_SCRIPT = "glossary.js"
FOLDER_SEARCH = "folder-search.js"
"""Runs before the theme's own script, which begins the search."""
COMFORT_FIRST = "comfort-first.js"
"""Runs in the head of each page, before anything is drawn."""
OFFLINE_SCRIPT = "offline.js"
LOST_SCRIPT = "lost.js"
PICTURES_SCRIPT = "pictures.js"
log = logging.getLogger("mkdocs.hooks.studyguide")


class Build:
    """The state of one run of MkDocs over a guide."""

    def __init__(self, config: MkDocsConfig, serving: bool) -> None:
        """Prepare the configuration: our extension, our stylesheet, and a folder to build in."""
        self._config = config
        self._serving = serving
        self._started = time.monotonic()
        self._collected = gc.isenabled()
        if not serving:
            gc.disable()  # most of what a build makes lasts as long as the build
        self._warnings = _Counter()
        self._final = Path(config.site_dir)
        self._root = Path(config.config_file_path or ".").resolve().parent
        self._extension = _own_extension(config)
        self._project: Project | None = None
        self._compiled: Compiled | None = None
        self._page = ""
        """The page that is being put through Markdown."""
        self._urls: dict[str, str] = {}
        self._html: dict[str, PageHtml] = {}
        self._sections: tuple[Section, ...] = ()
        self._made: dict[Edition, Made] = {}
        self._texts: Mapping[str, str] = {}
        self._layout_seconds = 0.0
        self._lock = FileLock(
            self._root / ".studyguide" / f"{self._final.name}.lock", blocking=False
        )
        self.site: Site | None = None
        config.extra_css[:0] = [STYLESHEET, *(f"{PLAY}/{name}" for name in STYLESHEETS)]
        offline = () if serving else (OFFLINE_SCRIPT,)
        self._scripts = (*PLAY_SCRIPTS, GLOSSARY_SCRIPT, PICTURES_SCRIPT, *offline)
        config.extra_javascript[:0] = [_deferred(f"{PLAY}/{name}") for name in self._scripts]
        first = f"{PLAY}/{FOLDER_SEARCH}"
        config.extra["polyfills"] = [first, *config.extra.get("polyfills", [])]
        logging.getLogger("mkdocs").addHandler(self._warnings)
        self._project = read_project(config)
        if self._project.dangerous:  # before MkDocs walks the folder
            self._compile(self._project)
        if not serving:
            self._stage()

    def _compile(self, project: Project) -> None:
        self._project = project
        self._compiled = compile_project(project)
        problems = list(self._compiled.problems)
        if self._compiled.errors:
            problems += rehearse(self._compiled, project.texts, self._config)
        self._stop(problems)

    def _stage(self) -> None:
        try:
            Path(self._lock.lock_file).parent.mkdir(exist_ok=True)
            self._lock.acquire()
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
        self._compile(self._project or read_project(self._config))
        self._urls = {file.src_uri: _url(file) for file in files.documentation_pages()}
        leave_out(files, self._config)
        for path in self._downloads.values():
            files.append(File.generated(self._config, path, content=b""))
        css, fonts = with_fonts(stylesheet("site.css"), "fonts", self._cache("fonts"))
        files.append(File.generated(self._config, STYLESHEET, content=css))
        for font in fonts:
            path = f"{FONTS}/{font.name}"
            files.append(File.generated(self._config, path, content=font.data))
        made = {name: stylesheet(name) for name in STYLESHEETS}
        scripts = (*self._scripts, FOLDER_SEARCH, COMFORT_FIRST, LOST_SCRIPT)
        made.update((name, script(name)) for name in scripts)
        for name, content in made.items():
            files.append(File.generated(self._config, f"{PLAY}/{name}", content=content))
        if self._serving:
            none = script("no-service-worker.js")
            files.append(File.generated(self._config, SERVICE_WORKER, content=none))
        return files

    def keep_nav(self, nav: Navigation) -> None:
        """Keep the order of the pages and the sections they stand in."""
        self._sections = tuple(_sections(nav.items))

    def prepare(self, markdown: str, page: Page) -> str:
        """Stamp the blocks of a page, and tell the extension where links by id lead from there."""
        guide = self._guide
        here = page.file.src_uri
        paths = {src: _relative_source(src, here) for src in guide.page_by_src}
        links = {name: f"{paths[block.page]}#{name}" for name, block in guide.by_id.items()}
        for name, path in self._downloads.items():
            links[name] = _relative_source(path, here)
        self._extension.links = links
        self._page = here
        read = guide.page_by_src.get(here)
        return stamped(markdown, read.span.file if read else "")

    def keep(self, html: str, page: Page) -> str:
        """Keep the texts of a rendered page."""
        self._html[page.file.src_uri] = take_apart(html, _url(page.file))
        self._page = ""
        return html

    def compose(self, files: Files) -> None:
        """Reconcile what Markdown made with what was read, then set every page's final HTML."""
        guide = self._guide
        if self._compiled is not None and self._project is not None:
            self._stop(check_rendered(self._compiled, self._html, self._project.texts))
        self.site = Site(guide, self._urls, self._html, self._sections)
        if self._serving:
            self._texts = self._make_texts()
        else:
            start = time.monotonic()
            self._make_editions()
            self._layout_seconds = time.monotonic() - start
            self._texts = texts_of(self._cache("pages"), site_key(self._whole), self._make_texts)
        for file in files.documentation_pages():
            if file.page is not None and file.src_uri in self._texts:
                file.page.content = self._texts[file.src_uri]

    def _make_texts(self) -> dict[str, str]:
        """The content of every page, and `guide.json`."""
        site = self._whole
        pages = [src for src in self._html if src in site.guide.page_by_src]
        return {src: render_page(site, src) for src in pages} | {MODEL: guide_json(site)}

    def comfort(self, html: str, page: Page) -> str:
        """Set the reader's own settings as soon as a finished page begins."""
        script = relative(f"/{PLAY}/{COMFORT_FIRST}", self._urls[page.file.src_uri])
        return with_settings(html, script, self._guide.work.slug)

    def secure(self, html: str, page: Page | None = None) -> str:
        """Set the policy of a finished page.

        Not in a preview: the preview server writes a script into each page that it sends.
        """
        return html if self._serving else with_policy(html, (page and page.content) or "")

    def lost(self, html: str) -> str:
        """The page for addresses that lead nowhere: the theme's needs to know where the site is."""
        if not self._config.site_url:
            html = lost_page(self._whole, f"{PLAY}/{LOST_SCRIPT}")
        return self.secure(html)

    def add_to_search(self, page: Page) -> None:
        """Let the search find what stands on a page without a heading."""
        add_to_search(self._config, self._whole, page.file.src_uri)

    def finish(self) -> None:
        """Make the PDFs and guide.json, and put the finished site in place."""
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
                raise Abort(f"{self._warnings.count} warnings in a strict build; {_UNTOUCHED}")
            swap(self._final)
        except OSError as error:
            self._stop([self._unwritable(error)])
        self.close()
        rows.insert(1, (self._final / MODEL, ""))
        _tell(rows)

    def _make_editions(self) -> None:
        """Lay the editions out; raise Abort on problems.

        The students' books come first: the other books and the website say on which of their pages
        something stands.
        """
        first = [edition for edition in self._editions if not edition.answers]
        then = [edition for edition in self._editions if edition.answers]
        with _progress("Laying out the PDF editions", len(self._editions)) as step:
            self._lay_out(first, step)
            printed = {e.paper.name: self._made[e].printed for e in first if e.id == STUDENT}
            self.site = replace(self._whole, printed=printed)
            self._lay_out(then, step)

    def _lay_out(self, editions: Sequence[Edition], step: Callable[[], None]) -> None:
        """Lay out what is not in the cache; the HTML of the others is not even made."""
        key = site_key(self._whole)
        keys = {edition: edition_key(key, edition) for edition in editions}
        for edition, key in keys.items():
            if kept := recall(self._cache("pdf"), key, self._read_asset):
                self._made[edition] = kept
                step()
        books = {edition: self._book(edition) for edition in keys if edition not in self._made}
        made = make_pdfs(list(books.values()), self._cache("pdf"), step)
        texts = self._project.texts.pages if self._project else {}
        found = [problem for result in made for problem in result.problems]
        self._stop(lead_back(problem, self._guide, texts) for problem in found)
        self._made.update(zip(books, made, strict=True))
        for edition, book in books.items():
            remember(self._cache("pdf"), keys[edition], book)

    def _write_editions(self, staging: Path) -> Iterator[tuple[Path, str]]:
        """Write the PDFs into the staging folder, and tell of each."""
        for edition in self._editions:
            made = self._made[edition]
            path = edition.file(self._guide.work)
            (staging / path).write_bytes(made.pdf or b"")
            how = f"{made.seconds:.1f} s" if made.seconds else "unchanged"
            yield self._final / path, how

    def _write_offline(self, staging: Path) -> Iterator[tuple[Path, str]]:
        """Make the site readable without a network, and tell of its zip if there is one."""
        work = self._guide.work
        archive = site_zip(work) if self._guide.imprint.site_zip else ""
        write_offline(staging, script("service-worker.js"), work.slug, archive)
        if archive:
            size = (staging / archive).stat().st_size / 1_000_000
            yield self._final / archive, f"{size:.1f} MB"

    def pdf(self, edition: Edition) -> bytes:
        """The PDF of one edition, for the preview; raises Abort on problems."""
        made = make_pdf(self._book(edition), self._cache("pdf"))
        self._stop(made.problems)
        if made.pdf is None:
            raise Abort(f"{edition.file(self._guide.work)} was not made")
        return made.pdf

    def _book(self, edition: Edition) -> Book:
        """What an edition is made from; raises Abort where a picture cannot be used."""
        name = edition.file(self._guide.work)
        made = render_edition(self._whole, edition)
        assets: dict[str, bytes] = {}
        problems = []
        for path in asset_paths(made.html):
            try:
                assets[path] = self._read_asset(path)
            except (OSError, ValueError) as error:
                what = f"`{path}` cannot be used: {error}"
                problems.append(Problem("SG701", Span(name, 1, 1, 1), what))
        self._stop(problems)
        return Book(name, made.html, stylesheet(*edition.stylesheets), assets, made.index)

    @property
    def _editions(self) -> tuple[Edition, ...]:
        return published(self._guide.imprint)

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
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        self._lock.release()
        if self._collected:
            gc.enable()

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

    def _read_asset(self, path: str) -> bytes:
        """A file of the guide's folder; a path that leads out of it is a ValueError."""
        root = Path(self._config.docs_dir).resolve()
        file = (root / path).resolve()
        if not file.is_relative_to(root):
            raise ValueError("it is not inside the guide's folder")
        return file.read_bytes()

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
        found = in_source_order(problems)
        for problem in found:
            click.echo(problem, err=True)
        errors = sum(problem.severity is Severity.ERROR for problem in found)
        warnings = len(found) - errors
        if errors or (warnings and self._config.strict):
            self.close()
            raise Abort(f"{_counted(errors, warnings)}; {_UNTOUCHED}")


def script(name: str) -> str:
    """A script of the package, without its comments and blanks: readers pay for each byte."""
    text = (resources("studyguide") / "scripts" / name).read_text(encoding="utf-8")
    return str(jsmin(text))


def _deferred(path: str) -> ExtraScriptValue:
    """A classic script: browsers do not load modules from a folder on disk."""
    value = ExtraScriptValue(path)
    value.defer = True
    return value


_UNTOUCHED = "nothing was written, and the last good outputs are as they were"


def _counted(errors: int, warnings: int) -> str:
    rows = ((errors, "error"), (warnings, "warning"))
    return " and ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in rows if n)


def _tell(rows: Sequence[tuple[Path, str]]) -> None:
    here = Path.cwd()
    for path, note in rows:
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        click.echo(f"  {shown}" + (f"  ({note})" if note else ""))


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


@contextmanager
def _progress(label: str, steps: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal; silent elsewhere."""
    with click.progressbar(
        length=steps, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield lambda: bar.update(1)


class _Counter(logging.Handler):
    """Counts warnings, as MkDocs' own strict mode does, but in time to keep the last site."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, _record: logging.LogRecord) -> None:
        self.count += 1
