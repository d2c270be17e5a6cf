"""The door through which every export goes, the program's own and those of other packages.

An exporter makes one file, or a few that belong together, from a `Site`: the guide, its rendered
texts, where everything stands, and the finished website's files. It opens nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from studyguide.edition import EDITIONS
from studyguide.model import AUTHORS, STUDENTS, TEACHERS, Download, Guide, Span, Work
from studyguide.problems import Problem, did_you_mean
from studyguide.render.site import Site
from studyguide.words import N_

OURS = "studyguide"
"""The package of the program's own exporters."""
FOLDER = "downloads/"
"""Where exports stand in the site; what is for programs stands beside the first page."""
FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
FOR_TEACHERS = "-teacher-"
"""What every file for teachers has in its name."""
PLATFORMS, GAMES = N_("Quizzes for a learning platform"), N_("Quizzes for classroom games")
"""What teachers need a file for; the list of downloads has a heading for each."""
NOWHERE = Span("", 1)
SITE_ZIP = "site-zip"
"""The export that the setting of this name can take out of those by default."""


@dataclass(frozen=True)
class Exporter:
    """One row of what can be exported."""

    name: str
    """What settings name, and links: `exports: [words]`, `[the words][words]`."""
    title: str
    """What readers see it called, with the sort of file in brackets."""
    file: Callable[[Work], str]
    """The name of its file, without a folder."""
    make: Callable[[Site], bytes | Mapping[str, bytes]]
    """The file; or, if others stand beside it, all of them by name."""
    note: str
    """What it is for and how to use it, in a sentence or two; `this` is shown as code."""
    audience: str = STUDENTS
    """Who it is for: `students`; or `teachers`, whose pages alone list it."""
    beside: Callable[[Guide], Sequence[str]] = lambda _: ()
    """The names of further files that it makes."""
    whole: bool = False
    """Whether it holds the finished website, PDFs and all: it is made last, in no preview."""
    by_default: bool = False
    """Whether a guide whose settings name no exports has it; only the program's own can be."""
    fits: Callable[[Guide], bool] = lambda _: True
    """Whether a guide has anything for it; if not, it is none of those by default."""
    need: str = ""
    """What readers need it for: the heading of its like in the list of downloads."""
    left_out: Callable[[Site], Sequence[str]] = lambda _: ()
    """What it has no room for: lines that the build says when it has made the file."""


@dataclass(frozen=True)
class Candidate:
    """An exporter that another package brings; it is loaded if a guide asks for it."""

    name: str
    package: str
    """As in `studyguide-words 1.2`."""
    load: Callable[[], object]


@dataclass(frozen=True)
class Export:
    """An exporter that a guide asks for, and the files that it is to make."""

    exporter: Exporter
    download: Download
    package: str = OURS
    span: Span = NOWHERE
    """Where the settings name it."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths in the site of all that it makes, its own file first."""
        return self.download.paths

    def made(self, site: Site) -> dict[str, bytes]:
        """Its files by path; raises `BrokenExporterError` if it does not keep its promise."""
        result = _guarded("could not make its file", lambda: self.exporter.make(site))
        names = {path.rpartition("/")[2]: path for path in self.paths}
        files = {next(iter(names)): result} if isinstance(result, bytes) else result
        if not isinstance(files, Mapping) or not all(isinstance(x, bytes) for x in files.values()):
            raise BrokenExporterError(f"made {_sort(files)} where bytes were wanted")
        if set(files) != set(names):
            told = f"made {_listed(files)}, but announced {_listed(names)}"
            raise BrokenExporterError(told)
        return {names[name]: bytes(data) for name, data in files.items()}

    def left_out(self, site: Site) -> list[str]:
        """What its files have no room for; raises `BrokenExporterError` if it cannot tell."""
        return list(
            _guarded("could not tell what it left out", lambda: self.exporter.left_out(site))
        )

    def problem(self, fault: BrokenExporterError) -> Problem:
        """What an author is told of a fault."""
        return _broken(self.exporter.name, self.package, self.span, fault)


class BrokenExporterError(ValueError):
    """An exporter that does not do what this module describes."""


