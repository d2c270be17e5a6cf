"""The script for Google Forms: against Google's own types, and run with a stand-in for a form."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exports.oddities import made, odd_site

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
MODULES = ROOT / ".venv-typescript/node_modules"
TYPES = MODULES / "@types/google-apps-script"
STAND_IN = """
const seen = [];
const item = kind => {
  const made = { kind };
  seen.push(made);
  const itself = new Proxy(made, { get: (_, name) => {
    if (name === 'createChoice') return (text, right) => ({ text, right });
    return value => { made[name] = value; return itself; };
  } });
  return itself;
};
const form = new Proxy({}, { get: (_, name) =>
  name.startsWith('add') ? () => item(name) : () => name === 'getEditUrl' ? 'here' : form });
const createFeedback = () => {
  const made = { setText: text => { made.text = text; return made; }, build: () => made.text };
  return made;
};
const FormApp = { create: () => form, createFeedback }, Logger = { log() {} };
const Utilities = { base64Decode: data => data, newBlob: (data, type) => ({ data, type }) };
"""
pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What a program of Node says."""
    return subprocess.run(
        [str(NODE), *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_each_question_becomes_an_item_with_its_key_and_reasons(tmp_path: Path) -> None:
    script = tmp_path / "form.js"
    source = made("google-forms", odd_site()).decode()
    script.write_text(
        f"{source}{STAND_IN}quiz_quiz_odd();\nconsole.log(JSON.stringify(seen));", "utf-8"
    )
    done = run(script)
    assert done.returncode == 0, done.stderr
    items = json.loads(done.stdout)
    kinds = [item["kind"] for item in items]
    assert kinds == [
        "addMultipleChoiceItem",
        "addCheckboxItem",
        "addMultipleChoiceItem",
        *["addListItem"] * 6,
        *["addTextItem"] * 2,
        *["addParagraphTextItem"] * 2,
    ]
    for item in items:
        assert item["setPoints"] == 1
        assert item.get("setGeneralFeedback") or item["setFeedbackForCorrect"]
    assert [choice["right"] for choice in items[1]["setChoices"]] == [True, False, False, True]


@pytest.mark.skipif(not TYPES.is_dir(), reason="needs Google's types: make test installs them")
@pytest.mark.parametrize(("call", "code"), [("setPoints", 0), ("setPoint", 2)])
def test_every_call_is_one_that_google_has(tmp_path: Path, call: str, code: int) -> None:
    script = made("google-forms", odd_site()).decode().replace("setPoints", call)
    (tmp_path / "form.js").write_text(script, "utf-8")
    options = {
        "allowJs": True,
        "checkJs": True,
        "noEmit": True,
        "lib": ["ES2022"],
        "types": ["google-apps-script"],
        "typeRoots": [str(MODULES / "@types")],
        "skipLibCheck": True,
        "strict": False,
    }
    settings = {"compilerOptions": options, "files": ["form.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    done = run(MODULES / "typescript/lib/tsc.js", "-p", tmp_path)
    assert done.returncode == code, done.stdout


def test_a_title_cannot_end_the_comment_that_it_stands_in(tmp_path: Path) -> None:
    site = odd_site()
    imprint = replace(site.guide.imprint, title="Stars */ alert() /*", licence="*/ CC0")
    script = tmp_path / "form.js"
    named = replace(site, guide=replace(site.guide, imprint=imprint))
    script.write_bytes(made("google-forms", named))
    assert run("--check", script).returncode == 0
