"""What of a page cannot be seen: texts and controls that are cut, and headings whose words are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.whole.browsing import Tab

LOOK = Path(__file__).with_name("cuts.js").read_text("utf-8")
SPACED = """\
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""The spacing that WCAG 1.4.12 asks a page to stand."""
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"
SPACE = """
css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
"""
SETTLED = """
() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
})
"""


@dataclass(frozen=True)
class Reading:
    """How somebody reads: on a screen so wide, letters so large, perhaps with a wide spacing."""

    width: int
    size: int = 100
    spaced: bool = False

    def __str__(self) -> str:
        return f"{self.width}px-{'spaced' if self.spaced else self.size}"

    @contextmanager
    def tab(self, browser: Browser, guide: str) -> Iterator[Tab]:
        """A tab in which the guide with this slug is read so."""
        tab = Tab(browser, width=self.width)
        kept = json.dumps(json.dumps({"size": str(self.size)}))
        if self.size != 100:
            name = json.dumps(f"studyguide:{guide}:comfort")
            tab.context.add_init_script(f"localStorage.setItem({name}, {kept})")
        yield tab
        tab.context.close()

    def cut(self, page: Page) -> list[str]:
        """All that is cut of the page as it stands, on this screen."""
        page.set_viewport_size({"width": self.width, "height": 740})
        if self.spaced:
            page.evaluate(SPACE, SPACED)
        page.evaluate(SETTLED)
        found: list[str] = page.evaluate(LOOK)
        return found
