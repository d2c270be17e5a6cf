"""Change the code in many small ways, one at a time, and see whether the unit tests notice.

Run by hand as `make mutants`. Mutants are drawn by a seed from all places where an operator below
fits; each is tried in a copy of the tree. One that no test notices is printed as it would be read
in a review: add the test that tells it from the code, or see that the two mean the same.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from random import Random

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("hooks", "studyguide")
ROOMS = ("language", "quiz", "check")
COPIED = ("hooks", "tests", "docs", "mkdocs.yml", "pyproject.toml", "README.md")
TESTS = (
    *("tests/check", "tests/render/test_kinds.py", "tests/test_problems.py"),
    *(f"tests/test_{name}.py" for name in ("scan", "stamping", "parse", "settings", "fields")),
    *(f"tests/test_{name}.py" for name in ("quality", "forms", "ordering", "selection")),
    *(f"tests/test_{name}.py" for name in ("quantities", "limits", "properties", "lists")),
    *(f"tests/test_{name}.py" for name in ("importing", "exports", "slips")),
    "tests/exports/test_round_trips.py",
)
"""The unit tests of those rooms."""
PATIENCE = 600
"""Seconds for the tests of one mutant; one that takes longer runs in circles, and is noticed."""
AT_ONCE = 2
OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


@dataclass(frozen=True)
class Mutant:
    """A file with one expression changed."""

    file: str
    line: int
    before: str
    after: str
    text: str

    def __str__(self) -> str:
        """The change, for a report."""
        return f"{self.file}:{self.line}\n  - {self.before}\n  + {self.after}"


def other(node: ast.AST) -> str | None:
    """What an operator makes of this node, as code; None where none fits."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in OTHER:
            changed: ast.AST = ast.Compare(node.left, [OTHER[type(op)]()], node.comparators)  # type: ignore[list-item]
        case ast.BoolOp():
            changed = ast.BoolOp(OTHER[type(node.op)](), node.values)  # type: ignore[arg-type]
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            changed = ast.BinOp(node.left, OTHER[type(node.op)](), node.right)  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not()):
            changed = node.operand
        case ast.Constant(value=bool(truth)):
            changed = ast.Constant(not truth)
        case ast.Constant(value=int(number)):
            changed = ast.Constant(number + 1)
        case ast.IfExp():
            changed = ast.IfExp(node.test, node.orelse, node.body)
        case ast.Return(value=ast.expr()):
            return "return None"
        case ast.Continue():
            return "break"
        case _:
            return None
    return f"({ast.unparse(changed)})"


def mutants_of(file: str) -> Iterator[Mutant]:
    """Every mutant of a file."""
    source = (ROOT / file).read_text(encoding="utf-8")
    tree = ast.parse(source)
    within = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    }  # what stands in an f-string has no place of its own
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in ast.walk(tree):
        if id(node) in within or not isinstance(node, ast.expr | ast.stmt):
            continue
        if (after := other(node)) is None or node.end_lineno is None or node.end_col_offset is None:
            continue
        first = starts[node.lineno - 1] + node.col_offset
        last = starts[node.end_lineno - 1] + node.end_col_offset
        whole = source.encode()
        text = (whole[:first] + after.encode() + whole[last:]).decode()
        yield Mutant(file, node.lineno, ast.unparse(node), after, text)


def drawn(rooms: list[str], count: int, seed: int) -> list[Mutant]:
    """Some mutants of these rooms, drawn by the seed."""
    files = sorted(path for room in rooms for path in (ROOT / PACKAGE / room).rglob("*.py"))
    every = [mutant for path in files for mutant in mutants_of(str(path.relative_to(ROOT)))]
    return Random(seed).sample(every, min(count, len(every)))


def new_copy(folder: Path) -> Path:
    """A copy of the tree, to break."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def is_noticed(mutant: Mutant | None, copy: Path) -> bool:
    """Whether a test fails with the mutant, if there is one, in the copy of the tree."""
    place = copy / mutant.file if mutant else None
    kept = place.read_text(encoding="utf-8") if place else ""
    if mutant and place:
        place.write_text(mutant.text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not slow"]
    environment = {"PYTHONPATH": str(copy / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, "-p", "no:cacheprovider", *TESTS],
            cwd=copy,
            env={**os.environ, **environment},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        if place:
            place.write_text(kept, encoding="utf-8")
    return done.returncode != 0


def main() -> int:
    """Run as a program: print every mutant that no test noticed, and how many were noticed."""
    parser = argparse.ArgumentParser(description="See which changes of the code the tests notice.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10, help="after which none is begun")
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    mutants = drawn(options.rooms, options.count, options.seed)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for at in range(AT_ONCE):
            copies.put(new_copy(Path(folder, str(at))))

        def tried(mutant: Mutant | None) -> bool | None:
            if time.monotonic() > end:
                return None
            copy = copies.get()
            noticed = is_noticed(mutant, copy)
            copies.put(copy)
            return noticed

        if tried(None):
            sys.stdout.write("the tests fail without a mutant\n")
            return 1
        came = []
        for mutant, seen in zip(mutants, pool.map(tried, mutants), strict=True):
            came.append(seen)
            if seen is False:
                sys.stdout.write(f"{mutant}\n")
                sys.stdout.flush()
    done = len(came) - came.count(None)
    sys.stdout.write(f"{came.count(True)} of {done} noticed, drawn by seed {options.seed}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
