"""The note on a term in a real browser: on hover, focus and tap, without any script."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.guides import GUIDE_YML, SOURCES_YML, tiny_pages
from tests.whole.browsing import PATIENT, let_time_pass
from tests.whole.guides import new_folder

pytestmark = pytest.mark.browser

BASE = "https://guide.example/"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
PAGE = "# The tower\n\nA keeper looks after the light.\n"
WITHOUT_INTEREST = """
delete HTMLButtonElement.prototype.interestForElement;
document.addEventListener("DOMContentLoaded", () => {
  const marks = document.querySelectorAll("[interestfor]");
  for (const mark of marks) mark.removeAttribute("interestfor");
});
"""
"""What browsers are like that do not know `interestfor`."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide, built as in a preview."""
    folder = new_folder(tmp_path_factory.mktemp("glossary") / "guide", files={})
    pages = {**tiny_pages(), "tower.md": PAGE}
    folder.write({"guide.yml": GUIDE_YML, "sources.yml": SOURCES_YML, **pages})
    folder.preview()
    return folder.site


@pytest.fixture
def open_page(chromium: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Open the page of the tower; the keywords are those of a browser context."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(BASE).partition("#")[0]
        file = site / name
        file = file / "index.html" if file.is_dir() else file
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if file.is_file():
            headers = {"Content-Type": kind, "Content-Security-Policy": STRICT}
            route.fulfill(body=file.read_bytes(), headers=headers)
        else:
            route.fulfill(status=404, body="")

    contexts = []

    def start(script: str = "", **options: bool) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENT)
        context.route("**/*", answer)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.goto(f"{BASE}tower.html")
        return page

    yield start
    for context in contexts:
        context.close()


@pytest.fixture(params=["native", "without interestfor"])
def page(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Page:
    if request.param == "native":
        return open_page(java_script_enabled=False)
    return open_page(WITHOUT_INTEREST)


def test_hover_shows_the_note_escape_and_leaving_hide_it(page: Page) -> None:
    mark, note = page.locator(".sg-term-use"), page.locator(".sg-gloss")
    expect(note).to_be_hidden()
    mark.hover()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.mouse.move(2, 2)
    mark.hover()
    expect(note).to_be_visible()
    note.hover()
    let_time_pass(page, 600)
    expect(note).to_be_visible()
    page.mouse.move(2, 2)
    expect(note).to_be_hidden()


def test_the_keyboard_shows_the_note_and_reaches_its_link(page: Page) -> None:
    mark, note = page.locator(".sg-term-use"), page.locator(".sg-gloss")
    for _ in range(60):
        page.keyboard.press("Tab")
        if mark.evaluate("mark => mark === document.activeElement"):
            break
    expect(note).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(note.locator("a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(mark).to_be_focused()
    let_time_pass(page, 600)
    expect(note).to_be_hidden()


def test_a_tap_shows_the_note_in_the_window(open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False, has_touch=True)
    page.set_viewport_size({"width": 320, "height": 480})
    page.locator(".sg-term-use").tap()
    note = page.locator(".sg-gloss")
    expect(note).to_be_visible()
    expect(note).to_contain_text("A person who looks after a lighthouse.")
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
