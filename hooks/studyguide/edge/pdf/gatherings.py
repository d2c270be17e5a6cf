"""Lay the gatherings of a book out side by side, each in a process of its own, and bind them.

A gathering needs two things of the others: the number of the page before its first one, and the
numbers of the pages that its links lead to. Both are passed on when all pages are made: from one
gathering to the next the number of its last page, and then to all the numbers of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from multiprocessing.connection import Connection
from typing import TypeVar

from studyguide.edge.pdf.binding import bind
from studyguide.edge.pdf.book import Book, Made
from studyguide.edge.pdf.deep_calls import with_room
from studyguide.edge.pdf.layout import Numbers, Sheets, Stopped, lay_out
from studyguide.edge.pdf.processes import NEW, begin_worker
from studyguide.problems import Problem

Came = TypeVar("Came", Numbers, Sheets)


class _StoppedError(Exception):
    """A gathering could not be laid out."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def lay_out_book(book: Book) -> Made:
    """The PDF of a book, or the problems that stopped it.

    Raises EOFError if the process of a gathering ended before its work was done.
    """
    with ExitStack() as until_done:
        others = [until_done.enter_context(_begun(at)) for at in range(1, len(book.gatherings))]
        for other in others:
            other.send(book)
        try:
            sheets = list(_laid_out(book, others))
        except _StoppedError as stopped:
            return Made(None, stopped.problems)
    problems = tuple(dict.fromkeys(problem for some in sheets for problem in some.problems))
    printed = [number for some in sheets for number in some.printed]
    return Made(bind([some.pdf for some in sheets], printed), problems, sheets[0].numbers.by_id)


def _laid_out(book: Book, others: list[Connection]) -> Iterator[Sheets]:
    """The first gathering, which this process lays out, and then the others."""
    first = with_room(partial(lay_out, book, 0, lambda: 0, partial(_shared, others)))
    yield _expected(first, Sheets)
    yield from (_expected(other.recv(), Sheets) for other in others)


def _shared(others: list[Connection], numbers: Numbers) -> Numbers:
    """Count on through the other gatherings, and tell each the numbers of all."""
    by_id, last = dict(numbers.by_id), numbers.last
    for other in others:
        other.send(last)
        theirs = _expected(other.recv(), Numbers)
        by_id, last = {**theirs.by_id, **by_id}, theirs.last
    whole = Numbers(by_id, last)
    for other in others:
        other.send(whole)
    return whole


def _expected(came: Numbers | Sheets | Stopped, kind: type[Came]) -> Came:
    """What came of a gathering, unless it was stopped instead."""
    if isinstance(came, kind):
        return came
    raise _StoppedError(came.problems if isinstance(came, Stopped) else ())


@contextmanager
def _begun(at: int) -> Iterator[Connection]:
    """A process that lays out the gathering at this place, for as long as somebody listens.

    It is sent the book when it runs: one that is ended while it is handed much tells a traceback.
    """
    ours, theirs = NEW.Pipe()
    process = NEW.Process(target=_work, args=(at, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.terminate()
        process.join()


def _work(at: int, listener: Connection) -> None:
    begin_worker()

    def share(numbers: Numbers) -> Numbers:
        listener.send(numbers)
        return _expected(listener.recv(), Numbers)

    with suppress(EOFError, ConnectionError):  # the other gatherings are given up
        book, before = listener.recv(), cache(listener.recv)
        listener.send(with_room(partial(lay_out, book, at, before, share)))
