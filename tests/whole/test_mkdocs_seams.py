"""Where we lean on MkDocs: strict counting, the staging folder, several builds in one process."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.edge.mkdocs import build
from tests.whole.guides import INDEX_MD, TINY, Folder, new_folder, tree

MakeFolder = Callable[..., Folder]
ONE_PAGE_MISSING = "nav: [index.md, sources.md]\n"

WARN = """\
import logging


def on_pre_build(config):
    logging.getLogger("{logger}").{level}("a message of another hook")
"""


@pytest.fixture
def hook(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(logger: str, level: str) -> Path:
        path = tmp_path / f"warn-{logger}-{level}.py"
        path.write_text(WARN.format(logger=logger, level=level), "utf-8")
        return path

    return write


class TestStrict:
    @pytest.mark.parametrize(
        ("logger", "level", "code"),
        [
            ("mkdocs.hooks.other", "warning", 1),
            ("mkdocs.plugins.other", "error", 1),
            ("mkdocs.hooks.other", "info", 0),
            ("other", "warning", 0),
        ],
    )
    def test_warnings_of_mkdocs_count(
        self,
        tiny: MakeFolder,
        hook: Callable[[str, str], Path],
        logger: str,
        level: str,
        code: int,
    ) -> None:
        folder = tiny(hooks=(hook(logger, level),))
        result = folder.build_here()
        assert result.code == code, result.output
        assert folder.site.exists() == (code == 0)
        assert not folder.staging.exists()

    def test_they_do_not_count_in_a_build_that_is_not_strict(
        self, tiny: MakeFolder, hook: Callable[[str, str], Path]
    ) -> None:
        folder = tiny(hooks=(hook("mkdocs.hooks.other", "warning"),))
        result = folder.build_here("--no-strict")
        assert result.code == 0
        assert "a message of another hook" in result.output
        assert (folder.site / "guide.json").is_file()

    def test_an_error_counts_in_a_build_that_is_not_strict(self, tiny: MakeFolder) -> None:
        folder = tiny()
        folder.write({"index.md": "# Light\n\nSee [@nobody].\n"})
        result = folder.build_here("--no-strict")
        assert result.code == 1
        assert not folder.site.exists()

    def test_an_error_counts_in_a_quiet_build(self, tiny: MakeFolder) -> None:
        folder = tiny()
        folder.write({"index.md": "# Light\n\nSee [@nobody].\n"})
        result = folder.build_here("--quiet")
        assert result.code == 1
        assert len(result.problems) == 1

    def test_a_warning_of_ours_counts(self, tiny: MakeFolder, site_of_tiny: Path) -> None:
        folder = tiny()
        shutil.copytree(site_of_tiny, folder.site)
        before = tree(folder.site)
        folder.write({"index.md": INDEX_MD + "\nOne of three:\n- a boat\n- a lamp\n"})
        result = folder.build_here()
        assert result.code == 1
        assert len(result.problems) == 1
        assert " warning SG134: " in result.problems[0]
        assert tree(folder.site) == before
        assert folder.build_here("--no-strict").code == 0
        assert tree(folder.site) != before


class TestTheme:
    @pytest.fixture
    def overridden(self, tiny: MakeFolder) -> Callable[[str, str], Folder]:
        """A guide with another text in the place of one in its theme."""

        def make(old: str, new: str) -> Folder:
            folder = tiny(config="nav: null\ntheme: {custom_dir: overrides}\n")
            (folder.path / "overrides").mkdir()
            base = (Path(material.__file__).parent / "templates" / "base.html").read_text("utf-8")
            assert old in base
            own = folder.path / "overrides" / "base.html"
            own.write_text(base.replace(old, new), "utf-8")
            return folder

        return make

    def test_a_page_without_its_policy_is_named(
        self, overridden: Callable[[str, str], Folder]
    ) -> None:
        folder = overridden('<meta charset="utf-8">', "")
        result = folder.build_here()
        assert result.code == 1
        assert len(result.problems) == 1
        assert ": error SG813: no content-security policy: " in result.problems[0]
        assert "(as on 3 other pages)" in result.problems[0]
        assert not folder.site.exists()

    def test_a_page_without_the_reading_settings_is_named(
        self, overridden: Callable[[str, str], Folder]
    ) -> None:
        folder = overridden('<link rel="stylesheet"', '<link media="all" rel="stylesheet"')
        result = folder.build_here()
        assert result.code == 1
        assert len(result.problems) == 1
        assert ": error SG813: no script of the reader's settings: " in result.problems[0]

    def test_another_spelling_of_the_same_does_no_harm(
        self, overridden: Callable[[str, str], Folder]
    ) -> None:
        folder = overridden('<meta charset="utf-8">', "<META CHARSET=UTF-8>")
        result = folder.build_here()
        assert result.code == 0, result.output
        for page in folder.site.rglob("*.html"):
            assert "Content-Security-Policy" in page.read_text("utf-8")

    def test_a_search_that_keeps_its_entries_elsewhere_is_told(
        self, tiny: MakeFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(build, "search_entries", lambda _: None)
        folder = tiny()
        result = folder.build_here()
        assert result.code == 1
        assert len(result.problems) == 1
        assert ": error SG813: no questions and words in the search: " in result.problems[0]

    def test_a_guide_without_a_search_needs_none(self, tiny: MakeFolder) -> None:
        folder = tiny(config="nav: null\nplugins: []\n")
        result = folder.build_here()
        assert result.code == 0, result.output


class TestStaging:
    def test_a_site_lost_between_two_renames_comes_back(
        self, tiny: MakeFolder, site_of_tiny: Path
    ) -> None:
        folder = tiny()
        shutil.copytree(site_of_tiny, folder.last)
        before = tree(folder.last)
        folder.write({"index.md": "# Light\n\nSee [@nobody].\n"})
        assert folder.build_here().code == 1
        assert tree(folder.site) == before
        assert not folder.last.exists()

    def test_a_build_after_an_interruption_replaces_everything(
        self, tiny: MakeFolder, site_of_tiny: Path
    ) -> None:
        folder = tiny()
        shutil.copytree(site_of_tiny, folder.last)
        shutil.copytree(site_of_tiny, folder.staging)
        (folder.staging / "left-behind.html").write_text("half a page", "utf-8")
        assert folder.build_here().code == 0
        assert tree(folder.site) == tree(site_of_tiny)
        assert not folder.last.exists()
        assert not folder.staging.exists()

    def test_a_page_that_is_gone_leaves_the_site(
        self, tiny: MakeFolder, site_of_tiny: Path
    ) -> None:
        folder = tiny()
        shutil.copytree(site_of_tiny, folder.site)
        (folder.docs / "letter.md").unlink()
        assert folder.build_here().code == 0
        assert not (folder.site / "letter").exists()

    def test_what_is_beside_the_site_is_left_alone(self, tiny: MakeFolder) -> None:
        folder = tiny()
        (folder.path / "notes.txt").write_text("mine", "utf-8")
        assert folder.build_here().code == 0
        assert {path.name for path in folder.path.iterdir()} == {
            ".studyguide",
            "docs",
            "mkdocs.yml",
            "notes.txt",
            "site",
        }


class TestSeveralBuilds:
    def test_a_broken_build_leaves_nothing_to_the_next(
        self, tiny: MakeFolder, site_of_tiny: Path
    ) -> None:
        folder = tiny()
        listening = list(logging.getLogger("mkdocs").handlers)
        good = (folder.docs / "letter.md").read_text("utf-8")
        folder.write({"letter.md": good.replace("id: letter", "id: parcel")})
        assert folder.build_here().code == 0
        folder.write({"letter.md": good.replace("diary", "dairy")})
        assert folder.build_here().code == 1
        folder.write({"letter.md": good})
        assert folder.build_here().code == 0
        assert tree(folder.site) == tree(site_of_tiny)
        ours = [
            handler
            for handler in logging.getLogger("mkdocs").handlers
            if handler not in listening and handler.name != "MkDocsStreamHandler"
        ]
        assert ours == []

    def test_warnings_are_not_counted_twice(self, tiny: MakeFolder) -> None:
        folder = tiny(config=ONE_PAGE_MISSING)
        assert folder.build_here().code == 1
        assert folder.build_here("--no-strict").code == 0
        folder.config.write_text(folder.config.read_text("utf-8") + "validation: {}\n", "utf-8")
        assert folder.build_here().code == 1
        text = folder.config.read_text("utf-8").replace(ONE_PAGE_MISSING, "nav: null\n")
        folder.config.write_text(text, "utf-8")
        assert folder.build_here().code == 0

    def test_two_guides_do_not_mix(
        self, tiny: MakeFolder, tmp_path: Path, site_of_tiny: Path, fonts: Path
    ) -> None:
        other = new_folder(tmp_path / "other", fonts=fonts)
        letter = (other.docs / "letter.md").read_text("utf-8")
        other.write({"letter.md": letter.replace("id: letter", "id: postcard")})
        assert other.build_here().code == 0
        folder = tiny()
        assert folder.build_here().code == 0
        assert tree(folder.site) == tree(site_of_tiny)
        assert tree(other.site) != tree(folder.site)
        folder.write({"more.md": "# More\n\nSee [the card][postcard].\n"})
        assert folder.build_here().problems == [
            "docs/more.md:3:5: error SG307: there is no `postcard` to link "
            "(one of: `epub`, `guide-json`, `letter`, `site-zip`, `student-a4`)"
        ]


@pytest.mark.parametrize(
    ("setting", "letter", "links"),
    [
        ("false", "letter.html", ["sources.html#source-diary", "index.html#act", "#letter"]),
        ("true", "letter/index.html", ["../sources/#source-diary", "../#act", "#letter"]),
    ],
)
def test_pages_are_linked_as_mkdocs_is_told_to_name_them(
    tiny: MakeFolder, setting: str, letter: str, links: list[str]
) -> None:
    files = {
        **TINY,
        "index.md": f"{TINY['index.md']}\n## Act {{ #act }}\n\nOne night.\n",
        "letter.md": f"{TINY['letter.md']}\n[the act](index.md#act), [the letter][letter]\n",
    }
    folder = tiny(files, config=f"nav: null\nuse_directory_urls: {setting}\n")
    result = folder.build_here()
    assert result.code == 0, result.output
    page = LexborHTMLParser((folder.site / letter).read_text("utf-8"))
    assert [a.attributes["href"] for a in page.css("article p a")] == links
    scene = json.loads((folder.site / "guide.json").read_text("utf-8"))["scenes"][0]
    assert scene["url"] == f"{letter.removesuffix('index.html')}#letter"
