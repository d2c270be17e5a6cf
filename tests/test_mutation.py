"""The real guide, broken in every way that there is: each mistake is named where it is."""

from __future__ import annotations

import pytest

from tests.mutants import BREAKERS, Mutant
from tests.mutation import Guide, failures, remembering, run

KINDS_AT_LEAST = 25


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide()


def test_one_mutant_of_every_kind_is_named_where_it_is() -> None:
    counts, found = run(len(BREAKERS), seed=2026)
    assert len(counts) > KINDS_AT_LEAST
    assert [str(failure) for failure in found] == []


@pytest.mark.slow
def test_hundreds_of_mutants_are_named_where_they_are() -> None:
    counts, found = run(5 * len(BREAKERS), seed=1)
    assert counts.total() >= 300
    assert min(counts.values()) >= 4
    assert [str(failure) for failure in found] == []


class TestTheTestItself:
    """What passes in silence, or is named far away, is a failure of the mutant."""

    def test_the_guide_as_it_is(self, guide: Guide) -> None:
        assert guide.problems([]) == []

    def test_silence(self, guide: Guide) -> None:
        mutant = Mutant("nothing broken", "index.md", guide.texts["index.md"], 3)
        with remembering():
            assert [f.why for f in failures(guide, [mutant])] == ["nothing was said"]

    def test_a_wrong_place(self, guide: Guide) -> None:
        text = guide.texts["index.md"] + "\n\nSee [this](nowhere-at-all.md).\n"
        with remembering():
            (failure,) = failures(guide, [Mutant("far away", "index.md", text, 3)])
        assert failure.why.startswith("too far away: docs/index.md:")
