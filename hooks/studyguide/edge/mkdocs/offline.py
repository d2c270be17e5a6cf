"""The website without a network: in a folder, as a zip, or kept by the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from studyguide.edge.files.folder import is_left_behind
from studyguide.edge.mkdocs.project import GUIDE_FILE, SOURCES_FILE
from studyguide.export.site_zip import without_links_to, zipped
from studyguide.render.web.service_worker import INDEX, NAME, service_worker

FOLDER_INDEX = "search/search_index.js"
"""Where the theme looks for the index on file://, as the variable `__index`."""
LUNR = "assets/javascripts/lunr/"
LANGUAGE = "lunr.{}.min.js"
SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
"""Scripts of the search that cut the words of some languages apart."""


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Take out of the site what no reader needs.

    That is the settings (they are sources, and `guide.json` holds what they say), what editors and
    systems left in the folder, the theme's source maps, and the parts of its search for languages
    other than the guide's.
    """
    languages = _languages(config)
    for file in list(files):
        name = file.dest_uri
        foreign = name.startswith(LUNR) and Path(name).name not in languages
        source = file.src_uri in (GUIDE_FILE, SOURCES_FILE) or is_left_behind(file.src_uri)
        if source or name.endswith(".map") or foreign:
            files.remove(file)


def _languages(config: MkDocsConfig) -> set[str]:
    """The files of the search that the languages of the site need."""
    search = config.plugins.get("search") or config.plugins.get("material/search")
    asked = search.config.get("lang") if search else None
    languages = [asked] if isinstance(asked, str) else list(asked or [])
    others = [language for language in languages if language != "en"]
    needed = {LANGUAGE.format(language) for language in others}
    needed |= {SEGMENTERS[language] for language in others if language in SEGMENTERS}
    needed |= {LANGUAGE.format("stemmer.support")} if others else set()
    return needed | ({LANGUAGE.format("multi")} if len(languages) > 1 else set())


def write_offline(site: Path, script: str, folder: str, archive: str = "") -> None:
    """Complete a finished site: the index for folders, the service worker, and the zip.

    `script` is the code of the service worker. Without a path for the archive none is made; all in
    it lies in `folder`. Raises `OSError` where it cannot be written.
    """
    index = site / INDEX
    if index.is_file():
        (site / FOLDER_INDEX).write_bytes(b"var __index = " + index.read_bytes())
    (site / NAME).unlink(missing_ok=True)
    if archive:
        (site / archive).unlink(missing_ok=True)
    files = dict(_read(site))
    (site / NAME).write_text(service_worker(script, files), encoding="utf-8")
    if archive:
        files = without_links_to(archive, files)
        files[NAME] = service_worker(script, files).encode()
        (site / archive).write_bytes(zipped(folder, files))


def _read(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()
