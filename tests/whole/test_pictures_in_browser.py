"""The pictures in a real browser: their marks answer to hover, the keyboard and a finger."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, Route, expect

from studyguide.language.kinds import KINDS
from tests.guides import GUIDE_YML, SOURCES_YML, tiny_pages
from tests.whole.guides import new_folder

pytestmark = pytest.mark.browser

FLAGS = ("--no-sandbox", "--disable-gpu")
BASE = "https://guide.example/"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
SHOWN = ("theme-map", "character-map", "timeline", "verdict-overview")
PAGE = "# Pictures\n\n" + "\n\n".join(f"/// show | {name}\n///" for name in SHOWN)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HINT = (
    "Choose a square to read why the scene shows the theme. The arrow keys go from one to the next."
)
REASON = "Courage in “The letter”, central: she answers although she is afraid"
SECOND = (
    KINDS["scene"].example.replace("id: letter", "id: answer").replace("The letter", "The answer")
)


def person(name: str, ties: str) -> str:
    return (
        f"/// character | {name}\n    id: {name.lower()}\n    match: invented\n    ties: {ties}\n\n"
        f"{name} [@review].\n\n//// life\nNobody [@diary].\n////\n///\n\n"
    )


PEOPLE = "# People\n\n" + "".join(
    (
        person("Ana", "{tomas: sister, eva: friend, leo: pupil}"),
        person("Tomas", "{ana: brother, eva: neighbour}"),
        person("Eva", "{leo: cousin}"),
        person("Leo", "{}"),
    )
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Path:
    """A small guide with all pictures on one page, built as in a preview."""
    folder = new_folder(tmp_path_factory.mktemp("pictures") / "guide", files={}, fonts=fonts)
    pages = {**tiny_pages(), "pictures.md": PAGE, "character.md": PEOPLE}
    pages["scene.md"] += f"\n{SECOND}"
    folder.write({"guide.yml": GUIDE_YML, "sources.yml": SOURCES_YML, **pages})
    folder.preview()
    return folder.site


@pytest.fixture
def open_page(chromium: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Open the page of pictures under a strict policy; an error of our script fails."""
    complaints: list[str] = []
    contexts = []

    def answer(route: Route) -> None:
        file = site / route.request.url.removeprefix(BASE).partition("#")[0]
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": kind}
        if not file.is_file():
            route.fulfill(status=404, body="")
            return
        if file.suffix == ".html":
            headers["Content-Security-Policy"] = STRICT
        route.fulfill(body=file.read_bytes(), headers=headers)

    def complain(error: Error) -> None:
        if "pictures.js" in (error.stack or ""):  # the theme's own inline script may not run
            complaints.append(error.message)

    def start(width: int, **options: object) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(8000)
        context.route("**/*", answer)
        page = context.new_page()
        page.on("pageerror", complain)
        page.goto(f"{BASE}pictures.html")
        return page

    yield start
    for context in contexts:
        context.close()
    assert complaints == []


def test_hover_shows_the_reason_and_escape_takes_it_away(open_page: Callable[..., Page]) -> None:
    page = open_page(1280)
    says = page.locator(".sg-picture-theme-map .sg-picture-says")
    expect(page.locator(".sg-picture-theme-map .sg-picture-hint")).to_have_text(HINT)
    assert says.bounding_box()["height"] == 0  # type: ignore[index]
    mark = page.locator(f'.sg-picture-theme-map .d-wide a[aria-label="{REASON}"]')
    mark.hover()
    expect(says).to_contain_text(REASON)
    mark.focus()
    page.keyboard.press("Escape")
    expect(says).to_be_empty()
    mark.click()
    expect(page).to_have_url(f"{BASE}scene.html#letter")


