"""The built site in a real browser: alone with its own host, connected, searchable, accessible."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.whole.conftest import Built
from tests.whole.guides import nav_urls

pytestmark = pytest.mark.browser

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
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Scheme = Literal["light", "dark"]
PHONE, DESK = 390, 1280
URLS = [*nav_urls(), "404.html"]
IN_THE_DARK = [
    "index.html",
    "synopsis/act-1.html",
    "characters.html",
    "quizzes/whole-film.html",
    "words.html",
    "sources.html",
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps silent about it."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    """The address of the built site on a server of its own."""
    handler = partial(Quiet, directory=str(built.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Tab:
    """A page in a context of its own, with everything that it asked for and complained of."""

    def __init__(self, browser: Browser, scheme: Scheme, width: int) -> None:
        self.context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            service_workers="block",
        )
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.context.on("requestfailed", lambda request: self._complain(f"no {request.url}"))
        self.context.on("console", self._logged)
        self.page.on("pageerror", lambda error: self._complain(str(error)))

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._complain(f"{response.status} {response.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complain(f"{message.type}: {message.text}")

    def _complain(self, text: str) -> None:
        self.complaints.append(text)

    def foreign(self, address: str) -> list[str]:
        """Every request to another host."""
        return [url for url in self.requests if not url.startswith((address, "data:", "blob:"))]

    def open_everything(self) -> None:
        """Unfold what is folded, so that it can be seen, judged and clicked."""
        self.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab as wide as a desk's, in the light."""
    tab = Tab(browser, "light", DESK)
    yield tab
    tab.context.close()


def violations(tab: Tab) -> list[str]:
    """What axe finds wrong, one line for each rule and element."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    results = Axe().run(tab.page, options=options)
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']}: {node['html'][:120]}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ]


def test_every_page_of_the_site_is_visited(built: Built) -> None:
    assert sorted(built.pages) == sorted(URLS)


def _faults_at(tab: Tab, scheme: Scheme, width: int) -> list[str]:
    """All that is wrong with the page as it stands on a screen as wide as this."""
    tab.page.set_viewport_size({"width": width, "height": 900})
    background = tab.page.evaluate("getComputedStyle(document.body).backgroundColor")
    dark = sum(int(part) for part in background[4:-1].split(",")[:3]) < 3 * 128
    wide = tab.page.evaluate("document.scrollingElement.scrollWidth")
    faults = [f"axe: {found}" for found in violations(tab)]
    if dark != (scheme == "dark"):
        faults.append(f"is not in the colours asked for, but on {background}")
    if wide > width:
        faults.append(f"is {wide} pixels wide")
    return [f"at {width} pixels: {fault}" for fault in faults]


def _faults(browser: Browser, address: str, url: str, scheme: Scheme) -> list[str]:
    """Open a page, unfold everything on it, and say all that is wrong with it at any width."""
    tab = Tab(browser, scheme, DESK)
    try:
        tab.page.goto(address + url, wait_until="networkidle")
        tab.open_everything()
        faults = [fault for width in (DESK, PHONE) for fault in _faults_at(tab, scheme, width)]
        faults += [f"asks {found}" for found in tab.foreign(address)]
        faults += [f"complains: {found}" for found in tab.complaints]
        if tab.page.locator("h1").count() != 1:
            faults.append("has not exactly one main heading")
        return faults
    finally:
        tab.context.close()


@pytest.mark.parametrize("url", URLS)
def test_a_page_is_sound_in_the_light(browser: Browser, address: str, url: str) -> None:
    """It asks no other host, complains of nothing, fits each screen, and axe finds nothing."""
    assert _faults(browser, address, url, "light") == []


@pytest.mark.parametrize("url", IN_THE_DARK)
def test_a_page_is_sound_in_the_dark(browser: Browser, address: str, url: str) -> None:
    assert _faults(browser, address, url, "dark") == []


def test_a_scene_leads_to_its_question_and_back(tab: Tab, built: Built, address: str) -> None:
    scenes = {scene["id"]: scene for scene in built.data["scenes"]}
    question = next(q for q in built.data["questions"] if q["scene"] in scenes and q["quizzes"])
    scene = scenes[question["scene"]]
    page = tab.page
    page.goto(address + scene["url"])
    tab.open_everything()
    page.locator(f'.sg-scene:has([id="{scene["id"]}"]) a[href$="#{question["id"]}"]').first.click()
    page.wait_for_url(address + question["url"])
    asked = page.locator(f'[id="{question["id"]}"]')
    assert " ".join(question["stem"].split()) in " ".join(asked.inner_text().split())
    assert asked.is_visible()
    tab.open_everything()
    back = asked.locator(f'a[href$="#{scene["id"]}"]')
    assert back.count() >= 1
    back.first.evaluate("link => link.click()")
    page.wait_for_url(address + scene["url"])
    assert page.locator(f'[id="{scene["id"]}"]').is_visible()
    assert tab.complaints == []


def test_search_finds_a_scene_by_its_title(tab: Tab, built: Built, address: str) -> None:
    scene = built.data["scenes"][0]
    page = tab.page
    page.goto(address, wait_until="networkidle")
    page.locator("input.md-search__input").click()
    page.keyboard.type(scene["title"])  # the theme looks for what was typed, key by key
    hits = page.locator(".md-search-result__item")
    hits.filter(has_text=scene["title"]).first.wait_for()
    hits.first.locator(f'a[href*="{scene["url"].split("#")[0]}"]').first.wait_for()
    assert tab.foreign(address) == []
    assert tab.complaints == []


def test_a_citation_leads_to_its_source(tab: Tab, built: Built, address: str) -> None:
    theme = built.data["themes"][0]
    source = next(s for s in built.data["sources"] if theme["id"] in s["cited_by"])
    page = tab.page
    page.goto(address + theme["url"].split("#")[0])
    page.locator(f'sup a[href$="#source-{source["id"]}"]').first.click()
    page.wait_for_url(address + source["url"])
    place = page.locator(f'[id="source-{source["id"]}"]')
    assert place.is_visible()
    assert source["title"] in " ".join(place.inner_text().split())


def test_a_pdf_can_be_reached_from_the_front_page(tab: Tab, built: Built, address: str) -> None:
    page = tab.page
    page.goto(address)
    hrefs = page.locator('a[href$=".pdf"]').evaluate_all("links => links.map(link => link.href)")
    assert hrefs
    for href in hrefs:
        answer = tab.context.request.get(href)
        assert answer.ok
        assert answer.body().startswith(b"%PDF-")
    assert built.data["work"]["id"] in hrefs[0]


def test_the_keyboard_reaches_the_content_first(tab: Tab, address: str) -> None:
    tab.page.goto(address)
    tab.page.keyboard.press("Tab")
    focused = tab.page.evaluate("document.activeElement.getAttribute('href') || ''")
    assert focused.startswith("#")
    assert tab.page.locator(focused).count() == 1
