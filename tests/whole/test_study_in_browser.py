"""Studying in a real browser: cards, what is due, what was read, and what the browser keeps."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from studyguide.render.web.policy import with_policy
from tests.guides import GUIDE_YML, SOURCES_YML, tiny_pages
from tests.whole.browsing import find
from tests.whole.guides import ROOT, new_folder

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BASE = "https://guide.example/some/path/"
Scheme = Literal["light", "dark"]
NO_STORAGE = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});
"""
FULL_STORAGE = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
CUT_OFF = """() => [...document.querySelectorAll(".md-content *")].filter((e) => {
  const style = getComputedStyle(e);
  const hides = (value) => ["hidden", "clip"].includes(value);
  const { width, height } = e.getBoundingClientRect();
  return width > 2 && height > 2 && e.textContent.trim()
    && ((hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1));
}).map((e) => e.outerHTML.slice(0, 80))"""
"""Elements that show less than they hold."""
ALL = "# All comparisons\n\n/// show | verdicts\n///\n"
INDEX = "# Start\n\n/// show | go-on\n///\n\n- [The quiz](quiz.md)\n"
LAMP = """\
# The lamp

/// compare | Was the lamp red?
    id: c-lamp
    verdict: invented
    themes: [courage]

//// work
It is red [@review].
////

//// life
It was white [@diary].
////
///
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide with the real guide's page to study with, built as in a preview."""
    folder = new_folder(tmp_path_factory.mktemp("study") / "guide", files={})
    study = (ROOT / "docs" / "study.md").read_text("utf-8")
    pages = {**tiny_pages(), "study.md": study, "all.md": ALL, "lamp.md": LAMP}
    pages["index.md"] = INDEX
    folder.write({"guide.yml": GUIDE_YML, "sources.yml": SOURCES_YML, **pages})
    folder.preview()
    return folder.site


class Reader:
    """Somebody at a browser that is given the guide from its folder, under a path of some host.

    The theme's own scripts come along only where a test asks for them: they take most of the time.
    """

    def __init__(
        self, chromium: Browser, site: Path, script: str, theme: bool, options: dict[str, object]
    ):
        self.site = site
        self.theme = theme
        self.complaints: list[str] = []
        self.context = chromium.new_context(**options)  # type: ignore[arg-type]
        self.context.route("**/*", self._answer)
        self.context.set_default_timeout(6000)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self._hear(str(error)))
        if script:
            self.page.add_init_script(script)

    def _hear(self, error: str) -> None:
        """Keep an error in mind; the theme cannot help one where nothing may be stored."""
        if error != "blocked":
            self.complaints.append(error)

    def _answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(BASE).partition("#")[0].partition("?")[0]
        file = self.site / name
        file = file / "index.html" if file.is_dir() else file
        if not route.request.url.startswith(BASE):
            self.complaints.append(f"asks {route.request.url}")
        if not file.is_file():
            route.fulfill(status=404, body="")
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        body = file.read_bytes()
        if kind == "text/html":  # a preview has no policy, but readers do
            body = with_policy(body.decode()).encode()
        elif not self.theme and name.startswith("assets/javascripts/"):
            body = b""
        route.fulfill(body=body, headers={"Content-Type": kind})

    def open(self, page: str) -> Page:
        """Go to a page by the name of its source."""
        flat = (self.site / f"{page}.html").is_file()
        self.page.goto(f"{BASE}{page}.html" if flat else f"{BASE}{page}/")
        return self.page

    def on_day(self, day: int) -> None:
        """Let it be noon of that day of a month."""
        self.page.clock.set_fixed_time(datetime(2026, 11, day, 12, tzinfo=UTC))

    def box_of(self, card: str) -> int:
        """The box that a card is in; 0 for none."""
        text = self.page.evaluate(f"localStorage.getItem('studyguide:lighthouse:card:{card}')")
        return int(json.loads(text)["b"]) if text else 0

    def violations(self) -> list[str]:
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        results = Axe().run(self.page, options=options)
        return [
            f"{rule['id']}: {node['target']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for rule in results.response["violations"]
            for node in rule["nodes"]
        ]


Opener = Callable[..., Reader]


@pytest.fixture
def opened(chromium: Browser, site: Path) -> Iterator[Opener]:
    """Give a browser to somebody; the keywords are those of a browser context."""
    readers: list[Reader] = []

    def start(script: str = "", theme: bool = False, **options: object) -> Reader:
        options = {"reduced_motion": "reduce", **options}
        readers.append(Reader(chromium, site, script, theme, options))
        return readers[-1]

    yield start
    for reader in readers:
        reader.context.close()
        assert reader.complaints == []


