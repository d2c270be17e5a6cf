"""Let the cyclic garbage collector rest during work that makes much and throws little away."""

from __future__ import annotations

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
