"""The preview: quick on every change, PDFs only when somebody asks, alive after a mistake."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.whole.guides import ENVIRONMENT, LETTER_MD, PATIENCE, Folder

PDF = "downloads/light-student-a4.pdf"


@dataclass(frozen=True)
class Server:
    """A running `mkdocs serve`."""

    folder: Folder
    process: subprocess.Popen[bytes]
    log: Path
    address: str

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def get(self, path: str = "") -> tuple[int, str, bytes]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["Content-Type"], error.read()

    def until(self, what: str, holds: Callable[[], bool]) -> None:
        """Wait until something holds; fail if it never does."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, f"the server ended: {self.said}"
            assert time.monotonic() < end, f"{what} did not come: {self.said}"
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            return self.get()[0] == 200
        except urllib.error.URLError:
            return False

    def edit(self, name: str, text: str) -> None:
        self.folder.write({name: text})


@pytest.fixture
def server(tiny: Callable[..., Folder], tmp_path: Path) -> Iterator[Server]:
    folder = tiny()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own_temporary = tmp_path / "temporary"
    own_temporary.mkdir()
    log = tmp_path / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder.path,
            env={**os.environ, **ENVIRONMENT, "TMPDIR": str(own_temporary)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    running = Server(folder, process, log, f"http://127.0.0.1:{port}/")
    try:
        running.until("the first page", running.answers)
        yield running
    finally:
        process.terminate()
        process.wait(30)


def test_a_pdf_is_laid_out_only_when_asked_for(server: Server) -> None:
    folder = server.folder
    assert not folder.pdf_cache.exists()
    assert b"Ana finds a letter" in server.get("letter.html")[2]
    assert PDF.encode() in server.get()[2]

    server.edit("letter.md", LETTER_MD.replace("a letter", "a postcard"))
    server.until("the edit", lambda: b"Ana finds a postcard" in server.get("letter.html")[2])
    assert not folder.pdf_cache.exists()
    assert "laid out" not in server.said

    status, kind, body = server.get(PDF)
    assert (status, kind) == (200, "application/pdf")
    assert body.startswith(b"%PDF-")
    assert body.rstrip().endswith(b"%%EOF")
    assert len(list(folder.pdf_cache.glob("*.pdf"))) == 1

    server.edit("letter.md", LETTER_MD.replace("a letter", "a telegram"))
    server.until("the edit", lambda: b"Ana finds a telegram" in server.get("letter.html")[2])
    assert len(list(folder.pdf_cache.glob("*.pdf"))) == 1
    assert server.get(PDF)[2] not in (b"", body)
    assert len(list(folder.pdf_cache.glob("*.pdf"))) == 2

    assert server.get("downloads/other.pdf")[0] == 404
    assert not folder.site.exists()
    assert not folder.staging.exists()
    assert "Traceback" not in server.said


def test_a_mistake_is_named_and_the_server_lives_on(server: Server) -> None:
    server.edit("letter.md", LETTER_MD.replace("act-1", "act-9"))
    said = "docs/letter.md:5:10: error SG301: `act` names the act `act-9`, which does not exist"
    server.until("the message", lambda: said in server.said)
    # Whatever is opened shows the mistakes now, and reloads when they are mended.
    for path in ("", "letter.html", "nowhere.html"):
        status, kind, body = server.get(path)
        assert (status, kind) == (200, "text/html")
        assert b"1 error; nothing was written" in body
        assert b"docs/letter.md, line 5, column 10" in body
        assert b"names the act `act-9`, which does not exist (did you mean `act-1`?)" in body
        assert b"     5 |     act: act-9\n       |          ^\n" in body
        assert b"livereload(" in body

    config = server.folder.config.read_text("utf-8")
    server.edit("../mkdocs.yml", f"{config}nav: 3\n")
    server.until("the message", lambda: b"Expected nav to be a list" in server.get()[2])
    server.edit("../mkdocs.yml", config)

    server.edit("letter.md", LETTER_MD.replace("a letter", "a parcel"))
    server.until("the mended page", lambda: b"Ana finds a parcel" in server.get("letter.html")[2])
    assert server.get(PDF)[2].startswith(b"%PDF-")
    assert "Traceback" not in server.said


def test_exports_are_made_when_they_are_asked_for(server: Server) -> None:
    status, kind, body = server.get("guide.json")
    assert (status, kind) == (200, "application/json")
    data = json.loads(body)
    assert [scene["id"] for scene in data["scenes"]] == ["letter"]
    assert json.loads(server.get(data["$schema"])[2])["title"] == "A study guide as data"

    server.edit("letter.md", LETTER_MD.replace("a letter", "a postcard"))
    server.until("the edit", lambda: b"finds a postcard" in server.get("guide.json")[2])

    status, kind, body = server.get("downloads/light-site.zip")
    assert (status, kind) == (500, "text/plain")
    assert b"holds a whole build, so `mkdocs build` makes it" in body
    assert "Traceback" not in server.said
