"""A broken guide never builds: what is said, where it points, and that the last site stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from studyguide.edge.cli import main
from tests.whole.guides import LETTER_MD, SOURCES_YML, Folder, tree

MakeFolder = Callable[..., Folder]


@dataclass(frozen=True)
class Mistake:
    """One mistake of an author: the file that has it, and the line that must be printed."""

    name: str
    file: str
    text: str | bytes
    said: str


def scene(*, header: str = "scene", options: str = "", body: str = "", end: str = "///\n") -> str:
    """A page with one scene, of which one thing is wrong."""
    return (
        "# A page\n\nSome words.\n\n"
        f"/// {header} | Another scene\n    id: another\n    act: act-1\n{options}\n"
        f"{body or 'Ana writes back [@review].'}\n{end}"
    )


MISTAKES = (
    Mistake(
        "misspelt option",
        "option.md",
        scene(options="    charcters: []\n"),
        "docs/option.md:8:5: error SG201: a scene has no option `charcters` "
        "(did you mean `characters`?)",
    ),
    Mistake(
        "misspelt name of a block",
        "block.md",
        scene(header="sceen"),
        "docs/block.md:5:1: error SG101: there is no block `sceen` (did you mean `scene`?)",
    ),
    Mistake(
        "misspelt id in an option",
        "reference.md",
        "# A page\n\n/// symbol | The lamp\n    id: lamp\n    scenes: [leter]\n\nIt burns.\n\n"
        "//// reading | Hope\nIt is hope.\n////\n///\n",
        "docs/reference.md:5:14: error SG301: `scenes` names the scene `leter`, "
        "which does not exist (did you mean `letter`?)",
    ),
    Mistake(
        "misspelt citation",
        "citation.md",
        "# A page\n\nSome words.\nAna is brave [@diary; @reveiw].\n",
        "docs/citation.md:4:24: error SG302: there is no source `reveiw` (did you mean `review`?)",
    ),
    Mistake(
        "lost closing line",
        "unclosed.md",
        scene(end="\nMore words, and the page ends.\n").replace("another", "third"),
        "docs/unclosed.md:5:1: error SG102: this scene is never closed "
        "(close it with a line `///`)",
    ),
    Mistake(
        "options that are not YAML",
        "yaml.md",
        "# A page\n\n/// term | keeper\n    id: t-keeper\n    group: [the sea\n\n"
        "Looks after the light.\n///\n",
        "docs/yaml.md:5:20: error SG202: this is not valid YAML: "
        "expected ',' or ']', but got '<stream end>' (put a value that holds `: ` "
        "or begins with a mark like `[` or `@` in quotes)",
    ),
    Mistake(
        "reference link to nothing",
        "words.md",
        "# A page\n\nSee [the letter][letter] and\n[the lamp][letter-of-ana].\n",
        "docs/words.md:4:1: error SG307: there is no `letter-of-ana` to link "
        "(did you mean `letter`?)",
    ),
    Mistake(
        "link to a page that is not there",
        "link.md",
        "# A page\n\nSee [the sources](sorces.md) and [the film](index.md).\n",
        "docs/link.md:3:19: error SG304: there is no file `sorces.md` (did you mean `sources.md`?)",
    ),
    Mistake(
        "link to a heading that is not there",
        "anchor.md",
        "# A page\n\n## One\n\nSee [one](#one), [two](#two) and [ana](letter.md#letter).\n",
        "docs/anchor.md:5:24: error SG305: `anchor.md` has no heading or block `#two` "
        "(one of: `a-page`, `one`)",
    ),
    Mistake(
        "text that is not UTF-8",
        "latin.md",
        b"# A page\n\nAna waits in a caf" + b"\xe9.\n",
        "docs/latin.md:3:19: error SG801: byte 0xe9 is not UTF-8 "
        "(save it anew with “Save as” in your editor, and choose UTF-8 as its encoding)",
    ),
    Mistake(
        "settings that are not YAML",
        "sources.yml",
        SOURCES_YML + "- id: [unclosed\n",
        "docs/sources.yml:13:1: error SG502: this is not valid YAML: "
        "expected ',' or ']', but got '<stream end>' (put a value that holds `: ` "
        "or begins with a mark like `[` or `@` in quotes)",
    ),
)
by_name = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)


def untouched(folder: Folder, before: dict[str, str]) -> None:
    """The last good site is as it was, and nothing half made is beside it."""
    assert tree(folder.site) == before
    assert not folder.staging.exists()
    assert not folder.last.exists()


@by_name
def test_a_mistake_is_named_with_its_place_and_nothing_is_written(
    tiny: MakeFolder, site_of_tiny: Path, mistake: Mistake
) -> None:
    folder = tiny()
    shutil.copytree(site_of_tiny, folder.site)
    before = tree(folder.site)
    folder.write({mistake.file: mistake.text})
    result = folder.build_here()
    assert result.problems == [mistake.said], result.output
    assert result.code == 1
    assert "Traceback" not in result.output
    assert "the last good outputs are as they were" in result.output
    untouched(folder, before)


def test_every_mistake_is_named_in_one_run(tiny: MakeFolder, site_of_tiny: Path) -> None:
    folder = tiny()
    shutil.copytree(site_of_tiny, folder.site)
    before = tree(folder.site)
    mistakes = [mistake for mistake in MISTAKES if mistake.file != "sources.yml"]
    folder.write({mistake.file: mistake.text for mistake in mistakes})
    result = folder.build()
    assert result.code == 1
    assert result.problems == sorted(mistake.said for mistake in mistakes)
    assert "Traceback" not in result.output
    assert f"{len(mistakes)} errors; nothing was written" in result.output
    untouched(folder, before)


def test_the_real_guide_with_one_mistake_says_one_line(built_copy: Folder) -> None:
    path = built_copy.docs / "themes.md"
    lines = path.read_text("utf-8").split("\n")
    number, line = next((n, line) for n, line in enumerate(lines, 1) if "[@" in line)
    lines[number - 1] = line.replace("[@", "[@x-", 1)
    path.write_text("\n".join(lines), "utf-8")
    result = built_copy.build()
    assert result.code == 1
    name = re.split(r"[];]", line.partition("[@")[2])[0]
    assert result.problems == [
        f"docs/themes.md:{number}:{line.index('[@') + 3}: error SG302: "
        f"there is no source `x-{name}` (did you mean `{name}`?)"
    ]
    assert "Traceback" not in result.output


@pytest.fixture
def built_copy(tmp_path: Path) -> Folder:
    """The real guide, not built yet."""
    from tests.whole.conftest import copy_of_the_guide

    return copy_of_the_guide(tmp_path / "guide")


def test_a_first_build_that_fails_leaves_no_site(tiny: MakeFolder) -> None:
    folder = tiny()
    folder.write({"index.md": "# Light\n\nSee [@nobody].\n"})
    assert folder.build_here().code == 1
    names = {path.name for path in folder.path.iterdir()}
    assert names == {".studyguide", "docs", "mkdocs.yml"}


def leaves_the_last_site(folder: Folder, site: Path, said: str) -> None:
    """Build and check a guide with one mistake that only a strict build may stop for."""
    shutil.copytree(site, folder.site)
    before = tree(folder.site)
    result = folder.build_here()
    assert result.code == 1
    assert result.problems == [said]
    assert "Traceback" not in result.output
    untouched(folder, before)
    assert folder.run("studyguide.edge.cli", "check", "--strict").problems == [said]


def test_a_page_that_no_nav_names_leaves_the_last_site(
    tiny: MakeFolder, site_of_tiny: Path
) -> None:
    folder = tiny(config="nav: [index.md, sources.md]\n")
    said = (
        "docs/letter.md:1:1: warning SG314: the nav in mkdocs.yml leaves this page out "
        "(add it, or to `not_in_nav`)"
    )
    leaves_the_last_site(folder, site_of_tiny, said)


def test_a_nav_that_names_no_page_leaves_the_last_site(
    tiny: MakeFolder, site_of_tiny: Path
) -> None:
    folder = tiny(config="nav:\n  - index.md\n  - A: [letter.md, leter.md]\n  - sources.md\n")
    line = folder.config.read_text("utf-8").split("\n").index("  - A: [letter.md, leter.md]") + 1
    said = (
        f"mkdocs.yml:{line}:20: error SG311: the nav names `leter.md`, which does not exist "
        "(did you mean `letter.md`?)"
    )
    leaves_the_last_site(folder, site_of_tiny, said)


def test_a_page_twice_in_the_nav_leaves_the_last_site(tiny: MakeFolder, site_of_tiny: Path) -> None:
    folder = tiny(
        config="nav:\n  - A letter.md: letter.md\n  - More: [index.md, sources.md, letter.md]\n"
    )
    line = folder.config.read_text("utf-8").split("\n").index("  - A letter.md: letter.md") + 1
    said = (
        f"mkdocs.yml:{line + 1}:34: error SG316: the nav names `letter.md` twice, "
        f"first on line {line} (keep one of the two)"
    )
    leaves_the_last_site(folder, site_of_tiny, said)


def test_pages_that_are_set_aside_need_no_nav(tiny: MakeFolder) -> None:
    folder = tiny(config="nav: [index.md, sources.md, https://news.example]\nnot_in_nav: letter.md")
    assert folder.run("studyguide.edge.cli", "check", "--strict").code == 0


def test_a_guide_without_a_first_page_is_a_mistake(tiny: MakeFolder) -> None:
    folder = tiny()
    (folder.docs / "index.md").rename(folder.docs / "start.md")
    said = "docs/index.md:1:1: error SG313: the guide has no first page (write one under this name)"
    assert folder.build_here().problems == [said]
    assert folder.run("studyguide.edge.cli", "check").problems == [said]
    (folder.docs / "start.md").rename(folder.docs / "README.md")
    assert folder.run("studyguide.edge.cli", "check").problems == []


@pytest.mark.parametrize("name", ["thesis.docx", "index.html"])
def test_a_folder_with_other_files_is_refused(tiny: MakeFolder, name: str) -> None:
    folder = tiny()
    folder.site.mkdir()
    (folder.site / name).write_text("somebody's work", "utf-8")
    before = tree(folder.site)
    result = folder.build_here()
    assert result.code == 1
    assert result.output.strip() == (
        f"{folder.site} holds files that this build did not make, such as {name}; "
        "move them away, or choose another site_dir"
    )
    untouched(folder, before)


def test_an_empty_folder_is_taken(tiny: MakeFolder) -> None:
    folder = tiny()
    folder.site.mkdir()
    assert folder.build_here().code == 0
    assert (folder.site / "guide.json").is_file()


def test_a_site_that_cannot_be_written_is_a_problem(tiny: MakeFolder, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder", "utf-8")
    folder = tiny(config=f"nav: null\nsite_dir: {file / 'site'}\n")
    result = folder.build_here()
    assert result.code == 1
    assert result.problems == [
        f"{file / 'site.partial'}:1:1: error SG803: an output could not be written: Not a directory"
    ]
    assert "Traceback" not in result.output
    assert file.read_text("utf-8") == "not a folder"


def test_two_sites_from_one_guide(tiny: MakeFolder, tmp_path: Path) -> None:
    folder = tiny()
    other = tmp_path / "elsewhere" / "public"
    assert folder.build_here("--site-dir", str(other)).code == 0
    assert (other / "guide.json").is_file()
    assert not folder.site.exists()


class TestCheck:
    """The command `studyguide check`: 0 nothing wrong, 1 errors, 2 it could not run."""

    def test_clean(self, tiny: MakeFolder, capsys: pytest.CaptureFixture[str]) -> None:
        folder = tiny()
        before = tree(folder.path)
        assert main(["check", "-f", str(folder.config)]) == 0
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.endswith("3 pages checked, no problems\n")
        assert tree(folder.path) == before

    @by_name
    def test_errors(
        self, tiny: MakeFolder, capsys: pytest.CaptureFixture[str], mistake: Mistake
    ) -> None:
        folder = tiny()
        folder.write({mistake.file: mistake.text})
        assert main(["check", "-f", str(folder.config)]) == 1
        assert capsys.readouterr().out == f"{mistake.said}\n"

    def test_no_configuration(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        missing = tmp_path / "mkdocs.yml"
        assert main(["check", "-f", str(missing)]) == 2
        assert capsys.readouterr().err == f"studyguide: Config file '{missing}' does not exist.\n"

    def test_configuration_that_is_not_yaml(
        self, tiny: MakeFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = tiny(config="nav: [\n")
        assert main(["check", "-f", str(folder.config)]) == 2
        assert capsys.readouterr().err.splitlines() == [
            "studyguide: mkdocs.yml:5:1: error SG502: this is not valid YAML: expected the node "
            "content, but found '<stream end>' (put a value that holds `: ` or begins with a mark "
            "like `[` or `@` in quotes)"
        ]

    def test_a_quote_that_is_not_closed(
        self, tiny: MakeFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = tiny(config='site_description: "A light\nnav: null\ncopyright: "Ours"\n')
        text = folder.config.read_text("utf-8")
        line = text[: text.index('"A light')].count("\n") + 1
        assert main(["check", "-f", str(folder.config)]) == 2
        assert capsys.readouterr().err == (
            f"studyguide: mkdocs.yml:{line}:19: error SG502: this is not valid YAML: a value in "
            "quotes begins here and does not end (close the quotes)\n"
        )

    def test_no_guide(
        self,
        tiny: MakeFolder,
        capsys: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        folder = tiny()
        shutil.rmtree(folder.docs)
        assert main(["check", "-f", str(folder.config)]) == 2
        assert capsys.readouterr().err == "studyguide: Aborted with a configuration error!\n"
        assert caplog.messages == [
            f"Config value 'docs_dir': The path '{folder.docs}' isn't an existing directory."
        ]

    def test_as_a_command(self, tiny: MakeFolder) -> None:
        folder = tiny()
        assert folder.run("studyguide.edge.cli", "check").code == 0
        folder.write({"letter.md": LETTER_MD.replace("[@diary]", "")})
        result = folder.run("studyguide.edge.cli", "check")
        assert result.code == 1
        assert result.problems == [
            "docs/letter.md:3:1: error SG401: the scene `letter` cites no source"
        ]
        folder.config.unlink()
        result = folder.run("studyguide.edge.cli", "check")
        assert result.code == 2
        assert "Traceback" not in result.output

    def test_without_a_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 2
        assert "check" in capsys.readouterr().err
