"""The list of what a browser keeps for reading without a network."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

from studyguide.render.web.service_worker import for_other_files, service_worker

SCRIPT = 'const BUILD = "BUILD"; const BYTES = "BYTES"; const FILES = "FILES";'
SITE = {
    "words.html": b"<p>light</p>",
    "index.html": b"<p>first</p>",
    "404.html": b"<p>lost</p>",
    "assets/a.css": b"p{}",
    "assets/fonts/a.woff2": b"font",
    "search/search_index.json": b"{}",
    "search/search_index.js": b"var __index = {}",
    "downloads/light-student-a4.pdf": b"%PDF-",
    "downloads/light-site.zip": b"PK",
    "downloads/light-teacher-sheet.html": b"<p>keys</p>",
    "assets/lecture.mp4": b"film",
    "guide.json": b"{}",
    "sitemap.xml": b"<urlset/>",
}


def listed(files: dict[str, bytes]) -> dict[str, str]:
    found = re.search(r"const FILES = (\{.*\});", service_worker(SCRIPT, files), re.DOTALL)
    assert found
    names: dict[str, str] = json.loads(found[1])
    return names


def build(files: dict[str, bytes]) -> str:
    return service_worker(SCRIPT, files).split(";")[0]


def test_pages_and_what_they_need_are_kept_but_no_download() -> None:
    assert list(listed(SITE)) == [
        "assets/a.css",
        "assets/fonts/a.woff2",
        "index.html",
        "search/search_index.json",
        "words.html",
    ]


def test_what_is_aside_is_not_kept() -> None:
    assert "words.html" not in service_worker(SCRIPT, SITE, {"words.html"})


def test_each_file_has_the_hash_that_browsers_check() -> None:
    digest = sha256(SITE["words.html"]).digest()
    assert listed(SITE)["words.html"] == f"sha256-{b64encode(digest).decode()}"


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    assert service_worker(SCRIPT, SITE) == service_worker(SCRIPT, dict(reversed(SITE.items())))


def test_a_build_is_new_when_a_page_is_and_not_when_a_download_is() -> None:
    assert build({**SITE, "words.html": b"<p>dark</p>"}) != build(SITE)
    assert build({**SITE, "new.html": b""}) != build(SITE)
    assert build({**SITE, "guide.json": b"[]", "downloads/light-student-a4.pdf": b""}) == build(
        SITE
    )


def test_a_worker_is_made_anew_for_other_files() -> None:
    other = {**SITE, "words.html": b"<p>dark</p>", "new.html": b""}
    made = for_other_files(service_worker(SCRIPT, SITE), SITE, other)
    assert made == service_worker(SCRIPT, other)
    assert made != service_worker(SCRIPT, SITE)
