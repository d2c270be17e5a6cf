"""The compiler away from its repository: as a wheel, as a plugin, and where a line is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from studyguide import __version__
from studyguide.edge.cli import main
from tests.whole.guides import ENVIRONMENT, HOOK, PLUGIN, ROOT, TINY, Folder, Result, tree

MakeFolder = Callable[..., Folder]
PACKED = ("hooks", "pyproject.toml", "README.md", "LICENSE")
"""What a wheel is made from."""
BY_HOOK = PLUGIN.replace("  - studyguide\n", "") + f"hooks:\n  - {HOOK}\n"
EXTENSION_ALONE = PLUGIN.replace("  - studyguide\n", "") + "markdown_extensions: [studyguide]\n"
NO_GUIDE = PLUGIN.replace("  - studyguide\n", "")
SAID = "plugins:\n  - search\n  - studyguide   # this one\n"
OTHER_HOOK = '"""Nothing to do with a studyguide."""\n'


def published(site: Path) -> set[str]:
    """What a reader of a site asks for by name."""
    kept = (".json", ".html", ".pdf", ".yml")
    return {name for name in tree(site) if name.endswith(kept) and "/javascripts/" not in name}


WHOLE = {
    "404.html",
    "downloads/light-student-a4.pdf",
    "guide.json",
    "guide.schema.json",
    "index.html",
    "letter.html",
    "search/search_index.json",
    "sources.html",
}


class TestConfigurations:
    def test_plugin_and_hook_make_the_same_bytes(self, tiny: MakeFolder) -> None:
        folder = tiny()
        folder.config.write_text(PLUGIN, "utf-8")
        assert folder.build_here().code == 0
        assert published(folder.site) == WHOLE
        by_plugin = tree(folder.site)
        shutil.rmtree(folder.pdf_cache)
        folder.config.write_text(BY_HOOK, "utf-8")
        assert folder.build_here().code == 0
        assert tree(folder.site) == by_plugin

    def test_nothing_is_asked_of_another_host_by_default(self, tiny: MakeFolder) -> None:
        folder = tiny()
        folder.config.write_text(PLUGIN, "utf-8")
        folder.preview()
        assert "fonts.g" not in (folder.site / "letter.html").read_text("utf-8")

    def test_the_extension_may_be_named_too(self, tiny: MakeFolder) -> None:
        folder = tiny()
        folder.config.write_text(PLUGIN, "utf-8")
        folder.preview(folder.path / "one")
        folder.config.write_text(PLUGIN + "markdown_extensions: [studyguide]\n", "utf-8")
        folder.preview(folder.path / "two")
        assert tree(folder.path / "two") == tree(folder.path / "one")

    @pytest.mark.parametrize(
        ("extensions", "shown"),
        [("", "“Light”"), ("markdown_extensions: [footnotes]\n", '"Light"')],
    )
    def test_an_author_who_names_extensions_gets_those(
        self, tiny: MakeFolder, extensions: str, shown: str
    ) -> None:
        folder = tiny({**TINY, "index.md": f'{TINY["index.md"]}\nThe "Light" burns.\n'})
        folder.config.write_text(PLUGIN + extensions, "utf-8")
        folder.preview()
        assert f"The {shown} burns." in (folder.site / "index.html").read_text("utf-8")

    def test_both_at_once_are_refused(self, tiny: MakeFolder) -> None:
        folder = tiny()
        folder.config.write_text(f"{PLUGIN}hooks:\n  - {HOOK}\n", "utf-8")
        result = folder.build_here()
        assert result.code == 1
        assert "asks twice for the build of the guide: take out `hooks/guide.py`" in result.output
        assert not folder.site.exists()


class TestMissingLine:
    @pytest.mark.parametrize("command", [("mkdocs", "build"), ("studyguide.edge.cli", "build")])
    def test_the_extension_alone_publishes_nothing(
        self, tiny: MakeFolder, command: tuple[str, ...]
    ) -> None:
        folder = tiny()
        folder.config.write_text(EXTENSION_ALONE, "utf-8")
        result = folder.run(*command)
        assert result.code == 1
        assert SAID in result.output
        assert "Traceback" not in result.output
        assert not folder.site.exists()

    def test_the_last_site_stays(self, tiny: MakeFolder, site_of_tiny: Path) -> None:
        folder = tiny()
        shutil.copytree(site_of_tiny, folder.site)
        folder.config.write_text(EXTENSION_ALONE, "utf-8")
        assert folder.run("mkdocs", "build").code == 1
        assert tree(folder.site) == tree(site_of_tiny)

    def test_a_hook_that_only_speaks_of_us_builds_nothing(self, tiny: MakeFolder) -> None:
        folder = tiny()
        (folder.path / "other.py").write_text(OTHER_HOOK, "utf-8")
        folder.config.write_text(f"{EXTENSION_ALONE}hooks: [other.py]\n", "utf-8")
        result = folder.run("mkdocs", "build")
        assert (result.code, SAID in result.output) == (1, True)
        assert not folder.site.exists()

    @pytest.mark.parametrize("command", ["build", "serve", "check"])
    def test_our_own_commands_want_a_guide(
        self, tiny: MakeFolder, command: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = tiny()
        folder.config.write_text(NO_GUIDE, "utf-8")
        assert main([command, "-f", str(folder.config)]) == (2 if command == "check" else 1)
        assert "add `studyguide` to `plugins` in mkdocs.yml" in capsys.readouterr().err
        assert not folder.site.exists()


class TestBuild:
    def test_warnings_stop_it_unless_it_is_told_otherwise(self, tiny: MakeFolder) -> None:
        folder = tiny(config="nav: [index.md, sources.md]\n")
        assert folder.run("studyguide.edge.cli", "build").code == 1
        assert not folder.site.exists()
        assert folder.run("studyguide.edge.cli", "build", "--no-strict").code == 0
        assert (folder.site / "guide.json").is_file()

    def test_the_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--version"]) == 0
        assert capsys.readouterr().out == f"studyguide {__version__}\n"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment that has the wheel, and sees what the wheel needs."""
    path = tmp_path_factory.mktemp("wheel")
    for name in PACKED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, path / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    offline = ["--quiet", "--no-index", "--no-deps"]
    wheel = ["wheel", *offline, "--no-build-isolation", "--wheel-dir", str(path), str(path)]
    subprocess.run([*pip, *wheel], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(path / "new")], check=True)
    found = path / "new" / "bin" / "python"
    folder = f"lib/python{sysconfig.get_python_version()}/site-packages"
    (path / "new" / folder / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    (built,) = path.glob("studyguide-*.whl")
    target = ["install", *offline, "--ignore-installed", str(built)]
    subprocess.run([*pip, "--python", str(found), *target], check=True)
    return found


def run(python: Path, folder: Folder, *arguments: str) -> Result:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), "-P", "-m", *arguments],
        cwd=folder.path,
        env={**environment, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode())


