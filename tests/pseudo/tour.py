"""A walk through everything that readers can make the pages say, state by state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

DESK: ViewportSize = {"width": 1280, "height": 900}
UNFOLD = "for (const d of document.querySelectorAll('details')) d.open = true"
ANSWER = """(how) => document.querySelectorAll("sg-question").forEach((q) => {
  const at = (list) => (list.length > 1 ? [...list.slice(1), list[0]] : list);
  const one = (place) => [(place + 1) % q.control.rows.length];
  const others = () => q.control.rows.map((_, place) => place).filter((p) => !q.key.includes(p));
  const all = {
    choice: { right: () => q.key, wrong: () => one(q.key[0]), partly: () => one(q.key[0]) },
    multiple: { right: () => q.key, wrong: others, partly: () => [q.key[0], ...others()] },
    match: { right: () => q.key, wrong: () => at(q.key), partly: () => [q.key[0], null, null] },
    order: { right: () => q.key, wrong: () => at(q.key),
             partly: () => [q.key[0], ...q.key.slice(1).reverse()] },
    blank: { right: () => q.key.map((words) => words[0]), wrong: () => q.key.map(() => "1"),
             partly: () => q.key.map((words, place) => (place ? "1" : words[0])) },
    short: { right: () => "1", wrong: () => "1", partly: () => "1" },
  };
  all["true-false"] = all.choice;
  all.essay = all.short;
  q.changed(all[q.kind][how]());
  q.control.set(q.record.a);
})"""
CHECK = "document.querySelectorAll('sg-question').forEach((q) => q.checkNow())"
AGAIN = "document.querySelectorAll('sg-question').forEach((q) => q.ungraded || q.tryAgain())"
REVEAL = "document.querySelectorAll('sg-question').forEach((q) => q.revealNow())"
QUIZ = "document.querySelector('sg-quiz')"
Visit = Callable[[Page, str], Iterator[str]]


def said(page: Page) -> None:
    """Wait for what the page says to those who listen."""
    page.wait_for_timeout(100)


def every_page(page: Page, address: str, site: Path) -> Iterator[str]:
    """Each page of the site as it is opened, with what is folded on it."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        page.goto(address + name)
        page.evaluate(UNFOLD)
        yield name


def practice(page: Page, address: str) -> Iterator[str]:
    """A quiz question by question: asked too early, wrong, partly, shown, right."""
    for name in ("all.html", "more.html"):
        page.goto(address + name)
        page.evaluate(CHECK)
        said(page)
        yield f"{name}: nothing answered"
        for how in ("wrong", "partly", "right"):
            page.evaluate(ANSWER, how)
            yield f"{name}: {how}, not checked"
            page.evaluate(CHECK)
            said(page)
            yield f"{name}: {how}"
            if how == "partly":
                page.evaluate(REVEAL)
                page.evaluate(UNFOLD)
                yield f"{name}: {how}, shown"
            page.evaluate(AGAIN)
            yield f"{name}: {how}, again"


def results(page: Page, address: str) -> Iterator[str]:
    """What is handed in, and what is asked before answers are lost."""
    page.goto(address + "all.html")
    page.evaluate(ANSWER, "wrong")
    page.evaluate(CHECK)
    yield from _results(page)
    page.evaluate(f"{QUIZ}.practise({QUIZ}.missed({QUIZ}.outcomes()))")
    yield "only those that were missed"
    page.evaluate(f"void {QUIZ}.clear()")
    yield "may answers be cleared?"
    page.locator("dialog.sg-dialog button").first.click()
    said(page)
    yield "cleared"


def _results(page: Page) -> Iterator[str]:
    page.evaluate(f"{QUIZ}.showResults()")
    yield "results"
    page.locator(".sg-results .sg-actions button").nth(1).click()
    said(page)
    yield "results copied"


