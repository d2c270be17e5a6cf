"""A page with everything that the skeleton's Markdown knows, in a browser and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from studyguide.edge.markdown import EXTENSION, SKELETON
from tests.whole.browsing import DESK, PHONE, Scheme, Tab, served, violations
from tests.whole.guides import GUIDE_YML, PLUGIN, ROOT, TINY, Folder, new_folder

PAGE = "every.html"
CONFIG = f"{PLUGIN}  - Everything: every.md\n".replace(
    "theme: material\n",
    """\
theme:
  name: material
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
""",
)
"""No extension is named, so that the skeleton is what the page is read with."""
RIGHT_EDGE = """Math.max(...[...document.querySelectorAll(
  'article :is(p, pre, table, details, .admonition, .sg-side, .sg-part, div.arithmatex)')]
  .map((element) => element.getBoundingClientRect().right))"""
"""Where the widest of what must not be cut off ends."""
COLORS = """[".md-header", ".md-footer", "body", ".md-copyright a", "article a"].flatMap((part) => {
  const { backgroundColor, color } = getComputedStyle(document.querySelector(part));
  return [backgroundColor, color];
})"""
"""The grounds and the letters of some parts of a page, the header's ground first."""
TEXT = Path(__file__).with_name("constructs.txt")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Path:
    """The site of a guide with that page."""
    settings = GUIDE_YML.replace("editions: [student-a4]", "editions: []")
    files = {**TINY, "guide.yml": settings, "every.md": TEXT.read_text("utf-8")}
    folder = new_folder(tmp_path_factory.mktemp("every") / "guide", files, fonts=fonts)
    folder.config.write_text(CONFIG, "utf-8")
    result = folder.build()
    assert result.code == 0, result.output
    return folder.site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where that site is served."""
    with served(site) as found:
        yield found


def test_the_skeleton_is_what_the_first_guide_names() -> None:
    with (ROOT / "mkdocs.yml").open("rb") as file:
        named = yaml_load(file)["markdown_extensions"]
    rows = [row if isinstance(row, dict) else {row: {}} for row in named]
    found = {name: options or {} for row in rows for name, options in row.items()}
    assert found.pop(EXTENSION) == {}
    assert found == {name: dict(options) for name, options in SKELETON.items()}
    assert list(found) == list(SKELETON)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_can_be_read_by_all_and_asks_nobody_else(
    chromium: Browser, address: str, scheme: Scheme, width: int
) -> None:
    tab = Tab(chromium, scheme, width)
    tab.page.goto(address + PAGE)
    tab.open_everything()
    assert violations(tab) == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.page.evaluate(RIGHT_EDGE) <= width
    assert tab.foreign(address) == []
    assert tab.complaints == []
    tab.context.close()


def test_a_guide_without_a_palette_has_the_same_colors(
    chromium: Browser, tiny: Callable[..., Folder]
) -> None:
    folder = tiny()
    folder.config.write_text(PLUGIN, "utf-8")
    result = folder.build()
    assert result.code == 0, result.output
    with served(folder.site) as address:
        tab = Tab(chromium, width=PHONE)
        tab.page.goto(f"{address}letter.html")
        bare = tab.page.evaluate(COLORS)
        assert violations(tab) == []
        tab.page.evaluate("document.body.dataset.mdColorScheme = 'default'")
        assert bare == tab.page.evaluate(COLORS)
        assert bare[0] != "rgba(0, 0, 0, 0)"
        tab.context.close()


def test_formulas_and_code_keep_the_policy(site: Path) -> None:
    page = LexborHTMLParser((site / PAGE).read_text("utf-8"))
    policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    rules = (policy.attributes["content"] or "").split("; ")
    assert "default-src 'none'" in rules
    assert [r for r in rules if r.startswith(("script", "connect", "img")) and "unsafe" in r] == []
    assert len(page.css("math[alttext]")) > 20
    assert len(page.css(".highlight .k, .highlight .kn")) > 5
    assert page.css("article .highlight [style], article math [style]") == []


def test_no_block_stands_in_a_line(site: Path) -> None:
    page = LexborHTMLParser((site / PAGE).read_text("utf-8"))
    lines = ".sg-option-text, .sg-letter, strong, em, label, .sg-stem, article p"
    within = [
        f"{line} {block}" for line in lines.split(", ") for block in ("p", "div", "pre", "ul")
    ]
    assert [node.html for node in page.css(", ".join(within))] == []
    assert [node.text().strip() for node in page.css("article p") if not node.inner_html] == []


@pytest.mark.parametrize("nothing", ["<em><div>x</div></em>", "<label><p>x</p></label>"])
def test_a_block_in_a_line_would_be_seen(nothing: str) -> None:
    page = LexborHTMLParser(nothing)
    assert page.css("em div, label p") != []