def test_the_arrow_keys_go_from_mark_to_mark(open_page: Callable[..., Page]) -> None:
    page = open_page(1280)
    picture = page.locator(".sg-picture-theme-map")
    marks = picture.locator(".d-wide a")
    assert marks.evaluate_all("all => all.filter(mark => mark.tabIndex === 0).length") == 1
    picture.locator(f'.d-wide a[aria-label="{REASON}"]').focus()
    page.keyboard.press("ArrowDown")
    below = picture.locator('.d-wide a[aria-label^="Courage in “The answer”"]')
    expect(below).to_be_focused()
    expect(picture.locator(".sg-picture-says")).to_contain_text("Courage in “The answer”, central")
    page.keyboard.press("ArrowLeft")
    expect(picture.locator('.d-wide a[aria-label="The answer"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{BASE}scene.html#answer")


@pytest.mark.parametrize("touch", [False, True])
def test_the_number_of_a_tie_says_whose_it_is(open_page: Callable[..., Page], touch: bool) -> None:
    page = open_page(1280, has_touch=touch)
    picture = page.locator(".sg-picture-character-map")
    badge = picture.locator('.d-wide a[data-lights="tomas eva"]')
    badge.tap() if touch else badge.hover()
    said = picture.locator(".sg-picture-key li").filter(has_text="Tomas").first.inner_text()
    expect(picture.locator(".sg-picture-says")).to_have_text(
        re.compile(rf"^\d\. {re.escape(said)}\. ×$")
    )
    lit = picture.locator(".d-wide .d-tie.sg-lit")
    assert set(lit.evaluate_all("all => all.map(tie => tie.dataset.of)")) == {"tomas eva"}


def test_the_keyboard_reaches_each_tie_with_one_stop_for_the_whole_picture(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(1280)
    picture = page.locator(".sg-picture-character-map")
    marks = picture.locator(".d-wide a")
    ties = picture.locator('.d-wide a[href^="#"]')
    assert marks.evaluate_all("all => all.filter(mark => mark.tabIndex === 0).length") == 1
    reached = ["0"]
    marks.evaluate_all("all => all.forEach((mark, at) => { mark.dataset.at = at; })")
    for at in reached:  # which grows: from each mark in each direction
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
            picture.locator(f'.d-wide a[data-at="{at}"]').focus()
            page.keyboard.press(key)
            there = page.evaluate("document.activeElement.dataset.at")
            reached += [there] if there not in reached else []
    assert len(reached) == marks.count()
    assert ties.count() == 2
    ties.first.focus()
    said = ties.first.get_attribute("aria-label")
    expect(picture.locator(".sg-picture-says")).to_contain_text(said or "?")
    page.keyboard.press("Enter")
    expect(picture.locator(".sg-picture-key li:target")).to_be_in_viewport()


def test_what_is_chosen_is_told_within_the_frame_and_gone_when_it_is_left(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(360, has_touch=True)
    picture = page.locator(".sg-picture-theme-map")
    says = picture.locator(".sg-picture-says")
    picture.locator(f'.d-narrow a[aria-label="{REASON}"]').tap()
    inside = "(says, frame) => says.top >= frame.top && says.bottom <= frame.bottom"
    for scrolled in (0, 150, 300, 10_000):
        page.evaluate(f"scrollTo(0, {scrolled})")
        assert says.evaluate(
            f"says => ({inside})(says.getBoundingClientRect(), "
            "says.parentElement.getBoundingClientRect())"
        )
    says.get_by_role("button", name="Close").tap()
    expect(says).to_be_empty()
    page = open_page(1280)
    says = page.locator(".sg-picture-theme-map .sg-picture-says")
    page.locator(f'.sg-picture-theme-map .d-wide a[aria-label="{REASON}"]').hover()
    expect(says).to_contain_text(REASON)
    page.mouse.move(2, 2)
    expect(says).to_be_empty()


def test_a_first_tap_tells_and_a_second_one_or_the_link_goes(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(360, has_touch=True)
    mark = page.locator(f'.sg-picture-theme-map .d-narrow a[aria-label="{REASON}"]')
    mark.tap()
    says = page.locator(".sg-picture-theme-map .sg-picture-says")
    expect(says).to_contain_text(REASON)
    expect(says).to_be_in_viewport()
    expect(page).to_have_url(f"{BASE}pictures.html")
    mark.tap()
    expect(page).to_have_url(f"{BASE}scene.html#letter")
    page.go_back()
    page.locator(".sg-picture-verdict-overview .d-narrow a").tap()
    page.locator(".sg-picture-verdict-overview .sg-picture-says a").tap()
    expect(page).to_have_url(f"{BASE}compare.html#c-letter")


def test_a_person_lights_the_ties_and_the_others_stand_back(open_page: Callable[..., Page]) -> None:
    page = open_page(1280)
    picture = page.locator(".sg-picture-character-map")
    picture.locator('.d-wide a[data-lights="tomas"]').hover()
    assert picture.locator(".d-wide .d-tie.sg-lit").evaluate_all(
        "all => [...new Set(all.map(tie => tie.dataset.of))]"
    ) == ["tomas eva"]
    expect(picture.locator(".sg-picture-says")).to_contain_text("to Ana: brother")


def test_without_scripts_everything_is_there_and_leads_on(open_page: Callable[..., Page]) -> None:
    page = open_page(1280, java_script_enabled=False)
    for name in SHOWN:
        picture = page.locator(f".sg-picture-{name}")
        assert picture.locator(".d-wide a").count() > 0
        expect(picture.locator(".sg-picture-says")).to_be_hidden()
        expect(picture.locator("table")).to_have_count(1)
    page.locator(f'.sg-picture-theme-map .d-wide a[aria-label="{REASON}"]').click()
    expect(page).to_have_url(f"{BASE}scene.html#letter")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_each_width_has_a_drawing_that_shuts_nobody_out(
    open_page: Callable[..., Page], width: int, scheme: str
) -> None:
    page = open_page(width, color_scheme=scheme, bypass_csp=True)
    for name in SHOWN:
        shown = page.locator(f".sg-picture-{name} .sg-drawing").evaluate_all(
            "all => [...new Set(all.filter(d => d.clientHeight).map(d => d.classList[1]))]"
        )
        assert shown == ["d-narrow" if width == 360 else "d-wide"]
    sizes = page.locator(".sg-drawing text").evaluate_all(
        "all => all.map(t => [t.getBoundingClientRect().height, t])"
        ".filter(([height]) => height)"
        ".map(([, t]) => t.getCTM().a * parseFloat(t.getAttribute('font-size')) || 12)"
    )
    assert min(sizes) >= 9.4  # the numbers of ties; words are larger
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("document.querySelectorAll('details').forEach(all => { all.open = true; })")
    page.locator(".d-wide a, .d-narrow a").locator("visible=true").first.focus()
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    assert [
        f"{rule['id']}: {node['target']}: {node['html'][:120]}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ] == []
