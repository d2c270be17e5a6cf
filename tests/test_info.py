"""What only informs: kept apart from problems, and named by the command when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.edge.cli import main
from studyguide.edge.exit_codes import CLEAN
from tests.check.rule_cases import item
from tests.guides import compiled, tiny_guide

VAGUE = item("In the film, what does Ana see?", ["x a grey boat", "several oars", "a dark sail"])
NOTE = "docs/page.md:10:1: info SG909: rule A9: the option `several oars` has `several`"


def test_notes_are_no_problems() -> None:
    found = compiled(tiny_guide({"page.md": VAGUE}))
    assert found.problems == ()
    assert [str(note) for note in found.notes] == [NOTE]
    assert found.errors == ()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny guide with the note, as files."""
    texts = tiny_guide({"page.md": VAGUE})
    files = {**texts.pages, "guide.yml": texts.guide or "", "sources.yml": texts.sources or ""}
    (tmp_path / "docs").mkdir()
    for name, text in files.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    config = "site_name: Notes\nplugins: [studyguide]\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("options", "said"), [([], ""), (["--info"], f"{NOTE}\n")])
def test_the_command_names_notes_when_asked(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *options]) == CLEAN
    printed = capsys.readouterr()
    assert printed.out == said
    assert printed.err.endswith("pages checked, no problems, 1 note (named by --info)\n")
