"""The service worker that keeps what was visited readable without a network, or all by choice.

Its code is `scripts/service-worker.js`; here it gets the list of what to keep, each file with its
hash as Subresource Integrity (W3C) writes it. Same files, same bytes.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from studyguide.model import AUTHORS
from studyguide.render.site import Site
from studyguide.render.web.theme_markup import FOLDER_INDEX, SEARCH_INDEX

NAME = "service-worker.js"
"""Its place: at the root, because a worker sees to its own folder and what is below."""
ENDINGS = (
    ".html",
    ".css",
    ".js",
    ".woff2",
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".gif",
    ".ico",
)
NEVER = {NAME, "404.html", FOLDER_INDEX}
"""Itself, what is shown only with a network, and the copy of the index for folders."""
FILES, BUILD, BYTES = '"FILES"', '"BUILD"', '"BYTES"'
"""What the script names in their place."""
BUILD_ID = re.compile(r'"[0-9a-f]{16}"')
SIZE = re.compile(r"BYTES = \d+")


def aside(site: Site) -> frozenset[str]:
    """What no reader needs without a network: the pages for authors, and the cover of the books."""
    pages = (page.src for page in site.guide.pages if page.audience == AUTHORS)
    urls = (site.urls[src] for src in pages)
    names = [f"{url}index.html" if url.endswith("/") or not url else url for url in urls]
    return frozenset([*names, site.guide.imprint.cover])


def kept(name: str) -> bool:
    """Whether a file of the site may be kept: pages and what they need, no downloads."""
    page_or_part = name.endswith(ENDINGS) and not name.startswith("downloads/")
    return name == SEARCH_INDEX or (page_or_part and name not in NEVER)


def service_worker(script: str, files: Mapping[str, bytes], aside: Collection[str] = ()) -> str:
    """The script with its list; `files` is the whole site by path, PDFs and all."""
    names = [name for name in sorted(files) if kept(name) and name not in aside]
    listed = _listed(names, files)
    build = sha256((script + listed).encode()).hexdigest()[:16]
    size = sum(len(files[name]) for name in names)
    made = script.replace(FILES, listed).replace(BYTES, str(size))
    return made.replace(BUILD, json.dumps(build))


def for_other_files(
    worker: str,
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    aside: Collection[str] = (),
) -> str:
    """The worker of the files `old`, made anew for the files `new`."""
    names = [name for name in sorted(old) if kept(name) and name not in aside]
    script = BUILD_ID.sub(BUILD, worker.replace(_listed(names, old), FILES), count=1)
    return service_worker(SIZE.sub(f"BYTES = {BYTES}", script, count=1), new, aside)


def _listed(names: Iterable[str], files: Mapping[str, bytes]) -> str:
    hashes = {name: _integrity(files[name]) for name in names}
    return json.dumps(hashes, ensure_ascii=False, indent=1)


def _integrity(data: bytes) -> str:
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"
