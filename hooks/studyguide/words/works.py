"""What a guide calls the work, both its worlds and its pieces: phrases by language and kind.

Nouns bring their articles and prepositions along, as languages bend them in their own ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import yaml

from studyguide.words.catalogue import home

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "work": "the bare noun: film",
        "the_work": "the film",
        "in_work": "in the film",
        "of_work": "of the film",
        "for_work": "for the film",
        "life": "what stands behind it: real life",
        "in_life": "in real life",
        "both_worlds": "real life and film",
        "unit": "the smallest piece that the guide tells: scene",
        "units": "scenes",
        "the_unit": "the scene",
        "this_unit": "this scene",
        "in_unit": "in this scene",
        "part": "a stretch of units: act",
        "parts": "acts",
        "performed_by": "played by; empty where nobody performs",
        "performers": "actors; empty where nobody performs",
        "keep_in_mind": "the label of a warning before the work: watch for this",
    }
)
"""Every phrase, with what it is for a film in English."""
KINDS_OF_WORK = ("film", "play", "novel", "story", "poem", "biography", "history", "science")
ABOUT_REAL_PEOPLE = frozenset({"film", "biography"})
"""Kinds behind which a real life stands: a guide to one says of each role and item how it stands
to that life. In a guide to another kind it may, and is asked for nothing."""
FILE = "works.yml"


@cache
def phrases_of(language: str, kind: str) -> Mapping[str, str]:
    """The phrases for a kind of work in the language of that folder; a film's for other kinds."""
    return MappingProxyType(_table(language)[kind if kind in KINDS_OF_WORK else "film"])


@cache
def _table(language: str) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load((home() / language / FILE).read_bytes())
    return found