def pressed(place: Page | Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).click()


def begin_words(page: Page) -> Locator:
    """Open the pack of words and begin; gives the place of the cards."""
    page.locator(".sg-deck summary").first.click()
    pressed(page, "Learn 1 new card")
    return page.locator("sg-cards > .sg-round")


# ---- Cards and days -----------------------------------------------------------------------------


def test_a_known_card_comes_back_later_each_time_and_an_unknown_one_tomorrow(
    opened: Opener,
) -> None:
    """By keyboard alone, over the days that the page publishes."""
    reader = opened()
    reader.on_day(1)
    page = reader.open("study")
    expect(page.locator("sg-due .sg-due-text")).to_contain_text("Nothing is due")
    begin_words(page)
    face = page.locator(".sg-face")
    expect(face).to_contain_text("keeper")
    expect(face).not_to_contain_text("looks after a lighthouse")
    page.keyboard.press("Enter")
    expect(face).to_contain_text("looks after a lighthouse")
    page.keyboard.press("ArrowRight")
    assert reader.box_of("t-keeper") == 2
    for day, due in ((2, False), (3, True)):  # box 2 waits for two days
        reader.on_day(day)
        page = reader.open("study")
        assert page.get_by_role("button", name="Start").is_visible() == due
    pressed(page, "Start")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    assert reader.box_of("t-keeper") == 1
    page.keyboard.press("Enter")  # what was not known is asked again in the same round
    page.keyboard.press("ArrowRight")
    assert reader.box_of("t-keeper") == 1
    expect(page.locator("sg-due .sg-due-text")).to_contain_text("comes tomorrow")


def test_a_missed_question_is_due_tomorrow_and_moves_up_when_answered_right(
    opened: Opener,
) -> None:
    reader = opened()
    reader.on_day(1)
    page = reader.open("quiz")
    question = page.locator('sg-question[data-item="q-letter"]')
    right = question.evaluate("question => question.key[0]")
    question.locator("label").nth((right + 1) % 3).click()
    pressed(question, "Check")
    pressed(question, "Try again")
    question.locator("label").nth(right).click()
    pressed(question, "Check")
    assert reader.box_of("q-letter") == 1, "right on the same day does not count"
    reader.on_day(2)
    page = reader.open("study")
    pressed(page, "Start")
    expect(page.locator(".sg-face")).to_contain_text("In the film, what does Ana do")
    page.get_by_role("link", name="Answer it in the quiz").click()
    question = page.locator('sg-question[data-item="q-letter"]')
    expect(question).to_be_visible()
    expect(page.locator("sg-question:visible")).to_have_count(1)
    expect(question.locator("input:checked")).to_have_count(0)
    expect(page.locator("sg-due-count")).to_contain_text("1 due today")
    question.locator("label").nth(right).click()
    pressed(question, "Check")
    assert reader.box_of("q-letter") == 2
    expect(page.locator("sg-due-count")).to_contain_text("nothing is due")
    page.locator("sg-due-count a").click()
    expect(page.locator("sg-due .sg-due-text")).to_contain_text("in 2 days")


def test_what_a_handed_in_test_got_wrong_is_due_too(opened: Opener) -> None:
    reader = opened()
    page = reader.open("quiz")
    page.get_by_text("all answers first").click()
    right = page.locator('sg-question[data-item="q-letter"]').evaluate("q => q.key[0]")
    page.locator('sg-question[data-item="q-letter"] label').nth(right).click()
    pressed(page, "Hand in the test")
    page.locator("dialog").get_by_role("button", name="Hand in").click()
    expect(page.locator(".sg-score-title")).to_be_focused()
    assert (reader.box_of("q-letter"), reader.box_of("q-letter-life")) == (0, 1)
    assert reader.box_of("q-letter-why") == 0, "nobody can mark it"