def test(page: Page, address: str) -> Iterator[str]:
    """The same quiz as a test."""
    page.goto(address + "all.html")
    page.locator(".sg-ways input").nth(1).check()
    yield "a test begun"
    page.evaluate(f"void {QUIZ}.handInNow()")
    yield "may it be handed in?"
    page.locator("dialog.sg-dialog button").nth(1).click()
    page.evaluate(ANSWER, "partly")
    page.evaluate(f"void {QUIZ}.handInNow()")
    said(page)
    page.evaluate(UNFOLD)
    yield "a test handed in"
    yield from _results(page)


def study(page: Page, address: str) -> Iterator[str]:
    """The page to study with, over some days."""
    on_day(page, 1)
    page.goto(address + "all.html")
    page.evaluate(ANSWER, "wrong")
    page.evaluate(CHECK)
    page.goto(address + "scene.html")
    page.locator(".sg-read-button").first.click()
    yield "a scene read"
    page.goto(address + "study.html")
    page.evaluate(UNFOLD)
    yield "cards not begun"
    page.locator(".sg-deck-bar button:visible").first.click()
    yield "a card"
    page.locator("sg-cards .sg-round .sg-button-main").click()
    yield "a card turned"
    page.locator("sg-cards .sg-round .sg-actions button").first.click()
    page.locator("sg-cards .sg-round-bar button").click()
    yield "a round stopped"
    on_day(page, 2)
    page.goto(address + "study.html")
    yield "due today"
    page.locator("sg-due > .sg-actions button:visible").first.click()
    yield "what is due"
    for _ in range(20):
        if page.locator("sg-due .sg-face .sg-stem").count():
            break
        page.locator("sg-due .sg-round .sg-button-main").click()
    yield "a question that is due"
    on_day(page, 3)
    page.goto(address + "study.html")
    page.evaluate(UNFOLD)
    yield from kept(page)


def kept(page: Page) -> Iterator[str]:
    """What the browser keeps, loaded and deleted."""
    yield "what is kept"
    file = page.locator("sg-kept input[type=file]")
    for text in ("1", '{"studyguide": 1, "guide": "another", "records": {}}'):
        file.set_input_files({"name": "1.json", "mimeType": "text/json", "buffer": text.encode()})
        page.wait_for_timeout(100)
        yield f"loaded: {text}"
    page.locator("sg-kept .sg-actions button").last.click()
    yield "may all be deleted?"
    page.locator("dialog.sg-dialog button").first.click()
    said(page)
    yield "all deleted"


def finding(page: Page, address: str) -> Iterator[str]:
    """The search, the lists that can be narrowed, and the reading settings."""
    page.goto(address + "views.html")
    for at in range(page.locator("sg-filter form select").count()):
        select = page.locator("sg-filter form select").nth(at)
        select.select_option(index=1)
        yield f"narrowed {at}"
    for at in range(page.locator("sg-filter form select").count()):
        last = page.locator("sg-filter form select").nth(at)
        last.select_option(index=last.locator("option").count() - 1)
    yield "narrowed to none"
    page.goto(address + "scene.html")
    page.locator(".sg-comfort-open").click()
    yield "reading settings"
    page.goto(address + "views.html")
    page.locator(".sg-search-open").click()
    page.keyboard.type("1912")
    page.locator(".sg-search-hits li").first.wait_for()
    yield "found"
    page.keyboard.type("qqq")
    page.wait_for_timeout(400)
    yield "not found"


def notes(page: Page, address: str) -> Iterator[str]:
    """The note on a word that is marked, and what pictures say of marks that readers choose."""
    page.goto(address + "markdown.html")
    page.locator(".sg-term-use:visible").first.click()
    page.locator(":popover-open").wait_for()
    yield "a word"
    page.goto(address + "pictures.html")
    for figure in page.locator("figure:has(.sg-picture-says)").all():
        for mark in figure.locator(".sg-drawing:visible a").all()[:3]:
            mark.focus()
            yield f"a mark: {mark.get_attribute('aria-label')}"


def on_day(page: Page, day: int) -> None:
    """Let it be noon of that day of a month."""
    page.clock.set_fixed_time(datetime(2026, 11, day, 12, tzinfo=UTC))


VISITS: dict[str, Visit] = {
    visit.__name__: visit for visit in (practice, results, test, study, finding, notes)
}
