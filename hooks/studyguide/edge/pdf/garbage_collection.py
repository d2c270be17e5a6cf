"""Let the cyclic garbage collector rest where it has much to look at and little to find."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting_collector() -> Iterator[None]:
    """Switch the collector off, and on again at the end if it was on.

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
