"""A compiler that turns Markdown pages about a work into a study guide.

Data flows one way: text → model → checks → renderers → files. Only `studyguide.edge` reads, writes,
logs or knows MkDocs, Markdown and WeasyPrint; everything else is plain functions over plain values.

The public names are those of `__all__`; each is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studyguide.compiler import compile_guide
    from studyguide.model import Guide
    from studyguide.problems import Problem

__version__: str
__all__ = ["Guide", "Problem", "__version__", "compile_guide"]
HOMES = {
    "__version__": ("model", "VERSION"),
    "compile_guide": ("compiler", "compile_guide"),
    "Guide": ("model", "Guide"),
    "Problem": ("problems", "Problem"),
}
"""The module of each public name, and its name there."""


def __getattr__(name: str) -> Any:
    """Load a public name; raises AttributeError for any other."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, there = HOMES[name]
    return getattr(import_module(f"{__name__}.{module}"), there)
