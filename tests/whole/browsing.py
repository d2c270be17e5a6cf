"""A site on a server of its own, and a browser that tells all it asked for and complained of."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

PATIENT = 60_000
"""Milliseconds to wait for what comes, however busy the machine."""
expect.set_options(timeout=PATIENT)
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UNDER = "/schools/north/class-8b/"
"""A path that no page knows of: a site may stand anywhere."""
PHONE, DESK = 390, 1280
CANCELLED = "net::ERR_ABORTED"
Scheme = Literal["light", "dark"]


class Host(SimpleHTTPRequestHandler):
    """Serves a folder under a path, and its 404 page for the rest, as hosts of such sites do."""

    def __init__(self, *args: Any, under: str, asked: list[str], **options: Any) -> None:
        self.under = under
        self.asked = asked
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        """The file of an address; one that is not there outside the site's path."""
        self.asked.append(path.removeprefix(self.under))
        if not path.startswith(self.under):
            return str(Path(self.directory) / "not a file of the site")
        return super().translate_path("/" + path[len(self.under) :])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where there is no file."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@contextmanager
def served(folder: Path, asked: list[str] | None = None) -> Iterator[str]:
    """Serve a folder under a path of this machine, and give the address of that path.

    `asked` gets the path of each file that somebody asks for, whoever it is.
    """
    seen = [] if asked is None else asked
    handler = partial(Host, directory=str(folder), under=UNDER, asked=seen)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}{UNDER}"
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium; skips the test by name where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def let_time_pass(page: Page, milliseconds: int) -> None:
    """Wait until the page's own clock has gone on by that: a busy page lags behind ours.

    The page is asked from outside, since timers of a page without scripts do not run.
    """
    begun: float = page.evaluate("performance.now()")
    while page.evaluate("performance.now()") < begun + milliseconds:
        page.wait_for_timeout(20)


class Tab:
    """A page in a context of its own, with everything that it asked for and complained of.

    What the site's policy forbids is among the complaints: browsers log it as an error.
    """

    def __init__(
        self,
        browser: Browser,
        scheme: Scheme = "light",
        width: int = DESK,
        *,
        workers: bool = False,
    ) -> None:
        self.context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            service_workers="allow" if workers else "block",
        )
        self.context.set_default_timeout(PATIENT)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.context.on("requestfailed", self._failed)
        self.context.on("console", self._logged)
        self.page.on("pageerror", lambda error: self._complain(str(error)))

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _failed(self, request: Request) -> None:
        """A request that the browser itself gave up, as on leaving a page, is not missing."""
        if request.failure != CANCELLED:
            self._complain(f"no {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._complain(f"{response.status} {response.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "blocked by Playwright" not in message.text:
            self._complain(f"{message.type}: {message.text}")

    def _complain(self, text: str) -> None:
        self.complaints.append(text)

    def foreign(self, address: str) -> list[str]:
        """Every request to another host, or outside the site."""
        return [url for url in self.requests if not url.startswith((address, "data:", "blob:"))]

    def open_everything(self) -> None:
        """Unfold what is folded, so that it can be seen, judged and clicked."""
        self.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")


def find(page: Page, words: str) -> None:
    """Open the search by its key, put words in as if they were pasted, and wait for a hit."""
    page.keyboard.press("/")
    page.locator(".sg-search-field").fill(words)
    page.locator(".sg-search-hits a").first.wait_for()


def violations(tab: Tab) -> list[str]:
    """What axe finds wrong, one line for each rule and element."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    results = Axe().run(tab.page, options=options)
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']}: {node['html'][:120]}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ]