SIZES = [(360, 740), (360, 640), (740, 360)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_word_and_buttons_of_each_card_are_on_the_screen(
    opened: Opener, width: int, height: int
) -> None:
    reader = opened(has_touch=True, is_mobile=True, viewport={"width": width, "height": height})
    page = reader.open("study")
    page.locator(".sg-deck > summary").last.tap()
    page.get_by_role("button", name="Learn 2 new cards").tap()
    header = page.locator(".md-header").bounding_box()
    assert header is not None
    for _ in range(3):  # the first card comes again at the end
        for button in ("Turn over", "I knew it"):
            for shown in (page.locator(".sg-card-front"), page.get_by_role("button", name=button)):
                box = shown.bounding_box()
                assert box is not None
                assert header["height"] <= box["y"] <= height - box["height"], button
            last = "Not yet" if button == "I knew it" and _ == 0 else button
            page.get_by_role("button", name=last, exact=True).tap()
    expect(page.locator(".sg-deck").first).to_be_visible()


def test_a_pack_and_what_was_missed_can_be_gone_through_again_today(opened: Opener) -> None:
    reader = opened()
    reader.on_day(1)
    page = reader.open("study")
    place = begin_words(page)
    pressed(place, "Turn over")
    pressed(place, "Not yet")
    pressed(place, "Stop")
    pressed(page, "Practice the one you missed now")
    place = page.locator("sg-due > .sg-round")
    pressed(place, "Turn over")
    pressed(place, "I knew it")
    assert reader.box_of("t-keeper") == 1, "what is gone through again leaves the boxes alone"
    page.get_by_role("button", name="Go through this pack again").first.click()
    expect(page.locator("sg-cards .sg-face")).to_contain_text("keeper")


def test_packs_by_theme_ask_from_meaning_to_word(opened: Opener) -> None:
    reader = opened()
    page = reader.open("study")
    page.get_by_label("Packs").select_option(label="By theme")
    page.get_by_label("Ask").select_option(label="Meaning, then word")
    page = reader.open("study")
    deck = page.locator(".sg-packs .sg-deck").filter(has_text="Courage")
    deck.get_by_role("button", name="Learn").click()
    face = page.locator("sg-cards .sg-face")
    expect(face).to_contain_text("A person who looks after a lighthouse.")
    expect(face).not_to_contain_text("keeper")
    pressed(page, "Turn over")
    expect(face).to_contain_text("keeper")


def test_an_evening_before_a_test_goes_by_what_was_done(opened: Opener) -> None:
    reader = opened()
    reader.on_day(1)
    page = reader.open("quiz")
    question = page.locator('sg-question[data-item="q-letter"]')
    right = question.evaluate("question => question.key[0]")
    question.locator("label").nth((right + 1) % 3).click()
    pressed(question, "Check")
    expect(page.locator("sg-due-count")).to_contain_text("practice the one you missed")
    page = reader.open("study")
    page.get_by_text("Study for tomorrow").click()
    steps = page.locator("sg-tomorrow li")
    expect(steps.filter(has_text="Answer again what you missed")).to_contain_text("1 question")
    steps.filter(has_text="Take a short test").get_by_role("link").click()
    expect(page.get_by_label("Test: all answers first")).to_be_checked()
    expect(page.locator('sg-question[data-item="q-letter-why"]')).to_be_hidden()


def test_the_first_page_leads_back_and_lists_tell_how_far_a_quiz_is(opened: Opener) -> None:
    reader = opened()
    page = reader.open("index")
    expect(page.locator("sg-go-on")).to_be_hidden()
    page = reader.open("quiz")
    question = page.locator('sg-question[data-item="q-letter"]')
    question.locator("label").first.click()
    pressed(question, "Check")
    page = reader.open("index")
    expect(page.locator(".md-content li", has_text="The quiz")).to_contain_text(" of ")
    page.locator("sg-go-on a").click()
    expect(page.locator("sg-quiz")).to_be_visible()


# ---- What was read ------------------------------------------------------------------------------


def test_a_scene_read_is_ticked_in_every_list_and_stays_so(opened: Opener) -> None:
    reader = opened(viewport={"width": 1300, "height": 800})
    page = reader.open("scene")
    button = page.get_by_role("button", name="I have read this: The letter")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    row = reader.open("study").locator('li[data-unit="scene:letter"]')
    expect(row).to_contain_text("read")
    expect(page.locator('li[data-unit="page:scene"] > .sg-of')).to_have_text("read")
    expect(page.locator("sg-progress .sg-due-text")).to_contain_text("Read: 1 of")
    expect(page.locator(".md-nav--primary .sg-ticked")).to_have_count(1)
    page = reader.open("scene")
    pressed(page, "I have read this: The letter")
    expect(page.locator(".md-nav--primary .sg-ticked")).to_have_count(0)


# ---- What is kept -------------------------------------------------------------------------------


def test_everything_kept_can_be_seen_moved_to_another_browser_and_deleted(
    opened: Opener, tmp_path: Path
) -> None:
    reader = opened()
    page = reader.open("study")
    begin_words(page)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.get_by_text("Show everything").click()
    expect(page.locator("sg-kept pre")).to_contain_text("card:t-keeper")
    with page.expect_download() as waiting:
        pressed(page, "Save as a file")
    file = tmp_path / "mine.json"
    waiting.value.save_as(file)
    pressed(page, "Delete everything")
    page.locator("dialog").get_by_role("button", name="Delete everything").click()
    expect(page.locator("sg-kept pre")).to_have_text("Nothing.")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('studyguide'))") == []
    other = opened()
    page = other.open("study")
    page.locator("sg-kept input[type=file]").set_input_files(file)
    expect(page.locator("sg-kept .sg-due-text")).to_have_text("1 record loaded.")
    assert other.box_of("t-keeper") == 2


