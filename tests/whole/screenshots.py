"""Pictures of every page of the website, to look at: phone and laptop, light and dark.

It takes a site that is built and writes a picture of each page, at its whole length, into a folder
for each width and scheme; pages named after the folder are the only ones:

    python -m tests.whole.screenshots [SITE [FOLDER [PAGE ...]]]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from tests.whole.browsing import DESK, PHONE, Scheme, Tab, chromium, served

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PATIENCE = 120_000
"""Milliseconds for one picture: a list of all problems is a hundred screens long."""


def take(browser: Browser, address: str, names: Sequence[str], folder: Path) -> None:
    """Write a picture of each page at each width and in each scheme."""
    for scheme in SCHEMES:
        for width in (PHONE, DESK):
            tab = Tab(browser, scheme, width)
            for name in names:
                tab.page.goto(address + name)
                to = folder / f"{width}-{scheme}" / f"{name.removesuffix('.html')}.png"
                to.parent.mkdir(parents=True, exist_ok=True)
                tab.page.screenshot(path=to, full_page=True, timeout=PATIENCE)
            tab.context.close()


def main(site: str = "site", folder: str = "screenshots", *pages: str) -> None:
    """Take pictures of all pages of a site, or of those that are named."""
    root = Path(site)
    every = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html"))
    names = pages or every
    if not names:
        sys.exit(f"there is no website in {site}: build it first")
    with served(root) as address, chromium() as browser:
        take(browser, address, names, Path(folder))
    sys.stdout.write(f"{4 * len(names)} pictures in {folder}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
