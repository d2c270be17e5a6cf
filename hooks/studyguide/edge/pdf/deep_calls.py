"""Give deep calls room for their frames at once, where Python would ask for it again and again.

CPython 3.11 and later keep the frames of calls in pieces of 16 KB, and give a piece back to the
system as soon as the first call in it returns. A loop that calls across the end of a piece asks for
a new one in every round. WeasyPrint's layout, which calls itself to a great depth, does so 200,000
times for a book of 200 pages.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType, FunctionType
from typing import TypeVar

Result = TypeVar("Result")
STACK = 70_000
"""Slots of a frame that needs a piece of 1 MB for itself; almost half of it is left for others."""


def with_room(work: Callable[[], Result]) -> Result:
    """Call `work` from a frame so large that all that it calls finds room behind it."""
    return _roomy(work)  # type: ignore[no-any-return]


def _call(work: Callable[[], Result]) -> Result:
    return work()


def _enlarged(code: CodeType) -> CodeType:
    return code.replace(co_stacksize=STACK)


_roomy = FunctionType(_enlarged(_call.__code__), globals())
