"""No word is fixed in anything that a page says, and none is cut off where words are longer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.pseudo.conftest import Strange
from tests.pseudo.language import all_fixed
from tests.pseudo.tour import DESK, VISITS, every_page
from tests.whole.browsing import Tab, served

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390, 320)
HARVEST = """() => {
  const found = [document.title];
  // What is found holds its words without their accents too, for those who leave them out.
  const unseen = "script, style, template, noscript, .sg-search-hits [hidden]";
  const shown = (node) => !node.parentElement.closest(unseen);
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (shown(texts.currentNode)) found.push(texts.currentNode.data);
  for (const node of document.querySelectorAll("*")) {
    for (const name of ["aria-label", "aria-description", "aria-roledescription", "title", "alt",
      "placeholder", "label"]) found.push(node.getAttribute(name) ?? "");
    if (node.matches("input[type=button], input[type=submit], textarea")) found.push(node.value);
    for (const part of ["::before", "::after"]) {
      const { content } = getComputedStyle(node, part);
      if (content.startsWith('"')) found.push(content.replace(/^"|"$/g, ""));
    }
  }
  return [...new Set(found.map((text) => text.trim()).filter(Boolean))];
}"""
"""Every text of a page, shown or not yet, and what is read aloud or stands before and after."""
SPILT = """() => {
  const faults = [];
  const wide = document.scrollingElement.scrollWidth;
  if (wide > window.innerWidth) faults.push(`the page is ${wide} pixels wide`);
  const hides = (value) => ["hidden", "clip"].includes(value);
  const scrolls = (node) => node && (["auto", "scroll"].includes(getComputedStyle(node).overflowX)
    || scrolls(node.parentElement));
  const told = (node) => node.outerHTML.slice(0, 160);
  const box = "button, select, summary, label, legend, th, td, dt, .sg-button, .sg-label, .md-tabs";
  for (const node of document.querySelectorAll("body *")) {
    if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(node);
    const { width, height } = node.getBoundingClientRect();
    const menu = node.closest(".md-sidebar")?.getBoundingClientRect();
    if (menu && menu.right <= 0) continue;
    if (width <= 2 || height <= 2 || style.clipPath !== "none") continue;
    if (hides(style.overflowX) && node.scrollWidth > node.clientWidth + 1
      && style.textOverflow !== "ellipsis" && node.textContent.trim()) {
      faults.push(`cut off: ${told(node)}`);
    }
    for (const text of [...node.childNodes].filter((n) => n.nodeType === 3 && n.data.trim())) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const around = node.matches(".sg-letter") ? null : node.closest(box)?.getBoundingClientRect();
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (!scrolls(node) && (right > window.innerWidth + 1 || left < -1)) {
          faults.push(`off the screen: ${told(node)}`);
        } else if (around && (right > around.right + 1.5 || left < around.left - 1.5
          || top < around.top - 6 || bottom > around.bottom + 6)) {
          faults.push(`out of its box: ${told(node)}`);
        } else continue;
        break;
      }
    }
  }
  return [...new Set(faults)];
}"""
"""What is wider than the screen, cut off, or stands outside the box that is drawn around it."""


class Walk:
    """Somebody who walks through the site, reads everything and measures it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.texts: dict[str, str] = {}
        self.spilt: list[str] = []

    def take(self, visit: Iterator[str]) -> None:
        """Read and measure each state of a visit, at each width."""
        for state in visit:
            self.texts[state] = "\n".join(self.page.evaluate(HARVEST))
            for width in WIDTHS:
                self.page.set_viewport_size({"width": width, "height": DESK["height"]})
                if self.page.evaluate(SPILT):
                    self.page.wait_for_timeout(500)  # the theme moves things to their places
                found = self.page.evaluate(SPILT)
                self.spilt += [f"{state}, {width} pixels: {fault}" for fault in found]
            self.page.set_viewport_size(DESK)


@pytest.fixture
def walk(chromium: Browser) -> Iterator[Walk]:
    tab = Tab(chromium)
    yield Walk(tab.page)
    tab.context.close()


def test_no_page_has_a_fixed_word_or_cuts_one_off(strange_site: Strange, walk: Walk) -> None:
    with served(strange_site.site) as address:
        walk.take(every_page(walk.page, address, strange_site.site))
    assert len(walk.texts) > 20
    assert all_fixed(walk.texts) == []
    assert walk.spilt == []


@pytest.mark.parametrize("visit", VISITS)
def test_no_state_has_a_fixed_word_or_cuts_one_off(
    strange_site: Strange, walk: Walk, visit: str
) -> None:
    with served(strange_site.site) as address:
        walk.take(VISITS[visit](walk.page, address))
    assert all_fixed(walk.texts) == []
    assert walk.spilt == []
