"""Whatever ends a build, the site is the last one or the new one, and each file of it is whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.guides import ENVIRONMENT, INDEX_MD, PATIENCE, PROBLEM, ROOT, TINY, Folder, tree

MakeFolder = Callable[..., Folder]
DISK_FULL = "No space left on device"
TWO_EDITIONS = {
    **TINY,
    "guide.yml": TINY["guide.yml"].replace("[student-a4]", "[student-a4, student-letter]"),
}
WAIT = """\
import pathlib, time

def on_env(env, config, files):
    here = pathlib.Path(config.config_file_path).parent
    (here / "waiting").touch()
    while not (here / "go").exists():
        time.sleep(0.05)
    return env
"""


def start(folder: Folder) -> subprocess.Popen[str]:
    """A build in a process group of its own, to be ended from outside."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder.path,
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # A shell lets what it runs in the background ignore Ctrl+C, and so would this build.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def processes_of(building: subprocess.Popen[str]) -> list[str]:
    """The numbers of the processes that work for a build, and its own."""

    def ours(process: Path) -> bool:
        try:
            stat = (process / "stat").read_text("utf-8")
        except OSError:
            return False
        state, _, process_group = stat.rpartition(") ")[2].split()[:3]
        return int(process_group) == building.pid and state != "Z"

    return [path.name for path in Path("/proc").glob("[0-9]*") if ours(path)]


def workers_of(building: subprocess.Popen[str]) -> list[str]:
    """The numbers of the processes that lay its PDFs out."""

    def works(number: str) -> bool:
        try:
            return b"--multiprocessing-fork" in Path("/proc", number, "cmdline").read_bytes()
        except OSError:
            return False

    return [number for number in processes_of(building) if works(number)]


def wait_for_a_moment(moments: random.Random, first: float, last: float, seconds: float) -> None:
    """Wait for a share of the seconds, and tell a test that fails which; any moment will do."""
    share = moments.uniform(first, last)
    sys.stdout.write(f"ended after {share:.3f} of {seconds:.1f} seconds\n")
    time.sleep(share * seconds)