FILES = {
    "not json": "could not be read",
    '{"studyguide": 1, "guide": "another", "records": {}}': "not from this guide",
    '{"studyguide": 1, "guide": "lighthouse", "records": {"card:t-keeper": {"b": "x"}, '
    '"evil": {}, "item:q-letter": {"v": 1}, "read:page:scene": {"t": 20000}}}': (
        "1 record loaded. 3 did not fit"
    ),
}


def test_a_file_from_anywhere_breaks_nothing(opened: Opener, tmp_path: Path) -> None:
    reader = opened()
    page = reader.open("study")
    for content, said in FILES.items():
        file = tmp_path / "file.json"
        file.write_text(content, "utf-8")
        page.locator("sg-kept input[type=file]").set_input_files(file)
        expect(page.locator("sg-kept .sg-due-text")).to_contain_text(said)
    reader.open("study")


def test_an_answer_that_cannot_be_one_is_forgotten(opened: Opener) -> None:
    reader = opened()
    page = reader.open("quiz")
    questions = page.locator("sg-question")
    for answer in ("'text'", "[99, null]", "[[]]", "['a', 3]"):
        page.evaluate(
            f"""() => document.querySelectorAll("sg-question").forEach((q) => localStorage.setItem(
                `studyguide:lighthouse:item:${{q.item}}`,
                JSON.stringify({{ v: q.version, a: {answer}, c: 1, n: 1, k: 0 }})))"""
        )
        page = reader.open("quiz")
        assert questions.count() == page.locator("sg-question fieldset:enabled").count()


