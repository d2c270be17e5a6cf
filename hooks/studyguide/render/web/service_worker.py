"""The service worker that keeps the website readable without a network after the first visit.

Its code is `scripts/service-worker.js`; here it gets the list of what to keep, each file with its
hash as Subresource Integrity (W3C) writes it. Same files, same bytes.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

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
FILES, BUILD = '"FILES"', '"BUILD"'
"""What the script names in their place."""
BUILD_ID = re.compile(r'"[0-9a-f]{16}"')


def kept(name: str) -> bool:
    """Whether a file of the site is fetched ahead: pages and what they need, no downloads."""
    page_or_part = name.endswith(ENDINGS) and not name.startswith("downloads/")
    return name == SEARCH_INDEX or (page_or_part and name not in NEVER)


def service_worker(script: str, files: Mapping[str, bytes]) -> str:
    """The script with its list; `files` is the whole site by path, PDFs and all."""
    listed = _listed(files)
    build = sha256((script + listed).encode()).hexdigest()[:16]
    return script.replace(FILES, listed).replace(BUILD, json.dumps(build))


def for_other_files(worker: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> str:
    """The worker of the files `old`, made anew for the files `new`."""
    script = BUILD_ID.sub(BUILD, worker.replace(_listed(old), FILES), count=1)
    return service_worker(script, new)


def _listed(files: Mapping[str, bytes]) -> str:
    hashes = {name: _integrity(files[name]) for name in sorted(files) if kept(name)}
    return json.dumps(hashes, ensure_ascii=False, indent=1)


def _integrity(data: bytes) -> str:
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"
