"""Watch what a process asks of the machine: the files it opens, the folders it lists, the network.

`sitecustomize` in a folder on the path of Python reaches every process, those of a pool too.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.whole.guides import Folder, Result

SITECUSTOMIZE = '''\
"""Write down what this process asks of the machine."""

import os
import sys

LOG = os.open(os.environ["WITNESS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
FILES = ("open", "os.scandir", "os.listdir")
OTHERS = ("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system", "webbrowser.")


def watch(event, arguments):
    if event in FILES and arguments and not isinstance(arguments[0], int):
        path = os.path.realpath(os.fsdecode(arguments[0] or "."))
        os.write(LOG, f"{event} {path}\\n".encode("utf-8", "replace"))
    elif event.startswith(OTHERS):
        os.write(LOG, f"{event} {arguments!r}\\n".replace("\\n", " ").encode() + b"\\n")


sys.addaudithook(watch)
'''
NETWORK = re.compile(r"^(?:socket\.(?!__new__)|urllib\.|http\.|ftplib\.|webbrowser\.)")


@dataclass(frozen=True)
class Watched:
    """What a run said, and what it asked for."""

    result: Result
    asked: tuple[str, ...]

    @property
    def network(self) -> list[str]:
        """What it asked of the network."""
        return [line for line in self.asked if NETWORK.match(line)]

    def outside(self, folder: Path) -> list[str]:
        """The files and folders that are neither the project's nor parts of the programs."""
        roots = [folder, *map(Path, PROGRAMS)]
        paths = [line.split(" ", 1) for line in self.asked if line.startswith(("open", "os."))]
        return [
            f"{event} {path}"
            for event, path in paths
            if not any(Path(path).is_relative_to(root.resolve()) for root in roots)
        ]


PROGRAMS = (
    *(entry for entry in sys.path if entry),
    *{sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(os.__file__).parent)},
    str(Path(__file__).resolve().parents[2]),  # the compiler and the configuration to inherit
    *("/usr", "/lib", "/dev", "/proc", "/sys", "/var/cache/fontconfig"),
    *("/etc/mime.types", "/etc/fonts", "/etc/localtime", "/etc/ld.so.cache", "/etc/os-release"),
)
"""Where Python, its packages and the libraries of the system are."""


def watched(folder: Folder, *arguments: str) -> Watched:
    """Run a Python module in the folder of a guide under watch."""
    spy = folder.path.with_name("witness")
    spy.mkdir(exist_ok=True)
    (spy / "sitecustomize.py").write_text(SITECUSTOMIZE, "utf-8")
    log = spy / "asked.log"
    log.unlink(missing_ok=True)
    path = os.pathsep.join([str(spy), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    result = folder.run(*arguments, WITNESS=str(log), PYTHONPATH=path, TMPDIR=str(spy))
    asked = tuple(
        line
        for line in log.read_text("utf-8", "replace").splitlines()
        if str(spy.resolve()) not in line
    )
    return Watched(result, asked)