@pytest.mark.parametrize("script", [NO_STORAGE, FULL_STORAGE], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_is_said_and_the_cards_still_work(
    opened: Opener, script: str
) -> None:
    page = opened(script).open("study")
    expect(page.locator(".sg-warning")).to_be_visible()
    place = begin_words(page)
    pressed(place, "Turn over")
    pressed(place, "I knew it")
    expect(page.locator("sg-cards > .sg-due-text")).to_contain_text("1 card known")


def test_without_a_script_the_cards_are_a_list_to_open(opened: Opener) -> None:
    page = opened(java_script_enabled=False).open("study")
    expect(page.get_by_text("no script is running").first).to_be_visible()
    page.locator(".sg-deck summary").first.click()
    card = page.locator('[data-card="t-keeper"]')
    expect(card.locator(".sg-card-back")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator(".sg-card-back")).to_contain_text("looks after a lighthouse")
    assert page.locator('sg-due [data-card="q-letter"] a').count() == 1


def test_fingers_turn_cards_on_a_small_phone(opened: Opener) -> None:
    reader = opened(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 568})
    page = reader.open("study")
    page.locator(".sg-deck summary").first.tap()
    page.get_by_role("button", name="Learn 1 new card").tap()
    page.get_by_role("button", name="Turn over").tap()
    for name in ("Not yet", "I knew it"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.get_by_role("button", name="I knew it").tap()
    assert reader.box_of("t-keeper") == 2
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


# ---- Finding ------------------------------------------------------------------------------------


def rows(page: Page) -> list[str]:
    """The comparisons that are shown."""
    return page.locator("sg-filter tbody tr:visible th").all_inner_texts()


def test_filters_narrow_the_list_and_live_in_the_address(opened: Opener) -> None:
    page = opened().open("all")
    both = ["1. Who wrote the letter?", "2. Was the lamp red?"]
    assert rows(page) == both
    page.get_by_label("Verdict", exact=True).select_option("invented")
    assert rows(page) == both[1:]
    expect(page.get_by_role("status").first).to_have_text("1 of 2 shown")
    page.get_by_label("Character", exact=True).select_option("ana")
    assert rows(page) == []
    expect(page.get_by_text("None fits all of this")).to_be_visible()
    address = page.url
    page.go_back()
    assert rows(page) == both[1:]
    other = opened()
    other.page.goto(address.replace("invented", "changed"))
    assert rows(other.page) == both[:1]
    pressed(other.page, "Show all")
    assert rows(other.page) == both
    assert "#" not in other.page.url
    other.page.goto(f"{address.partition('#')[0]}#verdict=nonsense")
    assert rows(other.page) == both


def test_without_a_script_every_comparison_is_shown(opened: Opener) -> None:
    page = opened(java_script_enabled=False).open("all")
    assert len(rows(page)) == 2
    expect(page.locator(".sg-filter-bar")).to_be_hidden()


def test_everything_is_in_the_index_of_the_search_at_its_place(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    titles = {entry["location"].partition("#")[2]: entry["title"] for entry in index}
    wanted = {
        "letter": "The letter",
        "tomas": "Tomás",
        "c-letter": "Who wrote the letter?",
        "t-keeper": "keeper (la farera)",
        "q-letter": "In the film, what does Ana do with the letter?",
        "source-diary": "The diary of Ana Sample",
    }
    assert {name: titles.get(name) for name in wanted} == wanted
    text = json.dumps(index)
    for secret in ("as soon as she has read it", "film makes the writer a stranger"):
        assert secret not in text


def test_search_without_accents_leads_to_the_person(opened: Opener) -> None:
    page = opened(theme=True, viewport={"width": 1300, "height": 800}).open("term")
    find(page, "tomas")
    page.locator('.sg-search-hits a[href*="#tomas"]').first.click()
    expect(page.locator("#tomas")).to_be_in_viewport()


# ---- Comfort ------------------------------------------------------------------------------------


def test_settings_are_kept_and_set_before_the_page_is_drawn(opened: Opener) -> None:
    """By keyboard alone; on the next page the script in the head is enough."""
    reader = opened()
    page = reader.open("theme")
    size = "getComputedStyle(document.querySelector('.sg-theme .sg-body p')).fontSize"
    before = float(page.evaluate(size)[:-2])
    opener = page.get_by_role("button", name="Aa: reading settings")
    opener.press("Enter")
    expect(page.get_by_label("100 %")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("130 %")).to_be_checked()
    page.get_by_label("Wider").check()
    page.get_by_label("With serifs").check()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.get_by_role("group", name="Reading settings")).to_be_hidden()
    page.route("**/studyguide.js", lambda route: route.abort())
    page = reader.open("scene")
    html = page.locator("html")
    for name, value in (("size", "130"), ("lines", "wider"), ("font", "serif")):
        expect(html).to_have_attribute(f"data-sg-{name}", value)
    page.unroute("**/studyguide.js")
    page = reader.open("theme")
    assert float(page.evaluate(size)[:-2]) == pytest.approx(1.3 * before, rel=0.02)
    page.get_by_role("button", name="Aa: reading settings").click()
    pressed(page, "Back to normal")
    assert float(page.evaluate(size)[:-2]) == before
    assert page.evaluate("localStorage.getItem('studyguide:lighthouse:comfort')") is None


def test_wide_text_spacing_cuts_nothing_off(opened: Opener) -> None:
    """The spacing of WCAG 2.2, success criterion 1.4.12."""
    reader = opened(viewport={"width": 320, "height": 700}, bypass_csp=True)
    for name in ("study", "quiz", "compare", "all"):
        page = reader.open(name)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        page.add_style_tag(content=SPACED)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, name
        assert page.evaluate(CUT_OFF) == [], name


def test_paper_shows_the_page_alone_and_no_answer_that_was_not_opened(opened: Opener) -> None:
    page = opened().open("discuss")
    answer = page.locator("details.sg-answer").first
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-footer", ".md-sidebar", "sg-read"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".sg-discussion .sg-stem").first).to_be_visible()
    answer.evaluate("answer => { answer.open = true; }")  # as the theme does when it prints
    expect(answer).to_be_hidden()
    page.emulate_media(media="screen")
    answer.evaluate("answer => { answer.open = false; }")
    answer.locator("summary").click()
    expect(answer).to_have_attribute("data-shown", "")
    page.emulate_media(media="print")
    expect(answer).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_to_study_with(opened: Opener, scheme: Scheme) -> None:
    reader = opened(color_scheme=scheme, viewport={"width": 390, "height": 800})
    page = reader.open("study")
    place = begin_words(page)
    pressed(place, "Turn over")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.get_by_role("button", name="Aa: reading settings").click()
    assert reader.violations() == []
