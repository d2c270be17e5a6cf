"""The built site in a real browser: alone with its own host, connected, searchable, accessible."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.whole.browsing import DESK, PHONE, Scheme, Tab, chromium, find, served, violations
from tests.whole.conftest import Built
from tests.whole.guides import nav_urls

pytestmark = pytest.mark.browser

URLS = nav_urls()
QUICK_PAGES = [
    "index.html",
    "synopsis/act-1.html",
    "characters.html",
    "quizzes/whole-film.html",
    "words.html",
]
"""Those with the most different things on them; the slow tests look at every page."""
ON_A_PHONE = [
    *QUICK_PAGES,
    "theme-map.html",
    "real-and-film/index.html",
    "real-and-film/timeline.html",
    "study.html",
    "worksheets.html",
]


def on_every_page(quick: Collection[str]) -> pytest.MarkDecorator:
    """A test for each page, of which only some are for every run."""
    marks = {url: () if url in quick else pytest.mark.slow for url in URLS}
    return pytest.mark.parametrize("url", [pytest.param(url, marks=marks[url]) for url in URLS])


@pytest.fixture(scope="module")
def address(site_of_the_guide: Built) -> Iterator[str]:
    """The address of the site on a server of its own."""
    with served(site_of_the_guide.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab as wide as a desk's, in the light."""
    tab = Tab(browser)
    yield tab
    tab.context.close()


def test_every_page_of_the_site_is_visited(site_of_the_guide: Built) -> None:
    assert sorted(site_of_the_guide.pages) == sorted([*URLS, "404.html"])


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


def _faults(
    browser: Browser, address: str, url: str, scheme: Scheme, widths: Sequence[int] = (DESK, PHONE)
) -> list[str]:
    """Open a page, unfold everything on it, and say all that is wrong with it at these widths."""
    tab = Tab(browser, scheme, DESK)
    try:
        tab.page.goto(address + url, wait_until="networkidle")
        tab.open_everything()
        faults = [fault for width in widths for fault in _faults_at(tab, scheme, width)]
        faults += [f"asks {found}" for found in tab.foreign(address)]
        faults += [f"complains: {found}" for found in tab.complaints]
        if tab.page.locator("h1").count() != 1:
            faults.append("has not exactly one main heading")
        return faults
    finally:
        tab.context.close()


@on_every_page(ON_A_PHONE)
def test_a_page_is_sound_on_a_phone(browser: Browser, address: str, url: str) -> None:
    """It asks no other host, complains of nothing, fits the screen, and axe finds nothing."""
    assert _faults(browser, address, url, "light", [PHONE]) == []


@on_every_page(QUICK_PAGES)
def test_a_page_is_sound_at_a_desk(browser: Browser, address: str, url: str) -> None:
    assert _faults(browser, address, url, "light", [DESK]) == []


@on_every_page(QUICK_PAGES)
def test_a_page_is_sound_in_the_dark(browser: Browser, address: str, url: str) -> None:
    assert _faults(browser, address, url, "dark") == []


