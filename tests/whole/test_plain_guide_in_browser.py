"""A guide without a stylesheet or a picture of its own, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.guides import GUIDE_YML, SOURCES_YML, tiny_pages
from tests.whole.browsing import DESK, PHONE, Scheme, Tab, served, violations
from tests.whole.guides import PLUGIN, new_folder

pytestmark = pytest.mark.browser

DOORS = """\
# The Light: *a study guide* { .sg-hero }

A film about a lighthouse [@review].

/// show | work
///

## Where to start { .sg-doors }

- **[The letter](scene.md)** One scene.
- **[Who is in it](character.md)** Two people.
- **[What happened](compare.md)** One comparison.
"""
ALONE = "---\nhide: [navigation, toc]\n---\n"
VIEWS = ("theme-map", "character-map", "timeline", "verdict-overview", "cast", "scenes", "verdicts")
SHOWN = "# All at once\n\n" + "\n\n".join(f"/// show | {view}\n///" for view in VIEWS)
CONFIG = PLUGIN.partition("nav:")[0].replace(
    "theme: material\n",
    """\
theme:
  name: material
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
""",
)
NARROWEST, HIGHEST = 210, 270
"""Pixels: of a door, and of the band."""
CONTENTS = 960
"""From here on the contents of a page stand beside it."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Iterator[str]:
    """The site of a guide with one of each thing, served."""
    folder = new_folder(tmp_path_factory.mktemp("plain") / "guide", files={}, fonts=fonts)
    pages = {**tiny_pages(), "index.md": ALONE + DOORS, "framed.md": DOORS, "shown.md": SHOWN}
    folder.write({"guide.yml": GUIDE_YML, "sources.yml": SOURCES_YML, **pages})
    folder.config.write_text(CONFIG, "utf-8")
    folder.preview()
    with served(folder.site) as found:
        yield found


@pytest.mark.parametrize("page", ["index.html", "framed.html"])
def test_the_first_page_has_room_for_its_doors_at_every_width(
    chromium: Browser, address: str, page: str
) -> None:
    tab = Tab(chromium)
    tab.page.goto(address + page)
    for width in (320, PHONE, 768, 1000, 1230, DESK, 1700):
        tab.page.set_viewport_size({"width": width, "height": 900})
        boxes = [box.bounding_box() for box in tab.page.locator(".sg-doors + ul > li").all()]
        assert min(box["width"] for box in boxes if box) >= NARROWEST, width
        assert len([box for box in boxes if box]) == 3
        band = tab.page.locator("h1.sg-hero").bounding_box()
        assert band is not None
        assert band["height"] < HIGHEST, width
        beside = page == "framed.html" and width >= CONTENTS
        assert (band["width"] < width) == beside, width
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    tab.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_colours_of_every_guide_can_be_read(
    chromium: Browser, address: str, scheme: Scheme, width: int
) -> None:
    tab = Tab(chromium, scheme, width)
    for page in ("index.html", "character.html", "compare.html", "quiz.html", "shown.html"):
        tab.page.goto(address + page)
        assert violations(tab) == []
    assert tab.complaints == []
    tab.context.close()
