"""The page that hosts show for an address that leads nowhere: `404.html`.

It is shown under the address that was asked for, at any depth, and nothing in it says where the
site begins: a guide that may be copied to any address has no `site_url`. So it needs no other file
to be read, and asks for its script as seen from each depth that a mistyped address may have.
"""

from __future__ import annotations

from studyguide.render.compose import WEB, render_template
from studyguide.render.site import Site

DEEPER = 1
"""Folders more than the deepest page has, as in the address of a page that is now a file."""


def lost_page(site: Site, script: str) -> str:
    """The page as HTML; `script` is the path of its script in the site."""
    depth = max((url.count("/") for url in site.urls.values()), default=0) + DEEPER
    ups = ["../" * n for n in range(depth + 1)]
    return render_template("lost.html", site, WEB, ups=ups, script=script)
