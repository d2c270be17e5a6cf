"""Deep calls get their room at once."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest

from studyguide.edge.pdf.interpreter import with_stack

DEPTHS = range(5, 150)
"""Some of these end where a piece of the stack does."""
ROUNDS = 200


def test_calls_at_any_depth_ask_for_no_memory_again_and_again() -> None:
    """A page fault for each round, at some depth, is what Python does by itself."""
    alone, roomy = faults_of(dive), faults_of(lambda: with_stack(dive))
    assert alone > ROUNDS > 5 * roomy


def test_what_is_called_answers_and_fails_as_ever() -> None:
    assert with_stack(lambda: "a book") == "a book"
    with pytest.raises(ZeroDivisionError):
        with_stack(lambda: 1 // 0)


def dive() -> None:
    for depth in DEPTHS:
        for _ in range(ROUNDS):
            down(depth)


def down(depth: int) -> int:
    return 0 if depth == 0 else down(depth - 1)


def faults_of(work: Callable[[], object]) -> int:
    work()  # what is set up once is not counted
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
