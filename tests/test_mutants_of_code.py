"""The small changes of the code that `make mutants` tries: one each, in their place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import mutants_of_code
from tests.mutants_of_code import mutants_of

CODE = """\
def f(é, b):
    if é < b and not b:
        return é + 1
    return f"{b + 1}" if True else ""
"""


def test_each_mutant_changes_one_place_and_is_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f.py").write_text(CODE, "utf-8")
    monkeypatch.setattr(mutants_of_code, "ROOT", tmp_path)
    found = list(mutants_of("f.py"))
    assert {(mutant.line, mutant.after) for mutant in found} == {
        (2, "(é < b or not b)"),
        (2, "(é <= b)"),
        (2, "(b)"),
        (3, "return None"),
        (3, "(é - 1)"),
        (3, "(2)"),
        (4, "return None"),
        (4, "('' if True else f'{b + 1}')"),
        (4, "(False)"),
    }
    for mutant in found:
        assert ast.dump(ast.parse(mutant.text)) != ast.dump(ast.parse(CODE))
        changed = zip(CODE.splitlines(), mutant.text.splitlines(), strict=True)
        assert [n for n, (old, new) in enumerate(changed, 1) if old != new] == [mutant.line]
