"""Processes that work for a build, and end with it.

A process that begins reads what it is to do from the one that began it. If that one ends before it
has written this, the new process tells a traceback of a file that "ran out of input". So nothing
that ends a process, neither Ctrl+C nor SIGTERM, takes effect while it begins another.
"""

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

from studyguide.edge.pdf.interpreter import rest_until_the_end

ENDING = (signal.SIGINT, signal.SIGTERM)
PATIENCE = 0.05
"""Seconds to wait for one process that is to end before the next is looked at."""


class Worker(SpawnProcess):
    """A process that Ctrl+C does not reach, from its first moment on.

    A terminal sends it to every process; the one that began this one ends it.
    """

    def start(self) -> None:
        """Begin it; it inherits what signals are held back meanwhile (POSIX, `execve`)."""
        with _postponed(), _held_back():
            super().start()


class Workers(SpawnContext):
    """Begins each process anew: Pango does not like to be forked, and memory comes back."""

    Process = Worker


NEW = Workers()


@contextmanager
def _postponed() -> Iterator[None]:
    """Let signals that end this process come to it afterwards.

    A signal may reach any thread, and Python answers it in the main one: to hold it back there is
    not enough.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # nothing ends a thread
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda n, _: came.append(n)) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for one in came:
            signal.raise_signal(one)


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold Ctrl+C back from this thread, and from processes that it begins."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_worker() -> None:
    """Let a process end at once: when its work is done, or the build that began it is killed."""
    rest_until_the_end()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(1))  # not while it begins another
    if (parent := parent_process()) is not None:
        wait = partial(_wait_and_end, parent.join)
        threading.Thread(target=wait, daemon=True).start()


@contextmanager
def ended_early(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End what a pool works at when nobody waits for it any more, as after Ctrl+C."""
    try:
        yield
    except BaseException:
        _end_all()  # first those that begin: with the pool go the semaphores that they look for
        ending = threading.Thread(target=partial(pool.shutdown, cancel_futures=True))
        ending.start()
        while ending.is_alive() or active_children():  # it may be about to begin one more
            _end_all()
            ending.join(PATIENCE)
        raise


def _end_all() -> None:
    for process in active_children():
        process.terminate()
        process.join(PATIENCE)


def _wait_and_end(wait: Callable[[], None]) -> None:
    """Wait, and then end this process as SIGTERM does."""
    wait()
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
    else:  # Windows
        os._exit(1)
