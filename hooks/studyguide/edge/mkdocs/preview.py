"""What `mkdocs serve` does beside serving pages.

A PDF or an export is made when somebody opens its link, and never before. While the guide has
mistakes, a page that names them is shown in the place of every other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from mimetypes import guess_type
from pathlib import Path
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from studyguide.edge.mkdocs.build import Build
from studyguide.edge.mkdocs.reporting import Listener, Stopped
from studyguide.language.lines import lines_of
from studyguide.render.web.bare_pages import mistakes_page

MISTAKES = "studyguide-mistakes.html"
"""The file of the page of mistakes, in the folder that the preview serves."""
UNKNOWN = "application/octet-stream"
log = logging.getLogger("mkdocs.hooks.studyguide")


def serve_downloads(server: LiveReloadServer, current: Callable[[], Build | None]) -> None:
    """Put an application before the server's own that makes downloads when they are asked for."""
    one_at_a_time = Lock()
    inner: WSGIApplication = server.get_app()  # type: ignore[assignment]

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        build = current()
        path = str(environ.get("PATH_INFO", ""))
        make = build.maker(path) if build and build.site else None
        if make is None:
            return inner(environ, start_response)
        with one_at_a_time:  # a layout takes much memory, and mends WeasyPrint while it lasts
            return _answer(make, path, start_response)

    server.set_app(app)


def forgive(server: LiveReloadServer, root: Path) -> None:
    """Go on serving after a build that failed; MkDocs itself would answer nothing until one works.

    `root` is the folder that the paths of messages begin in.
    """
    build = server.builder
    inner: WSGIApplication = server.get_app()  # type: ignore[assignment]
    page = Path(server.root) / MISTAKES

    def build_or_tell() -> None:
        page.unlink(missing_ok=True)
        errors = _Errors()
        try:
            with errors.listening("mkdocs"):
                build()
        except MkDocsException as error:
            problems = error.problems if isinstance(error, Stopped) else ()
            log.error(error.format_message())
            said = [*errors.said, error.format_message()]
            files = {problem.span.file for problem in problems}
            lines = {file: _lines(root / file) for file in files}
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(mistakes_page(problems, lines, said), encoding="utf-8")

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not str(environ.get("PATH_INFO", "")).endswith(("/", ".html")):
            return inner(environ, start_response)
        said: list[Any] = []

        def hold(*status_and_headers: Any) -> Any:
            said[:] = status_and_headers

        body = inner(environ, hold)  # waits for the build that is going on
        if page.exists():
            body = inner({**environ, "PATH_INFO": f"{server.mount_path}{MISTAKES}"}, hold)
        start_response(*said)
        return body

    server.builder = build_or_tell
    server.set_app(app)


class _Errors(Listener):
    """Keeps the errors that MkDocs logs, such as what is wrong with `mkdocs.yml`."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _lines(file: Path) -> Sequence[str]:
    """The lines of a text; none if it cannot be read."""
    try:
        return lines_of(file.read_text(encoding="utf-8-sig", errors="replace"))
    except OSError:
        return ()


def _answer(make: Callable[[], bytes], path: str, start_response: StartResponse) -> Iterable[bytes]:
    headers: list[tuple[str, str]]
    try:
        body = make()
        status, headers = "200 OK", [("Content-Type", guess_type(path)[0] or UNKNOWN)]
    except Abort as error:
        body = f"This could not be made: {error.format_message()}\n".encode()
        status, headers = "500 Internal Server Error", [("Content-Type", "text/plain")]
    headers.append(("Content-Length", str(len(body))))
    start_response(status, headers)
    return [body]
