"""Processes of a build: begun whole, whatever comes meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import active_children
from multiprocessing.context import SpawnProcess
from types import FrameType

import pytest

from studyguide.edge.pdf.processes import NEW, heard, side_by_side


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


def doubled_or_ended(number: int) -> int:
    """Twice the number; 0 ends the process as a full memory does, and 13 is an error."""
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 13:
        raise ValueError(number)
    return 2 * number


def test_a_process_that_is_ended_takes_no_other_along() -> None:
    done = dict(side_by_side(doubled_or_ended, [1, 0, 2, 3, 0, 4], 2))
    assert done == {1: 2, 2: 4, 3: 6, 4: 8, 0: None}
    assert active_children() == []


def test_an_error_in_a_process_is_told_with_its_place_and_ends_the_others() -> None:
    with pytest.raises(ValueError, match="13") as told:
        list(side_by_side(doubled_or_ended, [13, 1], 2))
    assert "in doubled_or_ended" in "".join(told.value.__notes__)
    assert active_children() == []


def test_a_task_whose_process_cannot_begin_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: SpawnProcess) -> None:
        raise BlockingIOError

    monkeypatch.setattr(SpawnProcess, "start", start)
    assert list(side_by_side(doubled_or_ended, [1, 2, 3], 2)) == [(1, None), (2, None), (3, None)]


@pytest.mark.parametrize("said", [b"", b"\0\0", b"\0\0\0\x09half"], ids=["none", "size", "half"])
def test_who_ends_while_he_speaks_has_come_to_an_end(said: bytes) -> None:
    ours, theirs = NEW.Pipe()
    with ours, theirs:
        os.write(theirs.fileno(), said)
        theirs.close()
        with pytest.raises(EOFError):
            heard(ours)


def ctrl_c_is_held_back(_: int) -> bool:
    """Whether Ctrl+C does not reach this process."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_ctrl_c_reaches_no_process_of_a_build_not_even_its_first() -> None:
    asked = (
        "from studyguide.edge.pdf.processes import side_by_side\n"
        "from tests.test_processes import ctrl_c_is_held_back\n"
        "print(*sorted(side_by_side(ctrl_c_is_held_back, [1, 2], 1)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "(1, True) (2, True)"
