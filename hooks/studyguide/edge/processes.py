"""Processes that work for a build, and end with it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context, parent_process

from studyguide.edge.collector import rest_until_the_end

NEW = get_context("spawn")
"""Begins each anew: Pango does not like to be forked, and memory comes back."""


def begin_worker() -> None:
    """Let a process end at once: when its work is done, or the build that began it is killed."""
    rest_until_the_end()
    if (parent := parent_process()) is not None:
        wait = partial(_wait_and_end, parent.join)
        threading.Thread(target=wait, daemon=True).start()


def _wait_and_end(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)
