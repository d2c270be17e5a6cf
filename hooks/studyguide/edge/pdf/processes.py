"""Processes that work for a build, and end with it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, parent_process
from multiprocessing.context import SpawnContext, SpawnProcess

from studyguide.edge.pdf.garbage_collection import rest_until_the_end


class Worker(SpawnProcess):
    """A process that Ctrl+C does not reach, from its first moment on.

    A terminal sends it to every process; the one that began this one ends it.
    """

    def start(self) -> None:
        """Begin it; it inherits what signals are held back meanwhile (POSIX, `execve`)."""
        if not hasattr(signal, "pthread_sigmask"):  # Windows
            super().start()
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Workers(SpawnContext):
    """Begins each process anew: Pango does not like to be forked, and memory comes back."""

    Process = Worker


NEW = Workers()


def begin_worker() -> None:
    """Let a process end at once: when its work is done, or the build that began it is killed."""
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
