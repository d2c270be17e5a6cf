"""A hostile guide builds to nothing; a guide that only quotes hostile text builds as it reads."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.guides import TINY, Folder
from tests.whole.hostile_guide import SAID, SECRET, write_hostile
from tests.whole.witness import watched

MakeFolder = Callable[..., Folder]
SNIPPETS = (
    "nav: null\nmarkdown_extensions: [attr_list, pymdownx.snippets, studyguide.edge.blocks]\n"
)


@pytest.fixture
def hostile(tiny: MakeFolder, tmp_path: Path) -> Folder:
    """The hostile guide, beside the folder that it reaches for."""
    folder = tiny({}, config=SNIPPETS)
    write_hostile(folder, tmp_path / "outside")
    return folder


@pytest.mark.parametrize(
    "command",
    [("studyguide.edge.command", "check"), ("mkdocs", "build", "--strict")],
    ids=["check", "build"],
)
def test_a_hostile_guide_is_refused_whole(hostile: Folder, command: tuple[str, ...]) -> None:
    """Every finding is listed; nothing is written, run, asked of the network or read outside."""
    run = watched(hostile, *command)
    assert run.result.problems == SAID.read_text("utf-8").splitlines()
    assert run.result.code == 1
    assert "Traceback" not in run.result.output
    assert SECRET not in run.result.output
    assert run.network == []
    fonts = (hostile.path / ".studyguide" / "fonts").resolve()
    assert [one for one in run.outside(hostile.path) if str(fonts) not in one] == []
    assert not hostile.site.exists()
    assert not hostile.staging.exists()


def test_the_witness_sees_what_it_must(tiny: MakeFolder, tmp_path: Path) -> None:
    """A hook that reads outside and calls a host is noticed, or the test above proves nothing."""
    hook = tmp_path / "hook.py"
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    hook.write_text(
        "import socket\n\n\ndef on_config(config):\n"
        f"    open({str(secret)!r}).close()\n"
        "    socket.socket().connect_ex(('127.0.0.1', 9))\n",
        "utf-8",
    )
    folder = tiny({}, config=f"hooks: [{hook}]\nnav: null\n")
    folder.write(TINY)
    run = watched(folder, "mkdocs", "build", "--strict")
    assert f"open {secret.resolve()}" in run.outside(folder.path)
    assert any("127.0.0.1" in line for line in run.network)


def test_a_good_guide_asks_for_nothing_either(tiny: MakeFolder) -> None:
    """The whole build with its PDF, in all its processes."""
    folder = tiny()
    run = watched(folder, "mkdocs", "build", "--strict")
    assert run.result.code == 0, run.result.output
    assert run.network == []
    fonts = (folder.path / ".studyguide" / "fonts").resolve()
    assert [one for one in run.outside(folder.path) if str(fonts) not in one] == []


def test_what_is_no_file_is_named_and_not_opened(tiny: MakeFolder) -> None:
    folder = tiny()
    os.mkfifo(folder.docs / "pipe.md")
    os.mkfifo(folder.docs / "pipe.png")
    run = folder.run("studyguide.edge.command", "check")
    assert run.problems == [
        f"docs/{name}:1:1: error SG805: this is no ordinary file (remove it)"
        for name in ("pipe.md", "pipe.png")
    ]
