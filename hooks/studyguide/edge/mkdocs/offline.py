"""The website without a network: in a folder, as a zip, or kept by the browser."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from mkdocs.structure.files import Files

from studyguide.edge.files.folder import is_left_behind
from studyguide.edge.mkdocs.project import GUIDE_FILE, SOURCES_FILE
from studyguide.edge.mkdocs.theme import is_needless
from studyguide.render.web.service_worker import NAME, service_worker
from studyguide.render.web.theme_markup import FOLDER_INDEX, SEARCH_INDEX

SITEMAP = ("sitemap.xml", "sitemap.xml.gz")


def leave_out(files: Files) -> None:
    """Take out of the site what no reader needs: files of the theme, and the settings.

    The settings are sources, and `guide.json` holds what they say; what editors and systems left in
    the folder is nobody's.
    """
    for file in list(files):
        source = file.src_uri in (GUIDE_FILE, SOURCES_FILE) or is_left_behind(file.src_uri)
        if source or is_needless(file.dest_uri):
            files.remove(file)


def leave_out_sitemap(site: Path) -> None:
    """Take the list of addresses out of a site that has none of its own: it is empty."""
    for name in SITEMAP:
        (site / name).unlink(missing_ok=True)


def write_offline(site: Path, script: str, aside: Collection[str] = ()) -> None:
    """Complete a site: the index for folders, and the service worker, whose code is `script`.

    It keeps nothing of what is `aside`.
    Raises `OSError` where it cannot be written.
    """
    index = site / SEARCH_INDEX
    if index.is_file():
        (site / FOLDER_INDEX).write_bytes(b"var __index = " + index.read_bytes())
    (site / NAME).unlink(missing_ok=True)
    (site / NAME).write_text(service_worker(script, FilesOf(site), aside), encoding="utf-8")


class FilesOf(Mapping[str, bytes]):
    """The files of a folder by their paths in it, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        """List the files that are there now."""
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
        self._paths = {name: files[name] for name in sorted(files) if files[name].is_file()}

    def __getitem__(self, path: str) -> bytes:
        return self._paths[path].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
