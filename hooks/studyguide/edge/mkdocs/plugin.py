"""The plugin that builds a guide, for a `mkdocs.yml` that names `studyguide` under `plugins`."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from studyguide.edge.mkdocs import events


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The settings of a guide stand in its `guide.yml`."""


class StudyGuidePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """What it does at each event stands in `events`."""


for name, event in vars(events).items():
    if name.startswith("on_"):
        setattr(StudyGuidePlugin, name, staticmethod(event))
