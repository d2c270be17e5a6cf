"""The build of the guide, for a `mkdocs.yml` that names this file under `hooks`."""

from studyguide.edge.mkdocs.events import *  # noqa: F403
