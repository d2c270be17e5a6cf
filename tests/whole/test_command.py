"""The command `studyguide`: what it prints for people, programs and code hosts, and its codes."""

from __future__ import annotations

import json
import os
import pty
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from studyguide.edge.cli import main
from studyguide.language.kinds import KINDS
from studyguide.problems import CATALOGUE
from tests.test_exports import quiz_of
from tests.whole.guides import ENVIRONMENT, LETTER_MD, PATIENCE, ROOT, SOURCES_YML, Folder

MakeFolder = Callable[..., Folder]
WRONG = {
    "letter.md": LETTER_MD.replace("[@diary]", "[@dairy]"),
    "page, odd.md": "# A page\n\nÁna é [@nobody].\n",
}
SAID = [
    "docs/letter.md:7:37: error SG302: there is no source `dairy` (did you mean `diary`?)",
    "docs/page, odd.md:3:9: error SG302: there is no source `nobody` (one of: `diary`, `review`)",
]


@pytest.fixture
def wrong(tiny: MakeFolder) -> Folder:
    """A guide with two mistakes; the name of a file has marks that formats must escape."""
    folder = tiny()
    folder.write(WRONG)
    return folder


def check(folder: Folder, *arguments: str) -> int:
    return main(["check", "-f", str(folder.config), *arguments])


def test_text(wrong: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(wrong) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == SAID
    assert said.err == "4 pages checked, 2 problems\n"


def test_a_reader_who_has_enough(wrong: Folder) -> None:
    command = [sys.executable, "-m", "studyguide.edge.cli", "check"]
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, **ENVIRONMENT}
    done = subprocess.run(
        command,
        cwd=wrong.path,
        env=environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"4 pages checked, 2 problems\n")


