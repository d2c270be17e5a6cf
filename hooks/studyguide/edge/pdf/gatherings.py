"""Lay the gatherings of a book out side by side, each in a process of its own, and bind them.

A gathering needs of the others how many pages they have, and the numbers of the pages that its
links lead to. So each tells the numbers of its pages when they are laid out, and is told those of
all; then it writes them in, and its PDF.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import TypeVar

from studyguide.edge.pdf.binding import UnboundError, bind
from studyguide.edge.pdf.book import Book, Made
from studyguide.edge.pdf.interpreter import with_stack
from studyguide.edge.pdf.layout import NotLaidOut, Sheets, lay_out
from studyguide.edge.pdf.page_numbers import MissingError, Numbers, check_order, count_on
from studyguide.edge.pdf.processes import begin_worker, begun, heard
from studyguide.edge.pdf.weasyprint_70 import HINT
from studyguide.model import Span
from studyguide.problems import Problem

Came = TypeVar("Came", Numbers, Sheets)


class _NotLaidOutError(Exception):
    """A gathering could not be laid out."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def lay_out_book(book: Book) -> Made:
    """The PDF of a book, or the problems that stopped it.

    Raises EOFError if the process of a gathering ended before its work was done.
    """
    place = Span(book.name, 1, 1, 1)
    with ExitStack() as until_done:
        others = [
            until_done.enter_context(begun(_work, at)) for at in range(1, len(book.gatherings))
        ]
        for other in others:
            other.send(book)
        try:
            return _bound(book.cover, *_laid_out(book, others))
        except _NotLaidOutError as stopped:
            return Made(None, stopped.problems)
        except MissingError as error:
            return Made(None, (Problem("SG706", place, str(error)),))
        except UnboundError as error:
            return Made(None, (Problem("SG705", place, str(error), HINT),))


def _bound(cover: str, sheets: list[Sheets], numbers: Numbers) -> Made:
    """The book that these sheets are bound to."""
    problems = tuple(dict.fromkeys(problem for some in sheets for problem in some.problems))
    printed = [number for some in sheets for number in some.printed]
    check_order(printed)
    return Made(bind([some.pdf for some in sheets], printed, cover), problems, numbers.by_id)


def _laid_out(book: Book, others: list[Connection]) -> tuple[list[Sheets], Numbers]:
    """The first gathering, which this process lays out, and then the others; the numbers of all."""
    told: list[Numbers] = []

    def share(numbers: Numbers) -> tuple[int, Numbers]:
        before, whole = count_on(
            [numbers, *(_expected(heard(other), Numbers) for other in others)], book.index
        )
        for other, pages in zip(others, before[1:], strict=True):
            other.send((pages, whole))
        told.append(whole)
        return 0, whole

    first = _expected(with_stack(partial(lay_out, book, 0, share)), Sheets)
    return [first, *(_expected(heard(other), Sheets) for other in others)], told[0]


def _expected(came: Numbers | Sheets | NotLaidOut, kind: type[Came]) -> Came:
    """What came of a gathering, unless it could not be laid out."""
    if isinstance(came, kind):
        return came
    raise _NotLaidOutError(came.problems if isinstance(came, NotLaidOut) else ())


def _work(at: int, listener: Connection) -> None:
    begin_worker()

    def share(numbers: Numbers) -> tuple[int, Numbers]:
        listener.send(numbers)
        answer: tuple[int, Numbers] = heard(listener)
        return answer

    with suppress(EOFError, ConnectionError):  # the other gatherings are given up
        book = heard(listener)
        listener.send(with_stack(partial(lay_out, book, at, share)))
