"""A guide that `studyguide new` begins: whole at once, for every kind of work and language."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest
import yaml

from studyguide.edge.cli import main
from studyguide.language.yaml_nodes import ID
from studyguide.skeleton import NewGuide, files_of, skeleton_languages, slug_of
from studyguide.words import ABOUT_REAL_PEOPLE, KINDS_OF_WORK
from studyguide.words.catalogue import languages

ODD = (
    "The \"Light\": #1 of 'Ana' {a} [b] *c* _d_ 1 < 2 > 0 & e; &amp; -- f: g @h $i$ j~k~ ` | \\ é "
    "ñ ж ___ %(l)s C#"
)
"""A title with whatever YAML, Markdown and HTML give a meaning to."""


def begin(folder: Path, kind: str = "play", *arguments: str) -> int:
    return main(["new", str(folder), "--kind", kind, *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "macbeth"


class TestEveryGuide:
    @pytest.mark.parametrize("language", languages())
    @pytest.mark.parametrize("kind", KINDS_OF_WORK)
    def test_nothing_is_wrong_with_it(
        self, folder: Path, kind: str, language: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert begin(folder, kind, "--language", language) == 0
        capsys.readouterr()
        assert main(["check", "--strict", "-f", str(folder / "mkdocs.yml")]) == 0
        said = capsys.readouterr()
        assert said.out == ""
        assert "no problems" in said.err

    def test_a_language_of_the_program_is_one_to_begin_in(self) -> None:
        assert skeleton_languages() == languages()

    def test_every_language_has_the_same_files(self) -> None:
        made = [set(files_of(NewGuide("A", "film", name, 2000))) for name in languages()]
        assert all(names == made[0] for names in made)

    @pytest.mark.parametrize("kind", sorted(set(KINDS_OF_WORK) - {"film"}))
    def test_only_a_film_is_called_one(self, kind: str) -> None:
        texts = files_of(NewGuide("A work", kind, "en", 2000))
        words = re.compile(r"\w*(?:film|movie|viewer|watch)\w*", re.IGNORECASE)
        assert {
            name: words.findall(text) for name, text in texts.items() if words.search(text)
        } == {}

    @pytest.mark.parametrize("kind", KINDS_OF_WORK)
    def test_real_life_is_asked_for_only_where_it_stands_behind(self, kind: str) -> None:
        texts = "".join(files_of(NewGuide("A work", kind, "en", 2000)).values())
        real = kind in ABOUT_REAL_PEOPLE
        assert (
            ("\n/// compare |" in texts)
            is ("\n/// moment |" in texts)
            is ("    match:" in texts)
            is real
        )


class TestTitle:
    def test_odd_marks_are_kept_everywhere(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert begin(folder, "film", "--title", ODD) == 0
        capsys.readouterr()
        assert main(["check", "--strict", "-f", str(folder / "mkdocs.yml")]) == 0
        config = (folder / "mkdocs.yml").read_text("utf-8")
        assert yaml.safe_load(config)["site_name"] == f"{ODD}: a study guide"
        guide = yaml.safe_load((folder / "docs/guide.yml").read_text("utf-8"))
        assert guide["work"]["title"] == ODD
        assert ID.fullmatch(guide["work"]["slug"])

    @pytest.mark.parametrize(
        ("title", "slug"),
        [
            ("Macbeth", "macbeth"),
            ("Cien años de soledad", "cien-anos-de-soledad"),
            ("A Midsummer Night’s Dream: a play", "a-midsummer-nights-dream-a-play"),
            ("Œdipe & Straße", "oedipe-strasse"),
            ("1984", "1984"),
            ("Война и мир", "guide"),
            ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ],
    )
    def test_the_slug_is_made_from_it(self, title: str, slug: str) -> None:
        assert slug_of(title) == slug

    def test_without_one_the_folder_gives_it(self, tmp_path: Path) -> None:
        assert begin(tmp_path / "of-mice_and-men", "novel") == 0
        text = (tmp_path / "of-mice_and-men/docs/index.md").read_text("utf-8")
        assert "\n# Of mice and men\n" in text


class TestFolder:
    def test_it_says_what_comes_next(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        begin(folder)
        said = capsys.readouterr().out
        assert f"    cd {folder}\n    studyguide serve\n" in said

    def test_an_empty_folder_and_a_new_repository_are_filled(self, folder: Path) -> None:
        (folder / ".git").mkdir(parents=True)
        assert begin(folder) == 0
        assert sorted(path.name for path in folder.iterdir()) == [
            ".git",
            ".github",
            ".gitignore",
            "README.md",
            "docs",
            "mkdocs.yml",
        ]

    @pytest.mark.parametrize(
        ("arguments", "code", "told"),
        [
            (["--kind", "opera"], 2, ("'opera' is not one of", *KINDS_OF_WORK)),
            ([], 2, ("--kind", *KINDS_OF_WORK)),
            (["--kind", "play", "--language", "fr"], 2, ("'fr' is not one of", *languages())),
            (["--kind", "play", "--title", " \n "], 1, ("the title is empty",)),
        ],
    )
    def test_a_bad_choice(
        self,
        folder: Path,
        arguments: list[str],
        code: int,
        told: tuple[str, ...],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert main(["new", str(folder), *arguments]) == code
        said = capsys.readouterr().err
        assert [text for text in told if text not in said] == []
        assert not folder.exists()

    def test_a_folder_that_holds_something_stays_as_it_is(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder.mkdir()
        (folder / "notes.txt").write_text("mine", "utf-8")
        assert begin(folder) == 1
        assert "is not empty, it holds `notes.txt`; name a new folder" in capsys.readouterr().err
        assert [path.name for path in folder.iterdir()] == ["notes.txt"]

    def test_a_file_of_that_name(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        folder.write_text("mine", "utf-8")
        assert begin(folder) == 1
        assert "is a file; name a new folder" in capsys.readouterr().err

    def test_a_folder_that_cannot_be(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder.write_text("a file", "utf-8")
        assert begin(folder / "below") == 1
        assert capsys.readouterr().err.startswith("studyguide: ")

    @pytest.mark.parametrize("there", [True, False])
    @pytest.mark.parametrize("method", ["write_text", "rename"])
    @pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
    def test_what_ends_it_leaves_nothing(
        self,
        folder: Path,
        there: bool,
        method: str,
        fault: BaseException,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        if there:
            folder.mkdir()
        real, calls = getattr(Path, method), []

        def failing(path: Path, *arguments: object, **options: object) -> object:
            calls.append(path)
            if len(calls) == (3 if there or method == "write_text" else 1):
                raise fault
            return real(path, *arguments, **options)

        monkeypatch.setattr(Path, method, failing)
        if isinstance(fault, OSError):
            assert begin(folder) == 1
        else:
            assert begin(folder) != 0
        assert list(folder.rglob("*")) == []
        assert [path.name for path in folder.parent.iterdir()] == ([folder.name] if there else [])
