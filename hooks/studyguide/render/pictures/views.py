"""Which picture each view shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studyguide.model import Guide
from studyguide.render.pictures.character_map import character_map
from studyguide.render.pictures.drawing import Picture
from studyguide.render.pictures.steps import steps_picture
from studyguide.render.pictures.theme_map import theme_map
from studyguide.render.pictures.timeline import timeline
from studyguide.render.pictures.verdict_overview import verdict_overview
from studyguide.render.site import Site

__all__ = ["PICTURES", "steps_picture"]

PICTURES: Mapping[str, Callable[[Site, Guide, bool], Picture]] = {
    "theme-map": theme_map,
    "character-map": character_map,
    "timeline": timeline,
    "verdict-overview": verdict_overview,
}
