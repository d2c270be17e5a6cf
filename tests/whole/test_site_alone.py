"""The website of the real guide by itself: every link and file, in a folder and in the zip, light.

No browser is needed here; `test_browser.py` opens every page in one.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.edge.mkdocs.site_files import PLAY, STYLESHEET
from tests.whole.conftest import Built

IN_CSS = re.compile(r"url\(\s*[\"']?(?!data:|#)([^\"')]+)")
NAMED = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "use": "href"}
VECTORS = {".svg"}
RASTERS = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".avif"}
OF_THE_THEME = "assets/images/favicon.png"
KILO = 1024


class Files:
    """The files of a site by their paths, wherever they lie."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    @cached_property
    def pages(self) -> dict[str, LexborHTMLParser]:
        return {
            name: LexborHTMLParser(data.decode())
            for name, data in self.files.items()
            if name.endswith(".html") and name != "404.html"
        }

    @cached_property
    def places(self) -> dict[str, set[str]]:
        """The ids on each page."""
        return {
            name: {element.attributes["id"] or "" for element in page.css("[id]")}
            for name, page in self.pages.items()
        }

    def references(self) -> Iterator[tuple[str, str]]:
        """Every address in a page or stylesheet, with the file that it stands in."""
        for name, page in self.pages.items():
            for tag, attribute in NAMED.items():
                for element in page.css(f"{tag}[{attribute}]"):
                    yield name, element.attributes[attribute] or ""
        for name, data in self.files.items():
            if name.endswith((".css", ".svg")):
                yield from ((name, found) for found in IN_CSS.findall(data.decode()))

    def lost(self) -> list[str]:
        """Every address that leads nowhere when the files lie in some folder."""
        return sorted({f"{at}: {to}" for at, to in self.references() if not self.leads(at, to)})

    def leads(self, at: str, to: str) -> bool:
        """Whether an address leads to a file of the site and a place in it, or to the web."""
        parts = urlsplit(to)
        if parts.scheme in ("https", "http", "mailto", "data"):
            return True
        name = normpath(join(dirname(at), unquote(parts.path))) if parts.path else at
        known = name in self.files and not parts.path.startswith("/") and not parts.netloc
        place = unquote(parts.fragment)
        if known and "=" in place and name in self.pages:
            return self._narrows(name, *place.split("="))
        return known and (not place or name not in self.pages or place in self.places[name])

    def _narrows(self, name: str, by: str, value: str) -> bool:
        """Whether a page has a filter of that name that knows the value."""
        options = self.pages[name].css(f'sg-filter select[name="{by}"] option')
        return value in {option.attributes["value"] for option in options}


FOR_TEACHERS = re.compile(r"-teacher-.*(?<!\.pdf)$")
"""What other systems take; the teachers' PDFs are in the zip."""


@pytest.fixture(scope="module")
def files(site_of_the_guide: Built) -> Files:
    """The files of the site as they lie in its folder."""
    root = site_of_the_guide.site
    names = (path for path in sorted(root.rglob("*")) if path.is_file())
    return Files({path.relative_to(root).as_posix(): path.read_bytes() for path in names})


def zip_of(built: Built) -> Path:
    """The zip of a site."""
    return built.site / "downloads" / f"{built.data['work']['id']}-site.zip"


@pytest.fixture(scope="module")
def unpacked(site_of_the_guide: Built) -> Files:
    """The files of the site as they lie in its zip, below its one folder."""
    folder = site_of_the_guide.data["work"]["id"] + "/"
    with ZipFile(zip_of(site_of_the_guide)) as archive:
        assert [name for name in archive.namelist() if not name.startswith(folder)] == []
        return Files({n.removeprefix(folder): archive.read(n) for n in archive.namelist()})


def test_every_link_anchor_and_file_is_there(files: Files) -> None:
    assert len(list(files.references())) > 5000
    assert files.lost() == []


def test_the_same_holds_in_the_zip(files: Files, unpacked: Files, site_of_the_guide: Built) -> None:
    assert unpacked.lost() == []
    left_out = set(files.files) - set(unpacked.files)
    assert {name for name in left_out if not FOR_TEACHERS.search(name)} <= {
        f"downloads/{zip_of(site_of_the_guide).name}",
        ".studyguide-files",
    }
    assert any(FOR_TEACHERS.search(name) for name in left_out)
    assert "index.html" in unpacked.files


@pytest.mark.parametrize(
    "address", ["nowhere.html", "index.html#nowhere", "/index.html", "//cdn.example/a.js", "../a"]
)
def test_an_address_that_leads_nowhere_is_found(files: Files, address: str) -> None:
    page = files.files["words.html"] + f'<a href="{address}">x</a>'.encode()
    assert Files({**files.files, "words.html": page}).lost() == [f"words.html: {address}"]


def test_the_settings_and_source_maps_stay_out(files: Files) -> None:
    odd = [name for name in files.files if name.endswith((".yml", ".map"))]
    assert odd == []


def test_pictures_are_vectors(files: Files) -> None:
    rasters = [name for name in files.files if Path(name).suffix in RASTERS]
    assert [name for name in rasters if name != OF_THE_THEME] == []
    assert sum(Path(name).suffix in VECTORS for name in files.files) >= 3
    text = b"".join(data for name, data in files.files.items() if name.endswith((".html", ".css")))
    assert re.findall(rb"data:image/(?!svg)[a-z]+", text) == []


def packed(files: Files, ending: str) -> int:
    """How many bytes our own files of a kind take when a host compresses them."""
    ours = [name for name in files.files if name.startswith((PLAY, STYLESHEET))]
    ours += [name for name in files.files if re.fullmatch(r"(assets/)?[a-z-]+\.(css|js)", name)]
    found = {name for name in ours if name.endswith(ending)}
    assert found
    return sum(len(gzip.compress(files.files[name])) for name in found)


def test_our_scripts_are_light(files: Files) -> None:
    assert packed(files, ".js") <= 42 * KILO


def test_our_stylesheets_are_light(files: Files) -> None:
    assert packed(files, ".css") <= 40 * KILO
