"""Read the examples of problems, which are files of the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from studyguide.examples import Examples, by_code, parse_examples


@cache
def read_examples() -> Examples:
    """The example of each code, in the order of the catalogue."""
    folder = files("studyguide") / "catalogue"
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    texts = [entry.read_text("utf-8") for entry in entries if entry.name.endswith(".txt")]
    return by_code(example for text in texts for example in parse_examples(text))
