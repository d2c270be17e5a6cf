"""MkDocs' events: each is handed to the build that is going on.

The plugin `studyguide` and the hook `hooks/guide.py` are these functions. `state` holds the build,
and whether this is a preview; a new build replaces it whenever MkDocs starts over, so nothing of
one run of `mkdocs serve` reaches the next.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from studyguide.edge.mkdocs.build import Build
from studyguide.edge.mkdocs.preview import forgive, serve_downloads

TWICE = (
    "mkdocs.yml asks twice for the build of the guide: take out `hooks/guide.py` under `hooks`, "
    "or `studyguide` under `plugins`"
)
state: dict[str, Any] = {"serving": False, "build": None}


def on_startup(command: str, dirty: bool) -> None:
    """Learn whether this is a preview."""
    state["serving"] = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a build; the last one is over, even if this one cannot begin.

    It comes before the search's own event, which asks for the theme's language.
    """
    state["build"] = None
    if config.plugins.events["config"].count(on_config) > 1:
        raise ConfigurationError(TWICE)
    state["build"] = Build(config, state["serving"])
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read and check the guide before anything is rendered."""
    return _build().read(files)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the order of the pages."""
    _build().keep_nav(nav)
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make a page's blocks ready for Markdown."""
    return _build().prepare(markdown, page)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep what Markdown made of a page."""
    return _build().keep(html, page)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Compose every page; the last moment before anything is written."""
    _build().compose(files, env)
    return env


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Add to the search, after the theme has added the page."""
    _build().add_to_search(page)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Set the reader's settings on a finished page, and say what it may load and run."""
    return _build().secure(_build().comfort(output, page), page)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Make the page for addresses that lead nowhere."""
    return _build().lost(output_content) if template_name == "404.html" else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Make the other outputs and put everything in place."""
    _build().finish()


def on_build_error(error: Exception) -> None:
    """Let go of the build that failed."""
    if state["build"] is not None:
        _build().fail(error)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Serve PDFs on demand, and a page of the mistakes while there are some."""
    serve_downloads(server, lambda: state["build"])
    forgive(server, Path(config.config_file_path).parent)
    return server


def _build() -> Build:
    build: Build = state["build"]
    return build
