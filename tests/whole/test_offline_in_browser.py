"""The website where there is no network, or no server, or no page: in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from studyguide.edge.mkdocs.offline import write_offline
from studyguide.edge.mkdocs.site_files import script
from tests.whole.browsing import Tab, chromium, find, served
from tests.whole.conftest import Built
from tests.whole.guides import DOCS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab that lets sites keep themselves."""
    tab = Tab(browser, workers=True)
    yield tab
    tab.context.close()


GONE = """name => new Promise(done => {
    const look = async () => (await caches.has(name)) ? setTimeout(look, 20) : done();
    look();
})"""
"""Waits until a cache is gone."""
SETTLED = """() => new Promise(done => {
    const look = async () => {
        const found = await navigator.serviceWorker.getRegistration();
        return found.installing || found.waiting ? setTimeout(look, 20) : done();
    };
    look();
})"""
"""Waits until no new worker is on its way."""


def switch_to_dark(page: Page) -> None:
    page.get_by_role("button", name="Switch to dark").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.fixture(scope="module")
def root(site_of_the_guide: Built, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the folder in the zip, unpacked where the name is an awkward one."""
    folder = tmp_path_factory.mktemp("stick") / "my stick #1 (für Ángela)"
    name = str(site_of_the_guide.data["work"]["id"])
    with ZipFile(site_of_the_guide.site / "downloads" / f"{name}-site.zip") as archive:
        archive.extractall(folder)
    return (folder / name).as_uri() + "/"


class TestFolder:
    """The site opened from a folder, as from a stick."""

    def test_a_reader_finds_a_scene_and_answers_in_the_dark(
        self, tab: Tab, root: str, site_of_the_guide: Built
    ) -> None:
        scene = site_of_the_guide.data["scenes"][0]
        page = tab.page
        page.goto(f"{root}index.html")
        switch_to_dark(page)
        find(page, scene["title"])
        path = scene["url"].partition("#")[0]
        page.locator(f'.sg-search-hits a[href*="{path}"]').first.click()
        page.wait_for_url(f"{root}{path}*")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.locator(f'[id="{scene["id"]}"]')).to_be_visible()
        assert tab.foreign(root) == []
        assert tab.complaints == []

    def test_a_question_answers(self, tab: Tab, root: str, site_of_the_guide: Built) -> None:
        question = next(
            q for q in site_of_the_guide.data["questions"] if q["kind"] == "choice" and q["quizzes"]
        )
        page = tab.page
        page.goto(f"{root}{question['url']}")
        item = page.locator(f'sg-question[data-item="{question["id"]}"]')
        item.locator("input[type=radio]").first.check()
        item.get_by_role("button", name="Check").click()
        expect(item.locator(".sg-outcome")).to_be_visible()
        page.reload()
        expect(item.locator("input[type=radio]").first).to_be_checked()
        assert tab.complaints == []

    def test_a_reader_filters_and_looks_a_word_up(self, tab: Tab, root: str) -> None:
        page = tab.page
        page.goto(f"{root}real-and-film/index.html")
        rows = page.locator("sg-filter tbody tr:visible")
        whole = rows.count()
        page.locator("sg-filter select").first.select_option(index=1)
        assert 0 < rows.count() < whole
        assert "#" in page.url
        page.get_by_role("button", name="Show all").click()
        assert rows.count() == whole
        page.locator(".sg-term-use:visible").first.click()
        expect(page.locator(":popover-open")).to_be_visible()
        assert tab.complaints == []

    def test_its_typefaces_and_icons_load(self, tab: Tab, root: str) -> None:
        tab.page.goto(f"{root}words.html", wait_until="networkidle")
        states = tab.page.evaluate("[...document.fonts].map(font => [font.family, font.status])")
        assert {family for family, status in states if status == "loaded"} == {
            "Guide Text",
            "Guide Title",
        }
        assert tab.complaints == []

    def test_its_copy_of_the_downloads_leads_to_what_lies_in_it(self, tab: Tab, root: str) -> None:
        tab.page.goto(f"{root}index.html")
        hrefs = tab.page.locator(".sg-downloads a").evaluate_all("all => all.map(a => a.href)")
        assert len(hrefs) > 1
        assert [href for href in hrefs if not Path(unquote(urlsplit(href).path)).is_file()] == []


class TestKept:
    """The site kept by the browser after the first visit."""

    @pytest.fixture
    def site(self, site_of_tiny: Path, tmp_path: Path) -> Path:
        site = Path(shutil.copytree(site_of_tiny, tmp_path / "site"))
        shutil.copytree(DOCS / "assets", site / "assets", dirs_exist_ok=True)
        self.publish(site, "a letter")
        return site

    @staticmethod
    def wait(page: Page) -> None:
        """Wait until the page is kept, and the worker offers to keep the rest."""
        page.locator(".sg-offline:visible").wait_for()

    @staticmethod
    def publish(site: Path, text: str) -> None:
        """Put a new build of the site in the place of the last one."""
        page = site / "letter.html"
        page.write_text(page.read_text("utf-8").replace("a letter", text), "utf-8")
        write_offline(site, script("service-worker.js"))

    def test_what_was_visited_is_there_without_a_network(self, tab: Tab, site: Path) -> None:
        page = tab.page
        asked: list[str] = []
        with served(site, asked) as address:
            page.goto(f"{address}letter.html")
            self.wait(page)
        assert [name for name in asked if name in ("index.html", "sources.html")] == []
        assert [name for name in asked if "search" in name] == []
        page.goto(f"{address}letter.html?x=1#letter")  # the server is gone
        expect(page.locator("h1")).to_be_visible()

    def test_the_whole_guide_is_kept_by_choice(self, tab: Tab, site: Path) -> None:
        page = tab.page
        asked: list[str] = []
        with served(site, asked) as address:
            page.goto(f"{address}index.html")
            page.get_by_role("button", name="Keep this guide on this device").click()
            expect(page.locator(".sg-offline")).to_contain_text("is kept on this device")
        assert "letter.html" in asked
        assert [name for name in asked if name.endswith((".pdf", ".zip", "guide.json"))] == []
        # The server is gone.
        tab.complaints.clear()
        for name in ("letter.html", "sources.html?x=1#source-diary", ""):
            page.goto(f"{address}{name}")
            expect(page.locator("h1")).to_be_visible()
        find(page, "door")
        # Chromium asks for the icon of a tab past every service worker.
        assert [said for said in tab.complaints if not said.endswith("/favicon.svg")] == []

    def test_a_new_build_takes_over_whole(self, tab: Tab, site: Path) -> None:
        page = tab.page
        asked: list[str] = []
        with served(site, asked) as address:
            page.goto(f"{address}letter.html")
            self.wait(page)
            first = page.evaluate("caches.keys()")
            asked.clear()
            self.publish(site, "a postcard")
            page.goto(f"{address}index.html")
            page.evaluate(GONE, first[0])
            assert page.evaluate("caches.keys().then(all => all.length)") == 1
        assert asked.count("letter.html") == 1
        assert "sources.html" not in asked
        page.goto(f"{address}letter.html")
        expect(page.locator("article")).to_contain_text("finds a postcard")

    def test_a_build_that_arrives_in_pieces_leaves_the_last_one_whole(
        self, tab: Tab, site: Path
    ) -> None:
        page = tab.page
        with served(site) as address:
            page.goto(f"{address}letter.html")
            self.wait(page)
            self.publish(site, "a postcard")
            (site / "letter.html").write_text("cut o", "utf-8")
            page.goto(f"{address}index.html")
            page.evaluate("navigator.serviceWorker.getRegistration().then(r => r.update())")
            page.evaluate(SETTLED)
            page.goto(f"{address}letter.html")
            expect(page.locator("article")).to_contain_text("finds a letter")


class TestLost:
    """An address that leads nowhere, on a site that stands anywhere."""

    @pytest.mark.parametrize("name", ["nowhere.html", "old/place/", "quizzes/act-9.html"])
    def test_the_page_leads_home_from_any_depth(
        self, browser: Browser, site_of_the_guide: Built, name: str
    ) -> None:
        tab = Tab(browser)
        with served(site_of_the_guide.site) as address:
            tab.page.goto(f"{address}{name}", wait_until="networkidle")
            expect(tab.page.locator("h1")).to_have_text("This page is not here")
            find(tab.page, "NASA")
            tab.page.keyboard.press("Escape")
            tab.page.locator("main a").click()
            tab.page.wait_for_url(f"{address}index.html")
        host = address[: address.index("/", len("http://"))]
        assert tab.foreign(host) == []
        other = [said for said in tab.complaints if "404" not in said and "lost.js" not in said]
        assert other == []
        tab.context.close()


class TestPolicy:
    """What the policy of a page forbids, whoever wrote the page."""

    def test_code_that_somebody_slips_into_a_page_does_not_run(
        self, browser: Browser, site_of_tiny: Path, tmp_path: Path
    ) -> None:
        site = Path(shutil.copytree(site_of_tiny, tmp_path / "site"))
        page = site / "index.html"
        slipped = "<script>document.title = 'run'</script><p onclick=\"document.title = 'run'\">Go"
        text = page.read_text("utf-8").replace("</article>", f"{slipped}</article>")
        page.write_text(text, "utf-8")
        tab = Tab(browser)
        with served(site) as address:
            tab.page.goto(f"{address}index.html")
            tab.page.get_by_text("Go", exact=True).click()
            assert tab.page.title() != "run"
        assert len([line for line in tab.complaints if "script-src" in line]) == 2
        tab.context.close()

    def test_nothing_is_sent_to_another_host(self, browser: Browser, site_of_tiny: Path) -> None:
        tab = Tab(browser)
        with served(site_of_tiny) as address:
            tab.page.goto(f"{address}index.html")
            sent = tab.page.evaluate(
                "fetch('https://spy.example/').then(() => 'sent', () => 'refused')"
            )
            assert sent == "refused"
        assert [line for line in tab.complaints if "connect-src" in line] != []
        tab.context.close()
