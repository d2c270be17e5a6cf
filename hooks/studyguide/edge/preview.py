"""In `mkdocs serve`, lay a PDF out when somebody opens its link, and never before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from studyguide.edge.build import Build
from studyguide.edition import published, site_zip


def serve_pdfs(server: LiveReloadServer, current: Callable[[], Build | None]) -> None:
    """Put an application before the server's own that answers for the editions' files."""
    inner: WSGIApplication = server.get_app()  # type: ignore[assignment]

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        build = current()
        path = str(environ.get("PATH_INFO", ""))
        if build is None or build.site is None or not path.endswith((".pdf", ".zip")):
            return inner(environ, start_response)
        guide = build.site.guide
        asked = next(
            (row for row in published(guide.imprint) if path.endswith("/" + row.file(guide.work))),
            None,
        )
        if path.endswith("/" + site_zip(guide.work)):
            return _answer(_no_zip, start_response)
        if asked is None:
            return inner(environ, start_response)
        return _answer(lambda: build.pdf(asked), start_response)

    server.set_app(app)


def _no_zip() -> bytes:
    raise Abort("the zip of the website holds a whole build, so `mkdocs build` makes it")


def _answer(make: Callable[[], bytes], start_response: StartResponse) -> Iterable[bytes]:
    headers: list[tuple[str, str]]
    try:
        body = make()
        status, headers = "200 OK", [("Content-Type", "application/pdf")]
    except Abort as error:
        body = f"This could not be made: {error.format_message()}\n".encode()
        status, headers = "500 Internal Server Error", [("Content-Type", "text/plain")]
    headers.append(("Content-Length", str(len(body))))
    start_response(status, headers)
    return [body]