def choose(
    guide: Guide, own: Sequence[Exporter], installed: Sequence[Candidate]
) -> tuple[list[Export], list[Problem]]:
    """The exports that the settings name, or those by default; and what is wrong with them."""
    asked = guide.imprint.exports
    if asked is None:
        rows = (row for row in own if row.by_default and row.fits(guide))
        rows = (row for row in rows if guide.imprint.site_zip or row.name != SITE_ZIP)
        return [Export(row, _download(row, guide)) for row in rows], []
    exports: list[Export] = []
    problems: list[Problem] = []
    offers = [Candidate(row.name, OURS, partial(_itself, row)) for row in own] + [*installed]
    for name, span in asked:
        named = [offer for offer in offers if offer.name == name]
        if not named:
            hint = did_you_mean(name, {offer.name for offer in offers})
            problems.append(Problem("SG505", span, f"`{name}` is no export", hint))
            continue
        try:
            exports.append(_export(named, span, exports, guide))
        except BrokenExporterError as fault:
            problems.append(_broken(name, named[-1].package, span, fault))
    return exports, problems


def _export(
    named: Sequence[Candidate], span: Span, others: Iterable[Export], guide: Guide
) -> Export:
    if len(named) > 1:
        packages = " and by ".join(offer.package for offer in named)
        raise BrokenExporterError(f"is brought by {packages}")
    exporter = _loaded(named[0])
    export = Export(exporter, _download(exporter, guide), named[0].package, span)
    _check_taken(export, others, guide)
    return export


def _itself(exporter: Exporter) -> Exporter:
    return exporter


def _loaded(candidate: Candidate) -> Exporter:
    exporter = _guarded("could not be loaded", candidate.load)
    if not isinstance(exporter, Exporter):
        raise BrokenExporterError(f"is {_sort(exporter)} and no `studyguide.export.Exporter`")
    if exporter.name != candidate.name:
        raise BrokenExporterError(f"calls itself `{exporter.name}`")
    if candidate.package != OURS and exporter.audience not in (STUDENTS, TEACHERS):
        what = f"is for `{exporter.audience}`; it can be for `{STUDENTS}` or `{TEACHERS}`"
        raise BrokenExporterError(what)
    return exporter


def _download(exporter: Exporter, guide: Guide) -> Download:
    names = _guarded(
        "could not name its file", lambda: (exporter.file(guide.work), *exporter.beside(guide))
    )
    for name in names:
        if not isinstance(name, str) or not FILE.fullmatch(name):
            what = f"calls a file `{name}`, which is no plain name of letters, digits, `-` and `.`"
            raise BrokenExporterError(what)
        if exporter.audience == TEACHERS and FOR_TEACHERS not in name:
            what = f"calls a file for teachers `{name}`, without `{FOR_TEACHERS}` in its name"
            raise BrokenExporterError(what)
    folder = "" if exporter.audience == AUTHORS else FOLDER
    paths = tuple(f"{folder}{name}" for name in names)
    told = (exporter.title, exporter.note, exporter.audience)
    return Download(exporter.name, *told, paths, exporter.need)


def _check_taken(export: Export, others: Iterable[Export], guide: Guide) -> None:
    """Nothing else has its name or one of its files."""
    name = export.exporter.name
    if name in guide.by_id or name in [edition.link_id for edition in EDITIONS]:
        raise BrokenExporterError("has the name of a block or of an edition of this guide")
    taken = {edition.file(guide.work) for edition in EDITIONS}
    taken |= {path for other in others for path in other.paths}
    for path in export.paths:
        if path in taken or export.paths.count(path) > 1:
            raise BrokenExporterError(f"makes `{path}`, which something else makes too")


def _guarded(what: str, do: Callable[[], object]) -> Any:
    """Call code of another package: whatever it raises is its fault, and told as one."""
    try:
        return do()
    except (Exception, SystemExit) as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        raise BrokenExporterError(f"{what}: {told}") from error


def _broken(name: str, package: str, span: Span, fault: BrokenExporterError) -> Problem:
    what = f"the exporter `{name}` {fault}"
    hint = f"take it out of `exports`, and tell whoever makes {package}"
    return Problem("SG812", span, what, hint)


def _sort(value: object) -> str:
    return f"a value of type `{type(value).__name__}`"


def _listed(names: Iterable[object]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
