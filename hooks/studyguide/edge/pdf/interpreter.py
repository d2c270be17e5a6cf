"""What is asked of CPython for speed: less garbage collection, and room for deep calls."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import TypeVar

Result = TypeVar("Result")
STACK = 70_000
"""Slots of a frame that needs a piece of 1 MB for itself; almost half of it is left for others."""


@contextmanager
def resting_collector() -> Iterator[None]:
    """Switch the cyclic garbage collector off, and on again at the end if it was on.

    It finds little in a guide or a book, and looks at it often.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def leave_to_the_system() -> None:
    """Let the collector pass over all there is: the process ends soon, and gives it back at once.

    Python looks through every object when it ends, which takes two seconds after a book.
    """
    gc.freeze()


def rest_until_the_end() -> None:
    """Switch the collector off in a process that does one thing and ends."""
    gc.disable()
    atexit.register(leave_to_the_system)


def with_stack(work: Callable[[], Result]) -> Result:
    """Call `work` from a frame so large that all that it calls finds room behind it.

    CPython 3.11 and later keep the frames of calls in pieces of 16 KB, and give a piece back to the
    system as soon as the first call in it returns. A loop that calls across the end of a piece asks
    for a new one in every round. WeasyPrint's layout, which calls itself to a great depth, does so
    200,000 times for a book of 200 pages.
    """
    try:
        enlarged = _call.__code__.replace(co_stacksize=STACK)
    except (AttributeError, TypeError, ValueError):  # an interpreter that keeps no such frames
        return work()
    return FunctionType(enlarged, globals())(work)  # type: ignore[no-any-return]


def _call(work: Callable[[], Result]) -> Result:
    return work()
