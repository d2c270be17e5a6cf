"""Nothing of the website is cut: on small screens, with large letters, with wide spacing.

Every page and every state that readers bring it into; at the end, pages on which something is cut,
so that we know that we would see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.whole.browsing import served
from tests.whole.conftest import Built
from tests.whole.cuts import UNFOLD, Reading
from tests.whole.guides import nav_urls
from tests.whole.test_browser import (
    open_a_word,
    open_the_menu,
    open_the_search_on_a_phone,
    open_the_settings,
)
from tests.whole.test_examples import PLAY, build

pytestmark = pytest.mark.browser

SMALLEST, SMALL, SPACED = Reading(320, 175), Reading(360, 175), Reading(360, spaced=True)
READINGS = (SMALLEST, SMALL, SPACED)
WIDTHS = tuple(Reading(width, size) for width in (768, 1280, 1920) for size in (100, 175))
PAGES = (
    "index.html",
    "404.html",
    "synopsis/act-1.html",
    "characters.html",
    "themes.html",
    "real-and-film/index.html",
    "real-and-film/timeline.html",
    "quizzes/whole-film.html",
    "study.html",
    "worksheets.html",
    "words.html",
    "teachers/index.html",
)
"""Those with the most different things on them."""
QUIZ, SCENES = "quizzes/act-1.html", "synopsis/act-1.html"


@pytest.fixture(scope="module")
def address(site_of_the_guide: Built) -> Iterator[str]:
    with served(site_of_the_guide.site) as address:
        yield address


@pytest.fixture(scope="module")
def slug(site_of_the_guide: Built) -> str:
    return str(site_of_the_guide.data["work"]["id"])


def of_readings(quick: Sequence[Reading], slow: Sequence[Reading]) -> pytest.MarkDecorator:
    """A test for each way of reading, of which only some are for every run."""
    rows = [pytest.param(one, marks=pytest.mark.slow) for one in slow]
    return pytest.mark.parametrize("reading", [*quick, *rows], ids=str)


def walk(
    browser: Browser, address: str, slug: str, reading: Reading, pages: Sequence[str]
) -> list[str]:
    """All that is cut on these pages, with everything on them unfolded."""
    faults = []
    with reading.tab(browser, slug) as tab:
        for url in pages:
            tab.page.goto(address + url)
            tab.page.evaluate(UNFOLD)
            faults += [f"{url} {fault}" for fault in reading.cut(tab.page)]
    return faults


@of_readings([SMALLEST, SPACED], [SMALL, *WIDTHS])
def test_nothing_is_cut_on_the_most_different_pages(
    chromium: Browser, address: str, slug: str, reading: Reading
) -> None:
    assert walk(chromium, address, slug, reading, PAGES) == []


@pytest.mark.slow
@of_readings(READINGS, [])
def test_nothing_is_cut_on_any_page(
    chromium: Browser, address: str, slug: str, reading: Reading
) -> None:
    others = [url for url in nav_urls() if url not in PAGES]
    assert walk(chromium, address, slug, reading, others) == []


@pytest.mark.slow
@of_readings(READINGS, [])
def test_nothing_is_cut_in_an_example(
    chromium: Browser, shared: Path, fonts: Path, reading: Reading
) -> None:
    play = build(PLAY, shared / "quick-play", fonts, "student-a4")
    with served(play.site) as address:
        assert walk(chromium, address, play.data["work"]["id"], reading, sorted(play.pages)) == []


# ---- What readers bring a page into --------------------------------------------------------------


def check_everything(page: Page) -> None:
    """Answer each question with the first that it offers, and have it checked."""
    for question in page.locator("sg-question").all():
        if question.locator("input[type=radio], input[type=checkbox]").count():
            question.locator(".sg-choice").first.click()
        for field in question.locator("input:not([type=radio], [type=checkbox])").all():
            field.fill("Nobody knows")
        for choice in question.locator(".sg-left select").all():
            choice.select_option(index=1)
        if question.locator(".sg-moves").count():
            question.locator(".sg-moves button").last.focus()
            question.locator(".sg-moves button").nth(1).click()
        question.locator(".sg-actions .sg-button:visible").first.click()
    page.locator(".sg-outcome:visible").first.wait_for()


def ask_to_hand_in(page: Page) -> None:
    """Take the quiz as a test without an answer, up to the question whether that is meant."""
    page.locator(".sg-ways label").nth(1).click()
    page.get_by_role("button", name="Hand in the test").click()
    page.locator("dialog[open]").wait_for()


def hand_in(page: Page) -> None:
    ask_to_hand_in(page)
    page.locator("dialog[open]").get_by_role("button", name="Hand in", exact=True).click()
    page.locator(".sg-outcome:visible").first.wait_for()


def show_the_results(page: Page) -> None:
    hand_in(page)
    page.get_by_role("button", name="Results to hand in").click()
    page.locator(".sg-paper:visible").wait_for()


def begin_a_pack(page: Page) -> None:
    page.locator(".sg-deck summary").first.click()
    page.locator(".sg-deck .sg-button:visible").first.click()
    page.locator(".sg-card-front:visible").first.wait_for()


def turn_a_card(page: Page) -> None:
    begin_a_pack(page)
    page.locator(".sg-round .sg-actions .sg-button:visible").first.click()
    page.locator(".sg-round .sg-card-back:visible").wait_for()


def filter_the_list(page: Page) -> None:
    for choice in page.locator(".sg-filter-bar select").all():
        choice.select_option(index=1)


def choose_in_a_picture(page: Page) -> None:
    page.locator(".sg-drawing:visible a").first.focus()
    page.locator(".sg-picture-says:visible").first.wait_for()


STATES: Sequence[tuple[str, Callable[[Page], None]]] = (
    (QUIZ, check_everything),
    ("quizzes/whole-film.html", check_everything),
    (QUIZ, ask_to_hand_in),
    (QUIZ, hand_in),
    (QUIZ, show_the_results),
    ("study.html", begin_a_pack),
    ("study.html", turn_a_card),
    ("real-and-film/index.html", filter_the_list),
    ("characters.html", choose_in_a_picture),
    (SCENES, open_the_menu),
    (SCENES, open_the_search_on_a_phone),
    (SCENES, open_the_settings),
    (SCENES, open_a_word),
)


@of_readings([SMALLEST], [SMALL, SPACED])
def test_nothing_is_cut_in_any_state(
    chromium: Browser, address: str, slug: str, reading: Reading
) -> None:
    faults = []
    for url, bring in STATES:
        with reading.tab(chromium, slug) as tab:
            tab.page.goto(address + url)
            bring(tab.page)
            faults += [f"{url} {bring.__name__}: {fault}" for fault in reading.cut(tab.page)]
    assert faults == []


# ---- What it means to be cut ---------------------------------------------------------------------

LONG = "incomprehensibilities"
CUTS = {
    "a box wider than the screen": (
        '<div style="width: 600px">Some words that go on beyond the right edge of any phone.</div>',
        "is cut: div.md-main",
    ),
    "a text in a box too low for it": (
        '<div style="height: 1em; overflow: hidden">One <br>two</div>',
        "is cut below: div",
    ),
    "a word wider than its frame": (
        f'<p style="width: 4em; border: 1px solid; overflow-wrap: normal">{LONG}</p>',
        "stands out of its box: p",
    ),
    "a button beyond the screen": (
        '<div style="display: flex; width: 800px"><p style="flex: none; width: 90%">'
        "</p><button>Down</button></div>",
        "is cut: div.md-main",
    ),
    "a heading that breaks a word": (f'<h2 style="font-size: 3rem">{LONG}</h2>', "is broken: h2"),
}
FINE = {
    "a box that scrolls": '<div style="overflow: auto"><p style="width: 600px">Far away</p></div>',
    "words for screen readers": '<p class="sg-sr" style="left: 900px">Far away</p>',
    "a heading of long words": f"<h2>{LONG[:13]} {LONG[:13]}</h2>",
}
PUT = "html => document.querySelector('article').insertAdjacentHTML('beforeend', html)"
BY_HAND = """
() => {
  for (const node of document.querySelectorAll(".md-content [style]")) {
    node.style.cssText = node.getAttribute("style");
  }
}
"""
"""The policy of the page lets a script set a style, but no attribute."""


def put(browser: Browser, address: str, slug: str, html: str) -> list[str]:
    """What is cut of a page at whose end this was put."""
    with SMALLEST.tab(browser, slug) as tab:
        tab.page.goto(address + "before/watch-for.html")
        tab.page.evaluate(PUT, html)
        tab.page.evaluate(BY_HAND)
        return SMALLEST.cut(tab.page)


@pytest.mark.parametrize("case", CUTS)
def test_what_is_cut_is_seen(chromium: Browser, address: str, slug: str, case: str) -> None:
    html, fault = CUTS[case]
    found = put(chromium, address, slug, html)
    assert [one for one in found if one.startswith(fault)]


@pytest.mark.parametrize("case", FINE)
def test_what_is_not_cut_is_let_be(chromium: Browser, address: str, slug: str, case: str) -> None:
    assert put(chromium, address, slug, FINE[case]) == []


# ---- What fingers meet ---------------------------------------------------------------------------

TOO_SMALL = """
() => [...document.querySelectorAll(".sg-drawing a")].filter(mark => {
  const { width, height } = mark.getBoundingClientRect();
  return width && (width < 23.9 || height < 23.9);
}).map(mark => mark.getAttribute("aria-label"))
"""


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_mark_of_a_picture_has_room_for_a_finger(
    chromium: Browser, address: str, slug: str, width: int
) -> None:
    with Reading(width).tab(chromium, slug) as tab:
        small = []
        for url in ("characters.html", "real-and-film/index.html", "theme-map.html"):
            tab.page.goto(address + url)
            small += tab.page.evaluate(TOO_SMALL)
    assert small == []


def test_letters_of_a_picture_grow_with_those_of_the_page(
    chromium: Browser, address: str, slug: str
) -> None:
    heights = {}
    for size in (100, 175):
        with Reading(360, size).tab(chromium, slug) as tab:
            tab.page.goto(address + "characters.html")
            box = tab.page.locator(".sg-drawing:visible text").first.bounding_box()
            heights[size] = box["height"] if box else 0
    assert heights[175] > 1.6 * heights[100]


def test_a_table_that_scrolls_is_reached_by_keyboard_and_has_a_name(
    chromium: Browser, address: str, slug: str
) -> None:
    with SMALL.tab(chromium, slug) as tab:
        tab.page.goto(address + "characters.html")
        frame = tab.page.get_by_role("region", name="Table:").first
        frame.wait_for()
        frame.focus()
        tab.page.keyboard.press("ArrowRight")
        tab.page.wait_for_function("frame => frame.scrollLeft > 0", arg=frame.element_handle())
        tab.page.locator("html").evaluate("html => html.removeAttribute('data-sg-size')")
        expect(tab.page.get_by_role("region", name="Table:")).to_have_count(0)


# ---- Paper from the browser ----------------------------------------------------------------------

STANDS = """
selector => [...document.querySelectorAll(selector)].map(node => {
  const { left, top, right } = node.getBoundingClientRect();
  return [left, top, right].map(Math.round);
})
"""


def printed(page: Page, url: str) -> None:
    """The page as a sheet of A4 shows it, between its margins."""
    page.goto(url)
    page.set_viewport_size({"width": 672, "height": 986})
    page.emulate_media(media="print")


def test_a_printed_quiz_is_a_form_to_fill_in(chromium: Browser, address: str, slug: str) -> None:
    with Reading(1280).tab(chromium, slug) as tab:
        printed(tab.page, address + QUIZ)
        expect(tab.page.locator(".sg-name-line")).to_have_text("NameDateClass")
        expect(tab.page.locator("sg-question select:visible")).to_have_count(0)
        expect(tab.page.locator("sg-question button:visible")).to_have_count(0)
        for row, line in ((".sg-left > li", "::after"), (".sg-step", "::before")):
            width = tab.page.locator(row).first.evaluate(
                "(row, line) => parseFloat(getComputedStyle(row, line).width)", line
            )
            assert width > 40
        tab.page.locator(".sg-left select").first.evaluate("choice => { choice.value = '1'; }")
        expect(tab.page.locator("sg-question select:visible")).to_have_count(1)
        question = tab.page.locator(".sg-question").first.bounding_box()
        assert question is not None
        assert question["width"] > 0.95 * 672


def test_acts_are_printed_in_one_row_with_numbers_to_read(
    chromium: Browser, address: str, slug: str
) -> None:
    with Reading(1280).tab(chromium, slug) as tab:
        printed(tab.page, address + "index.html")
        places = tab.page.evaluate(STANDS, ".sg-path + ol > li")
        assert len(places) > 4
        assert len({top for _, top, _ in places}) == 1
        ground = tab.page.locator(".sg-path + ol > li").first.evaluate(
            "act => getComputedStyle(act, '::before').backgroundColor"
        )
        assert ground == "rgb(255, 255, 255)"


def test_the_map_begins_on_the_sheet_of_its_title(
    chromium: Browser, address: str, slug: str
) -> None:
    with Reading(1280).tab(chromium, slug) as tab:
        printed(tab.page, address + "theme-map.html")
        heights = tab.page.locator(".sg-drawing:visible").evaluate_all(
            "drawings => drawings.map(drawing => drawing.getBoundingClientRect().height)"
        )
        above = tab.page.locator(".sg-drawing:visible").first.bounding_box()
        assert above is not None
        assert above["y"] + above["height"] < 986
        assert max(heights) < 986