def open_the_menu(page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator(".md-nav--primary .md-nav__link:visible").first.wait_for()


def open_the_search(page: Page) -> None:
    find(page, "nasa")


def open_the_search_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("nasa")
    page.locator(".sg-search-hits a").first.wait_for()


def open_the_settings(page: Page) -> None:
    page.locator(".sg-comfort-open").click()
    page.locator(".sg-comfort:visible").wait_for()


def open_a_word(page: Page) -> None:
    mark = page.locator(".sg-term-use:visible")
    if mark.count():
        mark.first.click()
        page.locator(":popover-open").wait_for()


OPENERS = (
    open_the_menu,
    open_the_search,
    open_the_search_on_a_phone,
    open_the_settings,
    open_a_word,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@on_every_page(["synopsis/act-1.html"])
def test_what_opens_on_a_page_is_sound(
    browser: Browser, address: str, url: str, scheme: Scheme
) -> None:
    tab = Tab(browser, scheme)
    faults = []
    for opener in OPENERS:
        tab.page.set_viewport_size({"width": DESK, "height": 900})
        tab.page.goto(address + url)
        opener(tab.page)
        faults += [f"{opener.__name__}: {found}" for found in violations(tab)]
    tab.context.close()
    assert [*faults, *tab.complaints] == []


def test_a_scene_leads_to_its_question_and_back(
    tab: Tab, site_of_the_guide: Built, address: str
) -> None:
    scenes = {scene["id"]: scene for scene in site_of_the_guide.data["scenes"]}
    question = next(
        q for q in site_of_the_guide.data["questions"] if q["scene"] in scenes and q["quizzes"]
    )
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


def test_search_finds_a_scene_by_its_title(
    tab: Tab, site_of_the_guide: Built, address: str
) -> None:
    scene = site_of_the_guide.data["scenes"][0]
    page = tab.page
    page.goto(address)
    find(page, scene["title"])
    hit = page.locator(".sg-search-hits li").first
    expect(hit).to_contain_text(scene["title"])
    expect(hit.locator("a")).to_have_attribute(
        "href", re.compile(re.escape(scene["url"].split("#")[0]))
    )
    assert tab.foreign(address) == []
    assert tab.complaints == []


def test_a_citation_leads_to_its_source(tab: Tab, site_of_the_guide: Built, address: str) -> None:
    theme = site_of_the_guide.data["themes"][0]
    source = next(s for s in site_of_the_guide.data["sources"] if theme["id"] in s["cited_by"])
    page = tab.page
    page.goto(address + theme["url"].split("#")[0])
    page.locator(f'sup a[href$="#source-{source["id"]}"]').first.click()
    page.wait_for_url(address + source["url"])
    place = page.locator(f'[id="source-{source["id"]}"]')
    assert place.is_visible()
    assert source["title"] in " ".join(place.inner_text().split())


def test_a_citation_is_called_by_its_source(
    tab: Tab, site_of_the_guide: Built, address: str
) -> None:
    titles = {source["id"]: source["title"] for source in site_of_the_guide.data["sources"]}
    tab.page.goto(f"{address}synopsis/act-1.html")
    marks = tab.page.locator(".md-content sup.sg-cite a")
    assert marks.count() > 20
    for mark in marks.all()[:20]:
        name = (mark.get_attribute("href") or "").partition("#source-")[2]
        said = mark.inner_text().strip()
        assert said.isdecimal()
        called = re.compile(rf"^Source {said}: .*{re.escape(titles[name])}$")
        expect(mark).to_have_accessible_name(called)


def test_a_lone_citation_has_room_for_a_finger(tab: Tab, address: str) -> None:
    tab.page.set_viewport_size({"width": PHONE, "height": 900})
    tab.page.goto(f"{address}synopsis/act-1.html")
    lone = tab.page.locator(".md-content p sup.sg-cite:not(.sg-placed) a:only-child").first
    lone.scroll_into_view_if_needed()
    reached = lone.evaluate(
        """mark => {
            const box = mark.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            const around = [[-11.5, 0], [11.5, 0], [0, -11.5], [0, 11.5]];
            return around.map(([across, down]) =>
                document.elementFromPoint(x + across, y + down) === mark);
        }"""
    )
    assert reached == [True] * 4


@pytest.mark.parametrize("kind", ["theme", "character"])
def test_what_compares_leads_to_the_narrowed_list(
    tab: Tab, site_of_the_guide: Built, address: str, kind: str
) -> None:
    data = site_of_the_guide.data
    counts = Counter(name for row in data["comparisons"] for name in row[f"{kind}s"])
    (name, count), *_ = counts.most_common(1)
    block = next(block for block in data[f"{kind}s"] if block["id"] == name)
    page = tab.page
    page.goto(address + block["url"])
    words = f"Show these {count} as a list with their verdicts"
    page.locator(f'section:has([id="{name}"])').get_by_role("link", name=words).click()
    page.wait_for_url(f"**#{kind}={name}")
    assert page.locator("sg-filter tbody tr:visible").count() == count < len(data["comparisons"])
    assert page.get_by_label(kind.capitalize(), exact=True).input_value() == name
    assert tab.complaints == []


FIRST = {
    "buterfly": "The monarch butterfly",
    "Hernandes": "José Hernández",
    "monark": "The monarch butterfly",
    "mariposa": "mariposa monarca",
    "Beto": "Beto",
    "who is beto": "Beto",
    "Chawla": "Kalpana Chawla",
    "family": "Family",
    "education": "Education",
    "Perseverence": "Perseverance",
    "janitor": "janitor",
    "conserje": "janitor",
    "astronauts": "The astronaut class",
    "kalpanna": "Kalpana Chawla",
    "echale ganas": "échale ganas",
    "Salvadore": "Salvador",
    "flashcard": "Your study",
    "mazda": "The Impala and the Mazda",
    "Apolo 17": "Apollo 17",
    "prejudise": "Prejudice",
    "sturkow": "Frederick Sturckow",
}
"""What readers type, misspelt, in Spanish or as a question, and what they look for."""


def test_the_search_forgives_and_finds_the_thing_itself_first(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(address)
    page.keyboard.press("/")
    field, said = page.locator(".sg-search-field"), page.locator(".sg-search-said")
    found = {}
    for typed in FIRST:
        field.fill("")
        expect(said).to_be_empty()
        field.fill(typed)
        expect(said).not_to_be_empty()
        title = page.locator(".sg-search-hits li .sg-search-title").first.inner_text()
        found[typed] = title.partition(" (")[0]
    assert found == FIRST
    assert tab.complaints == []


def test_a_search_in_vain_leads_to_the_lists(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(address)
    page.keyboard.press("/")
    page.locator(".sg-search-field").fill("qqqxx")
    expect(page.locator(".sg-search-said")).to_contain_text("Nothing found")
    links = page.locator(".sg-search-ways a").evaluate_all("all => all.map(link => link.href)")
    assert sorted(link.removeprefix(address) for link in links) == [
        "characters.html",
        "themes.html",
        "words.html",
    ]


def test_the_index_is_loaded_when_somebody_searches(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(address, wait_until="networkidle")
    assert [url for url in tab.requests if "search_index" in url] == []
    find(page, "nasa")
    assert len([url for url in tab.requests if "search_index" in url]) == 1


LOST = """() => {
    const here = document.activeElement, box = here.getBoundingClientRect();
    const seen = here.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return seen && box.right > 0 && box.left < innerWidth ? '' : here.outerHTML.slice(0, 90);
}"""


@pytest.mark.parametrize("width", [320, 640])
def test_a_keyboard_opens_and_closes_what_the_bar_offers(
    tab: Tab, address: str, width: int
) -> None:
    page = tab.page
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{address}quizzes/act-1.html")
    menu = page.get_by_role("button", name="Menu", exact=True)
    for key in ("Enter", "Space"):
        menu.focus()
        page.keyboard.press(key)
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".sg-menu-close")).to_be_focused()
        page.keyboard.press("Escape")
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(menu).to_be_focused()
        search = page.get_by_role("button", name="Search")
        search.focus()
        expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
        page.keyboard.press(key)
        expect(page.locator(".sg-search-field")).to_be_focused()
        page.keyboard.press("Escape")
        expect(search).to_be_focused()
    page.get_by_role("button", name="Switch to dark").focus()
    page.keyboard.press("Space")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="Switch to light")).to_be_focused()
    assert tab.complaints == []


def test_no_stop_of_the_keyboard_is_out_of_sight(tab: Tab, address: str) -> None:
    page = tab.page
    page.set_viewport_size({"width": 640, "height": 740})
    page.goto(f"{address}quizzes/act-1.html")
    lost = []
    for _ in range(40):
        page.keyboard.press("Tab")
        lost.append(page.evaluate(LOST))
    assert [found for found in lost if found] == []


def test_the_colours_follow_the_device_until_the_reader_chooses(tab: Tab, address: str) -> None:
    page = tab.page
    body = page.locator("body")
    page.goto(address)
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Switch to light").click()
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_a_heading_is_called_by_its_words_and_lands_under_the_bar(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(f"{address}characters.html#beto")
    expect(page.get_by_role("heading", name="Beto", exact=True)).to_be_in_viewport()
    tab.page.wait_for_function("document.getElementById('beto').getBoundingClientRect().top < 90")
    assert page.locator("main").count() == 1
    assert page.locator("main .md-nav").count() == 0


def test_a_page_asks_for_one_script_and_one_stylesheet_of_ours(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(f"{address}real-and-film/childhood.html", wait_until="networkidle")
    ours = [url for url in tab.requests if "studyguide" in url and "comfort-first" not in url]
    assert sorted(url.rpartition("/")[2] for url in ours) == ["studyguide.css", "studyguide.js"]
    expect(page).to_have_title(
        "Childhood – Real life and film – A Million Miles Away: a study guide"
    )
    about = page.locator('meta[name="description"]').get_attribute("content") or ""
    assert len(about) > 40
    assert about[:40] in page.locator("article").inner_text()


def test_what_is_for_authors_stands_in_the_footer(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(address)
    expect(page.locator(".md-tabs")).not_to_contain_text("For authors")
    page.get_by_role("contentinfo").get_by_role("link", name="For authors").click()
    page.wait_for_url(f"{address}authors/index.html")


@pytest.mark.parametrize("width", [320, PHONE])
def test_a_phone_cuts_no_title_and_no_table(tab: Tab, address: str, width: int) -> None:
    page = tab.page
    page.set_viewport_size({"width": width, "height": 900})
    for url in ("theme-map.html", "real-and-film/index.html", "worksheets.html", "characters.html"):
        page.goto(address + url)
        tab.open_everything()
        title = page.locator(".md-header__topic .md-ellipsis").first
        assert title.evaluate(
            "title => title.scrollWidth <= title.clientWidth && "
            "title.scrollHeight < title.clientHeight + 6 && "
            "getComputedStyle(title).textOverflow === 'clip'"
        )
        rights = page.locator(".md-content table").evaluate_all(
            "all => all.map(table => table.getBoundingClientRect().right)"
        )
        assert rights
        assert max(rights) <= width


def test_a_long_title_stands_inside_the_bar_of_a_phone(tab: Tab, address: str) -> None:
    tab.page.set_viewport_size({"width": PHONE, "height": 900})
    tab.page.goto(address)
    title = tab.page.locator(".md-header__topic .md-ellipsis").first
    above, below = title.evaluate(
        "title => { title.textContent = 'A guide to a long story '.repeat(6);"
        "const [own, bar] = [title, title.closest('.md-header')].map("
        "(box) => box.getBoundingClientRect());"
        "return [own.top - bar.top, bar.bottom - own.bottom]; }"
    )
    assert min(above, below) >= 2


def test_a_heading_of_a_block_is_smaller_than_the_one_it_stands_under(
    tab: Tab, address: str
) -> None:
    for url in ("characters.html", "themes.html", "synopsis/act-1.html"):
        tab.page.goto(address + url)
        sizes = tab.page.locator(".md-content h2, .md-content .sg-block > h3").evaluate_all(
            "all => all.map(h => [h.tagName, parseFloat(getComputedStyle(h).fontSize)])"
        )
        seconds = [size for tag, size in sizes if tag == "H2"]
        thirds = [size for tag, size in sizes if tag == "H3"]
        assert thirds
        assert max(thirds) < min(seconds)


def test_a_moment_of_one_lane_leaves_no_empty_box(tab: Tab, address: str) -> None:
    page = tab.page
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}real-and-film/timeline.html")
        lone = page.locator(".sg-lanes:not(:has(> .sg-work > p))").first
        colors = lone.evaluate("lanes => getComputedStyle(lanes).borderTopColor")
        assert lone.locator(".sg-work").is_hidden()
        assert (colors == "rgba(0, 0, 0, 0)") == (width == DESK)


def test_a_pdf_can_be_reached_from_the_front_page(
    tab: Tab, site_of_the_guide: Built, address: str
) -> None:
    page = tab.page
    page.goto(address)
    hrefs = page.locator('a[href$=".pdf"]').evaluate_all("links => links.map(link => link.href)")
    assert hrefs
    for href in hrefs:
        answer = tab.context.request.get(href)
        assert answer.ok
        assert answer.body().startswith(b"%PDF-")
    assert site_of_the_guide.data["work"]["id"] in hrefs[0]


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("teachers/index.html", ["student", "teacher", "quiz-pack", "student-large-print"]),
        ("quizzes/index.html", ["student", "teacher", "quiz-pack"]),
        ("worksheets.html", ["student"]),
    ],
)
def test_a_pdf_is_one_tap_from_where_it_is_named(
    tab: Tab, address: str, url: str, wanted: Sequence[str]
) -> None:
    tab.page.goto(address + url)
    links = tab.page.locator('.md-content a[href$=".pdf"]')
    hrefs = links.evaluate_all("links => links.map(link => link.href)")
    for edition in wanted:
        assert any(href.endswith(f"-{edition}-a4.pdf") for href in hrefs), edition
    assert all(tab.context.request.get(href).ok for href in hrefs)


def test_teachers_are_led_to_the_list_of_downloads(tab: Tab, address: str) -> None:
    tab.page.goto(f"{address}teachers/index.html")
    tab.page.locator(".md-content").get_by_role("link", name="Downloads").click()
    tab.page.wait_for_url(f"{address}index.html#downloads")
    expect(tab.page.locator(".sg-downloads")).to_be_in_viewport()


SCREENS = [(360, 740), (768, 1024), (1280, 800), (1366, 768), (1920, 1080)]


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_front_page_opens_with_something_to_do(
    tab: Tab, address: str, width: int, height: int
) -> None:
    tab.page.set_viewport_size({"width": width, "height": height})
    tab.page.goto(address)
    band = tab.page.locator(".sg-hero").bounding_box()
    assert band is not None
    assert band["height"] <= 0.45 * height
    for name in ("Story in a minute", "Practice", "I teach"):
        button = tab.page.locator(".sg-hero + ul").get_by_role("link", name=name)
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= 0.7 * height
    assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_the_keyboard_reaches_the_content_first(tab: Tab, address: str) -> None:
    tab.page.goto(address)
    tab.page.keyboard.press("Tab")
    focused = tab.page.evaluate("document.activeElement.getAttribute('href') || ''")
    assert focused.startswith("#")
    assert tab.page.locator(focused).count() == 1


def test_the_front_page_comes_quickly_over_a_weak_line(tab: Tab, address: str) -> None:
    """Everything that its first load asks for, compressed as hosts compress it."""
    answers: list[Response] = []
    tab.page.on("response", lambda answer: answers.append(answer))
    tab.page.goto(f"{address}index.html", wait_until="networkidle")
    bodies = {answer.url: answer.body() for answer in answers}
    sizes = {url: min(len(body), len(gzip.compress(body))) for url, body in bodies.items()}
    assert len(sizes) > 10
    assert sum(sizes.values()) <= 600 * 1024, sizes