def test_json(wrong: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(wrong, "--format", "json") == 1
    data = json.loads(capsys.readouterr().out)
    assert data["summary"] == {"error": 2, "warning": 0, "info": 0}
    assert data["problems"][0] == {
        "file": "docs/letter.md",
        "line": 7,
        "column": 37,
        "end_line": 7,
        "severity": "error",
        "code": "SG302",
        "message": "there is no source `dairy`",
        "hint": "did you mean `diary`?",
    }


def test_sarif_as_another_program_reads_it(
    wrong: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    sarif = pytest.importorskip("sarif_pydantic", reason="sarif-pydantic is not installed")
    assert check(wrong, "--format", "sarif") == 1
    (run,) = sarif.Sarif.model_validate_json(capsys.readouterr().out).runs
    places = [result.locations[0].physical_location for result in run.results]
    assert [place.artifact_location.uri for place in places] == [
        "docs/letter.md",
        "docs/page%2C%20odd.md",
    ]
    assert [(place.region.start_line, place.region.start_column) for place in places] == [
        (7, 37),
        (3, 9),
    ]
    assert [run.tool.driver.rules[result.rule_index].id for result in run.results] == ["SG302"] * 2
    assert [result.level.value for result in run.results] == ["error", "error"]


def test_a_clean_guide_is_an_empty_log(
    tiny: MakeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny()
    assert check(folder, "--format", "sarif") == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []
    assert check(folder, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []
    assert check(folder, "--format", "github") == 0
    assert capsys.readouterr().out == ""


def test_annotations_of_a_code_host(wrong: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(wrong, "--format", "github") == 1
    assert capsys.readouterr().out.splitlines() == [
        "::error file=docs/letter.md,line=7,col=37,title=SG302::there is no source `dairy` "
        "(did you mean `diary`?)",
        "::error file=docs/page%2C odd.md,line=3,col=9,title=SG302::there is no source `nobody` "
        "(one of: `diary`, `review`)",
    ]


def test_one_file_knows_the_whole_guide(wrong: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(wrong, str(wrong.docs / "letter.md")) == 1
    assert capsys.readouterr().out.splitlines() == [SAID[0]]
    assert check(wrong, str(wrong.docs / "index.md")) == 0
    assert capsys.readouterr().out == ""


def test_a_file_that_is_none_of_the_guide(
    wrong: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    name = str(wrong.docs / "leter.md")
    assert check(wrong, name) == 2
    said = f"studyguide: {name} is not a file of the guide; did you mean `docs/letter.md`?\n"
    assert capsys.readouterr().err == said


def test_warnings_count_in_a_strict_check(
    tiny: MakeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny()
    settings = (folder.docs / "guide.yml").read_text("utf-8")
    folder.write({"guide.yml": settings + "index: [Nobody]\n"})
    assert check(folder) == 0
    said = ["docs/guide.yml:14:9: warning SG507: the guide never says `Nobody`"]
    assert capsys.readouterr().out.splitlines() == said
    assert check(folder, "--strict") == 1


def on_a_terminal(folder: Folder, **environment: str) -> str:
    """What the check prints on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "studyguide.edge.cli", "check"],
        cwd=folder.path,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **ENVIRONMENT, "TERM": "xterm", "NO_COLOR": "", **environment},
    )
    os.close(theirs)
    said = b""
    try:
        while chunk := os.read(ours, 65536):
            said += chunk
    except OSError:  # the other side has closed
        pass
    process.wait(timeout=PATIENCE)
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


EXCERPTS = f"""\
{SAID[0]}
     7 | Ana finds a letter under the door [@dairy].
       | {" " * 36}^
{SAID[1]}
     3 | Ána é [@nobody].
       | {" " * 8}^
"""


def test_a_terminal_shows_the_line_and_the_place(wrong: Folder) -> None:
    assert on_a_terminal(wrong, NO_COLOR="1") == EXCERPTS
    coloured = on_a_terminal(wrong)
    assert "\x1b[1;31merror SG302\x1b[0m" in coloured
    assert "\x1b[31m^\x1b[0m" in coloured


def test_every_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    for code, meaning in CATALOGUE.items():
        assert main(["explain", code.lower()]) == 0
        said = capsys.readouterr().out
        head = f"{code} ({meaning.severity.value}): {meaning.summary}\n\n"
        assert said.startswith(head)
        assert said.endswith(f"\nTo mend it: {meaning.mend}\n")


EXPLAINED = """\
SG308 (error): A link uses a scheme that a guide must not use.

Reported: a link that would run something.

  docs/page.md
    | Look at [the boat](javascript:alert).

  docs/page.md:1:20: error SG308: links must not use `javascript:` \
(link to https:, or to a page of the guide)

Not reported: a link to the web.

  docs/page.md
    | Look at [the boat](https://news.example/boat).

To mend it: Link to https:, http: or mailto:, or to a page of the guide.
"""
IN_WORDS = """\
SG703 (error): WeasyPrint cannot start.

What brings it about: The machine lacks Pango, which WeasyPrint lays text out with.

To mend it: Install what the message names.
"""


@pytest.mark.parametrize(("code", "said"), [("SG308", EXPLAINED), ("sg703", IN_WORDS)])
def test_a_code_is_explained_by_its_example(
    code: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", code]) == 0
    assert capsys.readouterr().out == said


def test_a_code_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "SG2033"]) == 2
    assert capsys.readouterr().err == (
        "studyguide: there is no problem `SG2033`; did you mean `SG203`?\n"
    )


def test_a_preview_says_that_its_address_is_taken(tiny: Callable[..., Folder]) -> None:
    folder = tiny()
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        result = folder.run("studyguide.edge.cli", "serve", "-f", str(folder.config), "-a", address)
    assert result.code == 2
    assert result.output.splitlines()[-1] == (
        "studyguide: another program, perhaps another preview, has this address; "
        "stop it, or choose one with `-a localhost:8001`"
    )


def test_every_kind_of_block_is_explained_by_its_example(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, kind in KINDS.items():
        assert main(["explain", name.title()]) == 0
        said = capsys.readouterr().out
        assert said.startswith(f"## {name}\n\n{kind.meaning.split('[')[0]}")
        assert said.endswith(f"```text\n{kind.example.rstrip()}\n```\n")
        assert "](#" not in said
        assert "](settings.md" not in said


def test_a_kind_of_block_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "scne"]) == 2
    assert capsys.readouterr().err == (
        f"studyguide: there is no kind of block `scne`; one of: {', '.join(KINDS)}\n"
    )


@pytest.mark.parametrize("name", [".pre-commit-hooks.yaml", ".pre-commit-config.yaml"])
def test_the_hooks_of_pre_commit_run_the_check(name: str) -> None:
    data = yaml.safe_load((ROOT / name).read_text("utf-8"))
    (hook,) = data if isinstance(data, list) else data["repos"][0]["hooks"]
    program, *arguments = hook["entry"].split()
    assert Path(program).name == "studyguide"
    assert arguments == ["check", "--strict"]
    assert hook["pass_filenames"] is False


def test_sources_are_files_too(tiny: MakeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tiny()
    folder.write({"sources.yml": SOURCES_YML.replace("weight: strong", "weight: strng")})
    assert check(folder, str(folder.docs / "sources.yml")) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/sources.yml:6:11: error SG505: `weight: strng` is not one of its values "
        "(did you mean `strong`?)"
    ]


def test_a_game_is_asked_about(tiny: MakeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tiny()
    stem = "In the film, what does Ana see when the fog comes in over the harbour, and why does she"
    folder.write({"quiz.md": quiz_of(f"{stem} wait for so long by the window of her house?")})
    told = "docs/quiz.md:10:1: warning SG981: Kahoot leaves out the question `q-boat`: 120 letters"

    def games(*arguments: str) -> list[str]:
        assert check(folder, *arguments) == 0
        return [line for line in capsys.readouterr().out.splitlines() if "SG981" in line]

    assert games() == games("--for", "gimkit") == []
    assert [line.startswith(told) for line in games("--for", "Kahoot")] == [True]
    assert len(games("--for", "kahoot", str(folder.path / "docs/quiz.md"))) == 1
    assert games("--for", "kahoot", str(folder.path / "docs/letter.md")) == []
    assert check(folder, "--for", "kahot") == 2
    assert capsys.readouterr().err == (
        "studyguide: --for knows no game `kahot`; did you mean `kahoot`?\n"
    )
    folder.write({"quiz.md": quiz_of(f"{stem}?").replace("scene: letter", "scene: lettr")})
    assert check(folder, "--for", "kahoot") == 1
