"""Stop MkDocs where it would publish the pages of a guide without building the guide.

Without the plugin, MkDocs would write the blocks as neutral HTML, keys and all, and call it a site.
MkDocs tells an extension neither that it is MkDocs nor what else is configured, and it empties the
last site before it converts a page. So the configuration that is being read is looked up on the
stack; where it is not found, the processors that MkDocs adds to each page give it away. It stops by
SystemExit, because MkDocs would print any Exception of an extension as a traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown

GENERATORS = ("mkdocs", "properdocs")
MISSING = """\
mkdocs.yml names the Markdown extension `studyguide`, but nothing in it builds the guide. Add the
line that names the plugin:

plugins:
  - search
  - studyguide   # this one"""


def stop_without_build() -> None:
    """Stop if MkDocs is reading a configuration that has neither the plugin nor a hook of ours."""
    config = _being_read()
    if config is not None and not _builds(config):
        stop()


def stop_under_mkdocs(md: Markdown) -> None:
    """Stop if it is MkDocs that converts a page with this converter."""
    makers = {type(processor).__module__.split(".")[0] for processor in md.treeprocessors}
    if not makers.isdisjoint(GENERATORS):
        stop()


def stop() -> None:
    """End the program; raises SystemExit."""
    raise SystemExit(f"Error: {MISSING}")


def _being_read() -> Mapping[str, Any] | None:
    """The configuration that MkDocs is validating just now, as its author wrote it."""
    modules = {f"{generator}.config.base" for generator in GENERATORS}
    frame = sys._getframe()
    while back := frame.f_back:
        frame = back
        config = frame.f_locals.get("self")
        if frame.f_globals.get("__name__") in modules and isinstance(config, Mapping):
            return config
    return None


def _builds(config: Mapping[str, Any]) -> bool:
    """Whether the plugin is named, or a hook that speaks of us."""
    return _names(config.get("plugins"), "studyguide") or any(
        _speaks_of_us(config, str(hook)) for hook in config.get("hooks") or ()
    )


def _names(plugins: object, name: str) -> bool:
    rows = plugins if isinstance(plugins, (list, tuple, dict)) else ()
    return any(row == name or (isinstance(row, dict) and name in row) for row in rows)


def _speaks_of_us(config: Mapping[str, Any], hook: str) -> bool:
    file = Path(config.get("config_file_path") or "mkdocs.yml").parent / hook
    try:
        return "studyguide" in file.read_text(encoding="utf-8", errors="replace")
    except OSError:  # MkDocs names it in a moment
        return True
