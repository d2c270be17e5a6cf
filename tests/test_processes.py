"""Processes of a build: begun whole, whatever comes meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess
from types import FrameType

import pytest

from studyguide.edge.pdf.processes import NEW


class EndedError(Exception):
    """What a signal does in these tests."""


def end(_number: int, _frame: FrameType | None) -> None:
    raise EndedError


@pytest.fixture(autouse=True)
def _ended_by_signals() -> Iterator[None]:
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_ends_a_build_waits_until_a_process_has_been_told_its_work(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    done = []

    def start(_: SpawnProcess) -> None:
        os.kill(os.getpid(), number)
        done.append("begun")
        done.append("told")

    monkeypatch.setattr(SpawnProcess, "start", start)
    with pytest.raises(EndedError):
        NEW.Process(target=print).start()
    assert done == ["begun", "told"]
    assert signal.getsignal(number) is end
    with pytest.raises(EndedError):
        os.kill(os.getpid(), number)


def test_without_a_signal_nothing_ends() -> None:
    process = NEW.Process(target=int)
    process.start()
    process.join()
    assert process.exitcode == 0
