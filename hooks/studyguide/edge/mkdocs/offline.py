"""The website without a network: in a folder, as a zip, or kept by the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from studyguide.edge.mkdocs.project import GUIDE_FILE, SOURCES_FILE
from studyguide.render.web.service_worker import INDEX, NAME, service_worker

FOLDER_INDEX = "search/search_index.js"
"""Where the theme looks for the index on file://, as the variable `__index`."""
LUNR = "assets/javascripts/lunr/"
LANGUAGE = "lunr.{}.min.js"
SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
"""Scripts of the search that cut the words of some languages apart."""


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Take out of the site what no reader needs.

    That is the settings (they are sources, and `guide.json` holds what they say), the theme's
    source maps, and the parts of its search for languages other than the guide's.
    """
    languages = _languages(config)
    for file in list(files):
        name = file.dest_uri
        foreign = name.startswith(LUNR) and Path(name).name not in languages
        if file.src_uri in (GUIDE_FILE, SOURCES_FILE) or name.endswith(".map") or foreign:
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


def write_offline(site: Path, script: str) -> None:
    """Complete a site: the index for folders, and the service worker, whose code is `script`.

    Raises `OSError` where it cannot be written.
    """
    index = site / INDEX
    if index.is_file():
        (site / FOLDER_INDEX).write_bytes(b"var __index = " + index.read_bytes())
    (site / NAME).unlink(missing_ok=True)
    (site / NAME).write_text(service_worker(script, FilesOf(site)), encoding="utf-8")


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
