"""Processes that work for a build, and end with it.

A process that begins reads what it is to do from the one that began it. If that one ends before it
has written this, the new process tells a traceback of a file that "ran out of input". So nothing
that ends a process, neither Ctrl+C nor SIGTERM, takes effect while it begins another.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from multiprocessing import active_children, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from traceback import format_exception
from typing import Any, TypeVar

from studyguide.edge.pdf.interpreter import rest_until_the_end

ENDING = (signal.SIGINT, signal.SIGTERM)
Task = TypeVar("Task")
Result = TypeVar("Result")


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
    from multiprocessing import resource_tracker  # POSIX only

    resource_tracker.ensure_running()  # where it is begun later, it lets Ctrl+C through again
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
def begun(target: Callable[..., None], *args: object, leads: bool = False) -> Iterator[Connection]:
    """A process that calls `target(*args, listener)`, for as long as somebody listens to it.

    One that `leads` may begin others. What is much is better sent to it when it runs: one that is
    ended while it begins tells a traceback. Raises OSError if the system begins no more.
    """
    ours, theirs = NEW.Pipe()
    process = NEW.Process(target=target, args=(*args, theirs), daemon=not leads)
    try:
        with theirs:
            process.start()
        yield ours
    finally:
        ours.close()
        if process.pid is not None:
            process.terminate()
            process.join()


def side_by_side(
    work: Callable[[Task], Result], tasks: Iterable[Task], at_once: int
) -> Generator[tuple[Task, Result | None]]:
    """Do each task in a process of its own, some at once; what came of each, when it is done.

    None came of a task whose process could not begin, or was ended. Raises what the work raises.
    One thread does all of this: the pools of Python begin processes in one thread and look through
    those they have in another, and where one is killed at that moment, they wait for ever.
    """
    waiting = deque(tasks)
    running: dict[Connection, Task] = {}
    with _ended_early(), ExitStack() as until_all_are_done:
        while waiting or running:
            while waiting and len(running) < at_once:
                task = waiting.popleft()
                try:
                    listener = until_all_are_done.enter_context(begun(_do, leads=True))
                except OSError:
                    yield task, None
                    continue
                running[listener] = task
                with suppress(ConnectionError):  # it was ended
                    listener.send((work, task))
            ready = wait(list(running)) if running else []
            for listener in [one for one in running if one in ready]:
                yield running.pop(listener), _what_came(listener)


def heard(listener: Connection) -> Any:
    """What the other side says; raises EOFError where it ended before or while it said it."""
    try:
        return listener.recv()
    except OSError as error:
        raise EOFError from error


def _do(listener: Connection) -> None:
    begin_worker()
    with suppress(EOFError, ConnectionError):  # nobody waits for it any more
        work, task = heard(listener)
        try:
            came = work(task)
        except Exception as error:  # noqa: BLE001 (it is raised where the work was asked for)
            error.add_note("".join(format_exception(error)))
            came = error
        listener.send(came)


def _what_came(listener: Connection) -> Any:
    try:
        came = heard(listener)
    except EOFError:
        return None
    if isinstance(came, Exception):
        raise came
    return came


@contextmanager
def _ended_early() -> Iterator[None]:
    """End what is at work when nobody waits for it any more, as after Ctrl+C."""
    try:
        yield
    except BaseException:
        for process in active_children():
            process.terminate()
        for process in active_children():
            process.join()
        raise


def _wait_and_end(wait: Callable[[], None]) -> None:
    """Wait, and then end this process as SIGTERM does."""
    wait()
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
    else:  # Windows
        os._exit(1)
