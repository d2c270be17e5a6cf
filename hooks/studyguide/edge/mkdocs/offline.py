"""The website without a network: in a folder, as a zip, or kept by the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from studyguide.edge.mkdocs.project import GUIDE_FILE, SOURCES_FILE
from studyguide.edge.mkdocs.theme import is_needless
from studyguide.export.site_zip import without_links_to, zipped
from studyguide.render.web.service_worker import NAME, service_worker
from studyguide.render.web.theme_markup import FOLDER_INDEX, SEARCH_INDEX


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Take out of the site what no reader needs: files of the theme, and the settings.

    The settings are sources, and `guide.json` holds what they say.
    """
    for file in list(files):
        if file.src_uri in (GUIDE_FILE, SOURCES_FILE) or is_needless(file.dest_uri, config):
            files.remove(file)


def write_offline(site: Path, script: str, folder: str, archive: str = "") -> None:
    """Complete a finished site: the index for folders, the service worker, and the zip.

    `script` is the code of the service worker. Without a path for the archive none is made; all in
    it lies in `folder`. Raises `OSError` where it cannot be written.
    """
    index = site / SEARCH_INDEX
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
