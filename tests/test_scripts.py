"""The scripts: their types, what is shipped of them, and how answers are marked.

Node runs what needs no page; where there is none, these tests skip and the browser's remain.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from studyguide.edge.mkdocs.site_files import script

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "hooks/studyguide/scripts").glob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)
TEXT = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"")
NODE = shutil.which("node")
TSC = ROOT / ".venv-typescript/node_modules/typescript/lib"
TSC_IS = "1c59e77a54b186ec43fa7f3e0d3c4bb15ca5eb5ba43e96b1d3a267139eddd3e3"
"""The SHA-256 of the compiler's `_tsc.js`, as the Makefile's version has it."""

needs_node = pytest.mark.skipif(NODE is None, reason="needs Node")


def run(*arguments: str | Path) -> str:
    """What a program of Node says; it may not fail."""
    command = [str(NODE), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@needs_node
@pytest.mark.skipif(not TSC.is_dir(), reason="needs TypeScript: make test installs it")
@pytest.mark.parametrize("config", ["tsconfig.json", "tsconfig.workers.json"])
def test_types_hold(config: str) -> None:
    assert sha256((TSC / "_tsc.js").read_bytes()).hexdigest() == TSC_IS
    run(TSC / "tsc.js", "-p", ROOT / "tests/scripts" / config)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_text_of_a_script_is_shipped_as_it_is(path: Path, tmp_path: Path) -> None:
    shipped = script(path.name)
    code = COMMENT.sub("", path.read_text("utf-8"))
    assert [text for text in TEXT.findall(code) if text not in shipped] == []
    assert "/*" not in shipped
    if NODE:
        (tmp_path / path.name).write_text(shipped, "utf-8")
        run("--check", tmp_path / path.name)


ARTICLES = ["The ", "A ", "An "]
MARKED = [
    # kind, key, answer, strict, choices, result, each
    ("choice", [1], None, [], 3, "none", []),
    ("choice", [1], [1], [], 3, "right", [True]),
    ("choice", [1], [0], [], 3, "wrong", [False]),
    ("true-false", [0], [0], [], 2, "right", [True]),
    ("true-false", [0], [1], [], 2, "wrong", [False]),
    ("multiple", [0, 2], [], [], 4, "none", []),
    ("multiple", [0, 2], [0, 2], [], 4, "right", [True, True]),
    ("multiple", [0, 2], [2, 0], [], 4, "right", [True, True]),
    ("multiple", [0, 2], [0], [], 4, "partly", [True]),
    ("multiple", [0, 2], [0, 1], [], 4, "partly", [True, False]),
    ("multiple", [0, 2], [0, 1, 2], [], 4, "partly", [True, False, True]),
    ("multiple", [0, 2], [0, 1, 2, 3], [], 4, "wrong", [True, False, True, False]),
    ("multiple", [0, 2], [1, 3], [], 4, "wrong", [False, False]),
    ("match", [1, 0], [None, None], [], 0, "none", []),
    ("match", [1, 0], [1, None], [], 0, "partly", [True, False]),
    ("match", [1, 0], [1, 0], [], 0, "right", [True, True]),
    ("match", [1, 0], [0, 1], [], 0, "wrong", [False, False]),
    ("order", [2, 0, 1], [1, 2, 0], [], 0, "right", [True, True, True]),
    ("order", [2, 0, 1], [1, 0, 2], [], 0, "partly", [True, False, False]),
    ("order", [2, 0, 1], [0, 1, 2], [], 0, "wrong", [False, False, False]),
    ("blank", [["Ana"], ["sea", "ocean"]], ["", " "], [], 0, "none", []),
    ("blank", [["Ana"], ["sea", "ocean"]], [" ana ", "OCEAN"], [], 0, "right", [True, True]),
    ("blank", [["Ana"], ["sea"]], ["Ana"], [], 0, "partly", [True, False]),
    ("blank", [["-"], ["sea"]], ["lamp", ""], [], 0, "wrong", [False, False]),
    ("blank", [["José"]], ["jose"], [], 0, "right", [True]),
    ("blank", [["José"]], ["jose"], ["accents"], 0, "wrong", [False]),
    ("blank", [["José"]], ["José"], ["case"], 0, "right", [True]),
    ("blank", [["José"]], ["josé"], ["case"], 0, "wrong", [False]),
    ("blank", [["año"]], ["ano"], [], 0, "right", [True]),
    ("blank", [["sea"]], ["the sea"], [], 0, "right", [True]),
    ("blank", [["the sea"]], ["sea"], [], 0, "right", [True]),
    ("blank", [["sea"]], ["the sea"], ["articles"], 0, "wrong", [False]),
    ("blank", [["T-38"]], ["the T 38"], [], 0, "right", [True]),
    ("blank", [["T-38"]], ["t38"], ["hyphens"], 0, "wrong", [False]),
    ("short", None, "  ", [], 0, "none", []),
    ("essay", None, "A text.", [], 0, "open", []),
]


SPANISH = [
    ("año", "ano", [], "wrong"),
    ("año", "AÑO", [], "right"),
    ("AÑO", "an\u0303o", ["case"], "wrong"),
    ("Año", "An\u0303o", ["case"], "right"),
    ("cañería", "cañeria", [], "right"),
    ("cañería", "caneria", [], "wrong"),
    ("cañería", "cañeria", ["accents"], "wrong"),
    ("ano", "año", [], "wrong"),
]


@needs_node
def test_a_letter_of_its_own_may_not_lose_its_mark() -> None:
    rows = [["blank", [[key]], [typed], strict, 0, "ñ"] for key, typed, strict, _ in SPANISH]
    assert [found["result"] for found in marked_by_the_script(rows)] == [row[3] for row in SPANISH]


NEAR = [
    ("Apollo 17", "Appollo 17", True),
    ("Apollo 17", "Apolo 17", True),
    ("Apollo 17", "Aplolo 17", True),
    ("Apollo 17", "Apollo 11", False),
    ("Hernández", "the hernandes", True),
    ("Hernández", "hernanders", False),
    ("moon", "mon", False),
    ("ocean", "ocan", True),
]


@needs_node
def test_a_longer_word_with_one_letter_amiss_is_nearly_right() -> None:
    rows = [["blank", [[key]], [typed], [], 0, "", ARTICLES] for key, typed, _ in NEAR]
    found = marked_by_the_script(rows)
    assert [(one["result"], "near" in one) for one in found] == [("wrong", row[2]) for row in NEAR]


@pytest.fixture(scope="module")
def marked() -> list[dict[str, Any]]:
    """What marking.js says of each row of the table."""
    return marked_by_the_script([[*row[:5], "", ARTICLES] for row in MARKED])


def marked_by_the_script(rows: list[list[Any]]) -> list[dict[str, Any]]:
    """What marking.js says of each row of arguments."""
    source = (ROOT / "hooks/studyguide/scripts/marking.js").read_text("utf-8")
    call = f"{json.dumps(rows)}.map((row) => window.studyguide.marking.mark(...row))"
    begin, end = "globalThis.window = { studyguide: {} };", f"console.log(JSON.stringify({call}))"
    found: list[dict[str, Any]] = json.loads(run("-e", f"{begin}\n{source}\n{end}"))
    return found


@needs_node
@pytest.mark.parametrize("at", range(len(MARKED)), ids=lambda at: f"{MARKED[at][0]}-{at}")
def test_an_answer_is_worth_what_the_table_says(at: int, marked: list[dict[str, Any]]) -> None:
    *_, result, each = MARKED[at]
    assert marked[at] == {"result": result, "each": each}


MOVED = [
    # kind, shown, partners, the answer in the shown order, the answer as it is kept
    ("choice", [2, 0, 1], [], [0], [2]),
    ("multiple", [2, 0, 3, 1], [], [0, 3], [2, 1]),
    ("order", [2, 0, 1], [], [1, 2, 0], [0, 1, 2]),
    ("match", [2, 0, 1], [1, 0, 2], [2, 1, 0], [0, 1, 2]),
    ("match", [2, 0, 1], [1, 0, 2], [None, 0, None], [1, None, None]),
    ("blank", [], [], ["sea"], ["sea"]),
    ("essay", [], [], "A text.", "A text."),
    ("choice", [2, 0, 1], [], None, None),
    ("choice", [2, 0, 1], [], [None], [None]),
]


@needs_node
def test_an_answer_is_kept_by_the_authors_places() -> None:
    source = (ROOT / "hooks/studyguide/scripts/marking.js").read_text("utf-8")
    code = f"""globalThis.window = {{ studyguide: {{}} }};
    {source}
    const {{ orders, moved }} = window.studyguide.marking;
    console.log(JSON.stringify({json.dumps(MOVED)}.map(([kind, shown, partners, answer]) => {{
      const way = orders([shown, partners]);
      const kept = moved(kind, answer, way.written);
      return [kept, moved(kind, kept, way.shown)];
    }})))"""
    for (*_, answer, kept), (found, back) in zip(MOVED, json.loads(run("-e", code)), strict=True):
        assert (found, back) == (kept, answer)


STORE = """
const kept = new Map();
const storage = {
  getItem: (name) => kept.get(name) ?? null,
  removeItem: (name) => kept.delete(name),
  setItem(name, text) {
    if (text.length > ROOM) throw new Error("QuotaExceededError");
    kept.set(name, text);
  },
};
globalThis.window = { localStorage: storage, addEventListener() {}, studyguide: {} };
"""


@needs_node
@pytest.mark.parametrize(("room", "lasts"), [(1000, True), (10, False), (0, False)])
def test_a_storage_without_room_is_told_and_keeps_for_the_page(room: int, lasts: bool) -> None:
    """With no room at all even the probe fails; with little, a record that is too long."""
    source = (ROOT / "hooks/studyguide/scripts/store.js").read_text("utf-8")
    code = f"""const ROOM = {room};{STORE}{source}
    const {{ store }} = window.studyguide;
    const before = store.lasts;
    store.write("guide:item:q", {{ a: "a long answer" }});
    console.log(JSON.stringify([before, store.lasts, store.read("guide:item:q")]))"""
    assert json.loads(run("-e", code)) == [room > 0, lasts, {"a": "a long answer"}]