def until(true: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait for something; whether it came."""
    end = time.monotonic() + seconds
    while not (came := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return came


def assert_ended(building: subprocess.Popen[str], folder: Folder, *sites: dict[str, str]) -> None:
    """A build that Ctrl+C ended says so in a line, and leaves a whole site and nobody behind."""
    said, _ = building.communicate(timeout=PATIENCE)
    assert until(lambda: not processes_of(building))  # the last one closes its files first
    assert tree(folder.site) in sites
    if building.returncode == 0:  # it was about to end by itself
        assert tree(folder.site) == sites[-1]
        return
    assert building.returncode == 1, said
    assert said.strip().splitlines()[-1] == "Aborted!", said
    assert "Traceback" not in said
    assert "Exception" not in said


class TestKilled:
    @pytest.fixture
    def between_two(self, tiny: MakeFolder) -> tuple[Folder, float, list[dict[str, str]]]:
        """A guide with a finished site and a changed text; how long its build takes; both sites."""
        folder = tiny(TWO_EDITIONS)
        assert folder.build().code == 0
        old = tree(folder.site)
        kept = folder.path.parent / "old"
        shutil.copytree(folder.site, kept)
        folder.write({"index.md": INDEX_MD.replace("lighthouse", "lighthouse by night")})
        begun = time.monotonic()
        assert folder.build().code == 0
        seconds = time.monotonic() - begun
        new = tree(folder.site)
        assert new != old
        shutil.rmtree(folder.site)
        shutil.copytree(kept, folder.site)
        shutil.rmtree(folder.pdf_cache)
        return folder, seconds, [old, new]

    @pytest.mark.slow
    def test_at_twenty_random_moments(
        self, between_two: tuple[Folder, float, list[dict[str, str]]]
    ) -> None:
        folder, seconds, sites = between_two
        moments = random.Random(2026)
        for _ in range(20):
            building = start(folder)
            wait_for_a_moment(moments, 0.05, 1.1, seconds)
            os.killpg(building.pid, signal.SIGKILL)
            building.communicate(timeout=PATIENCE)
            assert tree(folder.site) in sites
        assert folder.build().code == 0
        assert tree(folder.site) == sites[1]
        assert not folder.staging.exists()

    def test_at_every_step_of_the_change_of_sites(
        self, between_two: tuple[Folder, float, list[dict[str, str]]], tmp_path: Path
    ) -> None:
        """The moments that count are short: here the build ends itself at each of them."""
        folder, _, sites = between_two
        steps = ("staging.rename", "_exchange", "shutil.rmtree")
        for step in steps:
            hook = tmp_path / f"{step}.py"
            name, _, method = step.partition(".")
            target = "writing" if not method else f"writing.{name}"
            target = "pathlib.Path" if name == "staging" else target
            hook.write_text(
                "import os, pathlib\nfrom studyguide.edge.files import writing\n\n\n"
                "def on_post_build(config):\n"
                f"    {target}.{method or name} = lambda *a, **k: os._exit(9)\n",
                "utf-8",
            )
            text = folder.config.read_text("utf-8")
            folder.config.write_text(text.replace("hooks:\n", f"hooks:\n  - {hook}\n"), "utf-8")
            folder.build()
            folder.config.write_text(text, "utf-8")
            assert tree(folder.site) in sites, step

    @pytest.mark.slow
    def test_ctrl_c_at_fifty_random_moments(
        self, between_two: tuple[Folder, float, list[dict[str, str]]]
    ) -> None:
        """From the moment that MkDocs says that it builds; before it Python itself may be met."""
        folder, seconds, sites = between_two
        moments = random.Random(2026)
        for _ in range(50):
            shutil.rmtree(folder.pdf_cache, ignore_errors=True)
            building = start(folder)
            assert building.stdout is not None
            assert "Cleaning site directory" in building.stdout.readline()
            wait_for_a_moment(moments, 0, 0.9, seconds)
            if building.poll() is None:
                os.killpg(building.pid, signal.SIGINT)
            assert_ended(building, folder, *sites)
            shutil.rmtree(folder.site)
            shutil.copytree(folder.path.parent / "old", folder.site)

    def test_nobody_goes_on_laying_out_pdfs(
        self, between_two: tuple[Folder, float, list[dict[str, str]]]
    ) -> None:
        folder, _, sites = between_two

        def begun() -> subprocess.Popen[str]:
            building = start(folder)
            assert until(lambda: bool(workers_of(building))), "it never began to lay out"
            return building

        building = begun()
        os.killpg(building.pid, signal.SIGINT)  # as Ctrl+C does
        assert_ended(building, folder, sites[0])
        building = begun()
        building.kill()  # the build alone, not its group
        building.communicate(timeout=PATIENCE)
        assert until(lambda: not processes_of(building))


class TestTwoAtOnce:
    def test_the_second_is_told_and_the_first_goes_on(
        self, tiny: MakeFolder, tmp_path: Path
    ) -> None:
        hook = tmp_path / "wait.py"
        hook.write_text(WAIT, "utf-8")
        folder = tiny(hooks=(hook,))
        first = start(folder)
        assert until((folder.path / "waiting").exists)
        second = folder.build()
        assert second.code == 1
        assert second.problems == [
            f"{folder.site}:1:1: error SG804: another build is writing this folder "
            "(let it end, then build again)"
        ]
        assert folder.run("studyguide.edge.cli", "check").code == 0
        (folder.path / "go").touch()
        said, _ = first.communicate(timeout=PATIENCE)
        assert first.returncode == 0, said
        assert (folder.site / "index.html").is_file()
        assert folder.build().code == 0

    def test_another_folder_is_no_hindrance(self, tiny: MakeFolder, tmp_path: Path) -> None:
        hook = tmp_path / "wait.py"
        hook.write_text(WAIT, "utf-8")
        folder = tiny(hooks=(hook,))
        first = start(folder)
        assert until((folder.path / "waiting").exists)
        (folder.path / "go").touch()
        assert folder.build("--site-dir", "preview").code == 0
        first.communicate(timeout=PATIENCE)
        assert tree(folder.site) == tree(folder.path / "preview")


def failures(
    driver: subprocess.Popen[str], folder: Folder, before: dict[str, str], kept: Path
) -> int:
    """Look at the site after each build that the driver tells of; how many of them failed."""
    failed = 0
    assert driver.stdout is not None
    assert driver.stdin is not None
    for line in driver.stdout:
        code, output = json.loads(line)
        assert "Traceback" not in output, output
        if code == 0:  # it could do without
            assert tree(folder.site) != before
            shutil.rmtree(folder.site)
            shutil.copytree(kept, folder.site)
        else:
            failed += 1
            assert code == 1, output
            said = [line.partition(": ")[2] for line in PROBLEM.findall(output)]
            assert said == [f"error SG803: an output could not be written: {DISK_FULL}"], output
            assert tree(folder.site) == before, output
        driver.stdin.write("\n")
        driver.stdin.flush()
    return failed


class TestFullDisk:
    @pytest.mark.slow
    def test_each_change_of_the_disk_fails_in_turn(self, tiny: MakeFolder, tmp_path: Path) -> None:
        folder = tiny()
        assert folder.build().code == 0
        before, kept = tree(folder.site), tmp_path / "kept"
        shutil.copytree(folder.site, kept)
        folder.write({"index.md": INDEX_MD.replace("lighthouse", "lighthouse by night")})
        with subprocess.Popen(
            [sys.executable, "-m", "tests.whole.failing_disk", str(folder.config)],
            cwd=ROOT,
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as driver:
            failed = failures(driver, folder, before, kept)
        assert failed > 50

    def test_a_small_file_system(self, tiny: MakeFolder, tmp_path: Path) -> None:
        small = tmp_path / "small"
        small.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(small)],
            capture_output=True,
            check=False,
        )
        if mounted.returncode:
            pytest.skip("no right to mount a small file system")
        try:
            folder = tiny(config=f"nav: null\nsite_dir: {small / 'site'}\n")
            assert folder.build().code == 0
            before = tree(small / "site")
            filler = small / "filler"
            size = sum(path.stat().st_size for path in small.rglob("*") if path.is_file())
            free = shutil.disk_usage(small).free
            for left in (0, size // 2, size * 9 // 10):
                filler.write_bytes(bytes(max(0, free - left)))
                result = folder.build()
                assert result.code == 1, result.output
                said = [line.partition(": ")[2] for line in result.problems]
                assert said == [f"error SG803: an output could not be written: {DISK_FULL}"]
                assert "Traceback" not in result.output
                assert tree(small / "site") == before
                filler.unlink()
            assert folder.build().code == 0
        finally:
            subprocess.run(["umount", str(small)], check=True)


def test_a_file_that_somebody_put_into_the_site_is_not_lost(tiny: MakeFolder) -> None:
    folder = tiny()
    assert folder.build_here().code == 0
    (folder.site / "downloads" / "my-lesson.docx").write_text("work of a week", "utf-8")
    before = tree(folder.site)
    result = folder.build_here()
    assert result.code == 1
    assert result.output.strip() == (
        f"{folder.site} holds files that this build did not make, such as "
        "downloads/my-lesson.docx; move them away, or choose another site_dir"
    )
    assert tree(folder.site) == before