class TestWheel:
    def test_it_builds_a_guide_in_an_empty_folder(self, python: Path, tiny: MakeFolder) -> None:
        folder = tiny()
        folder.config.write_text(PLUGIN, "utf-8")
        result = run(python, folder, "studyguide.edge.cli", "build")
        assert result.code == 0, result.output
        assert published(folder.site) == WHOLE
        data = json.loads((folder.site / "guide.json").read_text("utf-8"))
        assert data["build"]["studyguide"] == __version__
        pdf = folder.site / "downloads" / "light-student-a4.pdf"
        assert pdf.read_bytes().startswith(b"%PDF-")

    def test_it_begins_a_guide(self, python: Path, tmp_path: Path) -> None:
        folder = Folder(tmp_path)
        new = run(python, folder, "studyguide.edge.cli", "new", "guide", "--kind", "play")
        assert new.code == 0, new.output
        guide = Folder(tmp_path / "guide")
        assert (guide.path / ".github" / "workflows" / "publish.yml").is_file()
        result = run(python, guide, "studyguide.edge.cli", "check", "--strict")
        assert (result.code, result.problems) == (0, []), result.output

    def test_it_is_the_wheel_that_runs(self, python: Path) -> None:
        asked = [str(python), "-P", "-c", "import studyguide; print(studyguide.__file__)"]
        said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
        assert Path(said).is_relative_to(python.parent.parent)

    def test_a_missing_line_is_an_error(self, python: Path, tiny: MakeFolder) -> None:
        folder = tiny()
        folder.config.write_text(EXTENSION_ALONE, "utf-8")
        result = run(python, folder, "mkdocs", "build")
        assert (result.code, SAID in result.output) == (1, True), result.output
        assert not folder.site.exists()
