"""Processes that work for a build, and end with it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context, parent_process

from studyguide.edge.collector import rest_until_the_end

NEW = get_context("spawn")
"""Begins each anew: Pango does not like to be forked, and memory comes back."""


def begin_worker() -> None:
    """Let a process end at once: when its work is done, or the build that began it is killed.

    Ctrl+C reaches every process of a terminal; the one that began this one ends it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    rest_until_the_end()
    if (parent := parent_process()) is not None:
        wait = partial(_wait_and_end, parent.join)
        threading.Thread(target=wait, daemon=True).start()


@contextmanager
def ended_early(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End what a pool works at when nobody waits for it any more, as after Ctrl+C."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()
        raise


def _wait_and_end(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)
