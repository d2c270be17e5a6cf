"""A hostile guide builds to nothing; a guide that only quotes hostile text builds as it reads."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from tests.whole.browsing import PATIENT
from tests.whole.guides import TINY, Folder, new_folder
from tests.whole.hostile_guide import SAID, SECRET, write_hostile
from tests.whole.witness import watched

MakeFolder = Callable[..., Folder]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
AFTER_A_MISSING_PICTURE = """() => new Promise(done => {
  Object.assign(new Image(), { onerror: done, src: "missing-too.png" });
})"""
"""When this is told that its picture is missing, any that were asked for before have been told."""
SNIPPETS = "nav: null\nmarkdown_extensions: [attr_list, pymdownx.snippets, studyguide]\n"


@pytest.fixture
def hostile(tiny: MakeFolder, tmp_path: Path) -> Folder:
    """The hostile guide, beside the folder that it reaches for."""
    folder = tiny({}, config=SNIPPETS)
    write_hostile(folder, tmp_path / "outside")
    return folder


@pytest.mark.parametrize(
    "command",
    [("studyguide.edge.cli", "check"), ("mkdocs", "build", "--strict")],
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    run = folder.run("studyguide.edge.cli", "check")
    assert run.problems == [
        f"docs/{name}:1:1: error SG805: this is no ordinary file (remove it)"
        for name in ("pipe.md", "pipe.png")
    ]


MARK = "&lt;img src=x onerror=alert(1)&gt;"
QUOTED = f"""\
# Quoted {MARK}

## A heading {MARK}

Words with {MARK}, `<script>alert(2)</script>` and the word keeper.

/// question | In the film, what does {MARK} find?
    id: q-quoted
    kind: choice
    level: recall
    about: work
    scene: letter

- [x] A letter {MARK}
    > Right: the scene says {MARK} that a letter lies under the door.
- [ ] A lamp {MARK}
    > The lamp burns in the tower; {MARK} nobody has to find it in that scene.
- [ ] A boat {MARK}
    > The boat comes later; {MARK} her brother is not home from the sea yet.
///

/// term | keeper
    id: t-keeper
    group: the sea &lt;b&gt;

Who looks after {MARK} the light.
///
"""
HANDLER = "onerror"


@pytest.fixture(scope="module")
def quoted(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Path:
    """The site of a guide that shows the words of HTML."""
    folder = new_folder(tmp_path_factory.mktemp("quoted") / "guide", fonts=fonts)
    folder.write({"quoted.md": QUOTED, "uses.md": "# Uses\n\nThe keeper waits.\n"})
    result = folder.build()
    assert result.code == 0, result.output
    return folder.site


def test_quoted_html_stays_words_everywhere(quoted: Path) -> None:
    """What authors write with entities is not made HTML again by any of the outputs."""
    pages = [LexborHTMLParser(path.read_text("utf-8")) for path in quoted.rglob("*.html")]
    said = [page.body.text() if page.body else "" for page in pages]
    assert sum(text.count(HANDLER) for text in said) >= 8, "the words are there to be read"
    nodes = [node for page in pages for node in page.css("*")]
    assert [n.html for n in nodes if any(name.startswith("on") for name in n.attributes)] == []
    assert [n.html for n in nodes if n.attributes.get("src") == "x"] == []
    index = json.loads((quoted / "search" / "search_index.json").read_text("utf-8"))
    searched = " ".join(f"{doc['title']} {doc['text']}" for doc in index["docs"])
    assert HANDLER in searched
    assert "<img" not in searched


@pytest.mark.browser
def test_quoted_html_runs_nothing_in_a_browser(quoted: Path) -> None:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        _try_out(browser.new_page(), (quoted / "quoted.html").as_uri())
        browser.close()


def _try_out(page: Page, address: str) -> None:
    """Answer the question and open the note of the term: nothing of what is shown may run."""
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.set_default_timeout(PATIENT)
    page.goto(address)
    article = page.locator("article")
    article.get_by_role("radio").first.check()
    for name in ("Check", "Show"):
        for button in article.get_by_role("button", name=name).all():
            if button.is_visible():
                button.click()
    page.goto(address.replace("quoted.html", "uses.html"))
    article.locator(".sg-term-use").first.click()
    expect(page.locator(".sg-gloss").first).to_be_visible()
    page.evaluate(AFTER_A_MISSING_PICTURE)
    assert HANDLER in page.inner_text("body")
    assert page.locator("img[src=x]").count() == 0
    assert dialogs == []
