"""What is exported, by whom, and what is said of an exporter that does not keep its promise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from studyguide.compiler import Compiled, compile_guide
from studyguide.export import EXPORTERS, BrokenExporterError, Candidate, Exporter
from studyguide.export.games import NAMES, misfits
from studyguide.language.parse import Texts
from studyguide.model import AUTHORS, STUDENTS, TEACHERS
from studyguide.problems import did_you_mean
from studyguide.render.compose import WEB, render_block
from tests.guides import GUIDE_YML, rendered, tiny_guide, with_settings

VERSION = "  version: 1.0.0\n"
NAMED = did_you_mean("qqq", {"words", *(row.name for row in EXPORTERS)})
EVERY_NAME = f" ({NAMED})" if NAMED else ""
"""What a guide with quizzes has by default for those who teach."""
WORDS = Exporter(
    name="words",
    title="The words (text)",
    file=lambda work: f"{work.slug}-words.txt",
    make=lambda site: site.guide.terms[0].id.encode(),
    note="Open it with `cards`, not <b>.",
)
KEYS = replace(
    WORDS, name="keys", file=lambda work: f"{work.slug}-teacher-keys.txt", audience=TEACHERS
)


OWN = [row.name for row in EXPORTERS]
BY_DEFAULT = [row.name for row in EXPORTERS if row.by_default]


def asking(setting: str, texts: Texts | None = None) -> Texts:
    """The tiny guide, or those texts, with a line under `guide:`."""
    assert VERSION in GUIDE_YML
    guide = GUIDE_YML.replace(VERSION, f"{VERSION}  {setting}\n")
    return replace(texts or with_settings(), guide=guide)


def compiled(texts: Texts, *installed: object) -> Compiled:
    """The guide as it is compiled where a package brings those exporters."""
    candidates = [
        one if isinstance(one, Candidate) else Candidate(one.name, "cards 1.2", lambda one=one: one)  # type: ignore[attr-defined,misc]
        for one in installed
    ]
    return compile_guide(texts, ["lamp.svg", *texts.pages], candidates)


def said(found: Compiled) -> list[str]:
    """What is said of the exports."""
    return [str(p) for p in found.problems if p.code in ("SG505", "SG812", "SG315")]


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("licence: CC0", BY_DEFAULT),
        ("exports:", BY_DEFAULT),
        ("site-zip: true", BY_DEFAULT),
        ("site-zip: false", BY_DEFAULT[:-1]),
        ("exports: []", []),
        ("exports: [words, guide-json]", ["words", "guide-json"]),
    ],
)
def test_a_guide_has_the_exports_that_it_names_or_those_by_default(
    setting: str, names: list[str]
) -> None:
    setting = setting.replace("licence: CC0", "date: May 2026")
    found = compiled(asking(setting), WORDS)
    assert [export.exporter.name for export in found.exports] == names
    assert [file.name for file in found.guide.downloads] == names


def test_a_guide_without_quizzes_has_none_for_teachers_by_default() -> None:
    texts = asking("date: May 2026", tiny_guide({"quiz.md": "# No quiz\n"}))
    found = compiled(texts)
    assert found.guide.quizzes == ()
    assert {export.exporter.audience for export in found.exports} == {STUDENTS, AUTHORS}
    asked = compiled(asking("exports: [moodle]", texts))
    assert [export.exporter.name for export in asked.exports] == ["moodle"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("exports: [wrds]", "13: error SG505: `wrds` is no export (did you mean `words`?)"),
        ("exports: [qqq]", f"13: error SG505: `qqq` is no export{EVERY_NAME}"),
        (
            "exports: [epub3]",
            "13: error SG505: `epub3` is no export (did you mean `epub`?)",
        ),
        (
            "exports: words",
            "12: error SG505: `exports` takes a list of exports (write `[first, second]`)",
        ),
        ("exports: [words, words]", "20: error SG505: `words` stands twice"),
        ("exports: [[words]]", "13: error SG505: `exports` holds something without a name"),
        (
            "exports: [words]\n  site-zip: false",
            "13: error SG505: `exports` says already whether the website is among the downloads "
            "(take out `site-zip`, the older spelling)",
        ),
    ],
)
def test_what_is_wrong_with_the_setting_is_told(setting: str, message: str) -> None:
    assert said(compiled(asking(setting), WORDS)) == [
        f"docs/guide.yml:{18 + setting.count(chr(10))}:{message}"
    ]


def broken(**fields: Any) -> Exporter:
    return replace(WORDS, **fields)


def fails(*_: object) -> Any:
    raise RuntimeError("no\nluck")


FAULTS: Mapping[str, tuple[object, str]] = {
    "no exporter": (Candidate("words", "cards 1.2", lambda: 7), "is a value of type `int` and no"),
    "not loaded": (
        Candidate("words", "cards 1.2", fails),
        "could not be loaded: RuntimeError: no luck",
    ),
    "an end": (
        Candidate("words", "cards 1.2", lambda: sys.exit(7)),
        "could not be loaded: SystemExit: 7",
    ),
    "no name for the file": (broken(file=fails), "could not name its file: RuntimeError: no luck"),
    "another name": (
        Candidate("words", "cards 1.2", lambda: broken(name="cards")),
        "calls itself `cards`",
    ),
    "a path": (broken(file=lambda _: "../index.html"), "calls a file `../index.html`, which is no"),
    "no text": (broken(file=lambda _: 3), "calls a file `3`, which is no plain name"),
    "for programs": (broken(audience="authors"), "is for `authors`; it can be for `students` or"),
    "a key for students": (
        broken(audience=TEACHERS),
        "calls a file for teachers `lighthouse-words.txt`, without `-teacher-` in its name",
    ),
    "an edition's file": (
        broken(file=lambda work: f"{work.slug}-student-a4.pdf"),
        "makes `downloads/lighthouse-student-a4.pdf`, which something else makes too",
    ),
    "one file twice": (
        broken(beside=lambda _: ["lighthouse-words.txt"]),
        "makes `downloads/lighthouse-words.txt`, which something else makes too",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_exporter_is_one_problem(fault: str) -> None:
    candidate, told = FAULTS[fault]
    (message,) = said(compiled(asking("exports: [words]"), candidate))
    assert message.startswith(f"docs/guide.yml:18:13: error SG812: the exporter `words` {told}")
    assert message.endswith("(take it out of `exports`, and tell whoever makes cards 1.2)")
    assert said(compiled(asking("exports: [site-zip]"), candidate)) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("site-zip", "is brought by studyguide and by cards 1.2"),
        ("letter", "has the name of a block or of an edition of this guide"),
        ("student-a4", "has the name of a block or of an edition of this guide"),
    ],
)
def test_a_name_that_is_taken_is_a_problem(name: str, told: str) -> None:
    (message,) = said(compiled(asking(f"exports: [{name}]"), broken(name=name)))
    assert f"SG812: the exporter `{name}` {told} (" in message


def test_what_is_left_out_is_told_or_the_exporter_is_broken() -> None:
    site = rendered(tiny_guide())
    (export,) = compiled(asking("exports: [words]"), WORDS).exports
    assert export.left_out(site) == []
    more = broken(left_out=lambda site: (f"no room for {site.guide.work.slug}",))
    (export,) = compiled(asking("exports: [words]"), more).exports
    assert export.left_out(site) == ["no room for lighthouse"]
    (export,) = compiled(asking("exports: [words]"), broken(left_out=fails)).exports
    with pytest.raises(BrokenExporterError, match="could not tell what it left out: RuntimeError"):
        export.left_out(site)


def test_an_exporter_makes_what_it_has_announced() -> None:
    (export,) = compiled(asking("exports: [words]"), WORDS).exports
    assert list(export.made(rendered(tiny_guide()))) == ["downloads/lighthouse-words.txt"]
    more = broken(
        beside=lambda guide: [f"{guide.work.slug}-more.txt"],
        make=lambda _: {"lighthouse-more.txt": b"2", "lighthouse-words.txt": b"1"},
    )
    (export,) = compiled(asking("exports: [words]"), more).exports
    assert export.made(rendered(tiny_guide())) == {
        "downloads/lighthouse-more.txt": b"2",
        "downloads/lighthouse-words.txt": b"1",
    }


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (fails, "could not make its file: RuntimeError: no luck"),
        (lambda _: "words", "made a value of type `str` where bytes were wanted"),
        (lambda _: {"a.txt": "words"}, "made a value of type `dict` where bytes were wanted"),
        (lambda _: {}, "made nothing, but announced `lighthouse-words.txt`"),
        (
            lambda _: {"lighthouse-words.txt": b"", "../b": b""},
            "made `lighthouse-words.txt`, `../b`, but announced `lighthouse-words.txt`",
        ),
    ],
)
def test_one_that_makes_something_else_is_broken(make: Callable[..., Any], told: str) -> None:
    (export,) = compiled(asking("exports: [words]"), broken(make=make)).exports
    with pytest.raises(BrokenExporterError) as fault:
        export.made(rendered(tiny_guide()))
    assert str(export.problem(fault.value)) == (
        f"docs/guide.yml:18:13: error SG812: the exporter `words` {told} "
        "(take it out of `exports`, and tell whoever makes cards 1.2)"
    )


PAGE = "# A page\n\nTake [the keys][keys] and [the words][words].\n\n/// show | downloads\n///\n"
FOR_TEACHERS = f"---\naudience: teachers\n---\n\n{PAGE}"


def listed(page: str) -> str:
    """The list of downloads on a page."""
    texts = asking("exports: [words, guide-json, keys]", tiny_guide({"page.md": page}))
    site = rendered(texts)
    guide = replace(site.guide, downloads=compiled(texts, WORDS, KEYS).guide.downloads)
    (view,) = guide.page_by_src["page.md"].blocks
    return render_block(replace(site, guide=guide), view, WEB)


def test_files_for_teachers_stand_on_their_pages_only() -> None:
    students, teachers = listed(PAGE), listed(FOR_TEACHERS)
    assert "lighthouse-teacher-keys.txt" not in students
    assert "lighthouse-teacher-keys.txt" in teachers
    for made in (students, teachers):
        assert '<a href="guide:/downloads/lighthouse-words.txt">The words (text)</a>' in made
        assert "Open it with <code>cards</code>, not &lt;b&gt;." in made
        assert "guide.json" not in made


def test_downloads_stand_under_what_they_are_needed_for() -> None:
    texts = asking("exports: [words, keys]", tiny_guide({"page.md": FOR_TEACHERS}))
    found = compiled(texts, replace(WORDS, need="Words & more"), KEYS)
    site = rendered(texts)
    guide = replace(site.guide, downloads=found.guide.downloads)
    (view,) = guide.page_by_src["page.md"].blocks
    made = render_block(replace(site, guide=guide), view, WEB)
    head = made.index("<p><strong>Words &amp; more</strong></p>")
    assert made.index("lighthouse-teacher-keys.txt") < head < made.index("lighthouse-words.txt")
    assert made.count("<ul>") == made.count("</ul>") == 2
    assert listed(FOR_TEACHERS).count("<ul>") == 1


def test_a_page_for_students_links_no_file_for_teachers() -> None:
    texts = asking("exports: [words, keys]", tiny_guide({"page.md": PAGE}))
    assert said(compiled(texts, WORDS, KEYS)) == [
        "docs/page.md:3:6: error SG315: `keys` is for teachers, and this page is for students "
        "(link it from a page for teachers)"
    ]
    texts = replace(texts, pages={**texts.pages, "page.md": FOR_TEACHERS})
    assert said(compiled(texts, WORDS, KEYS)) == []


def quiz_of(stem: str, key: str = "a grey boat") -> str:
    """A page with a quiz of one question."""
    return f"""\
# A quiz

/// quiz | Ends
    id: quiz-ends
    questions: [q-boat]

Read all of it.
///

/// question | {stem}
    id: q-boat
    kind: choice
    level: recall
    about: work
    scene: letter

- [x] {key}
    > The scene shows it to her plainly.
- [ ] a tall mast
    > It may seem so, but the fog hides it.
- [ ] a dark sail
    > It may seem so, but it comes later.
///
"""


def test_a_question_that_a_game_has_no_room_for_is_told() -> None:
    def told(name: str, stem: str, key: str = "a grey boat") -> list[str]:
        site = rendered(tiny_guide({"quiz.md": quiz_of(stem, key)}))
        return [str(problem) for problem in misfits(site, name) if "q-boat" in problem.what]

    here = "docs/quiz.md:10:1: warning SG981: Kahoot leaves out the question `q-boat`: "
    assert told("kahoot", "a" * 120) == []
    assert told("kahoot", "a" * 121) == [f"{here}120 letters in a question at most"]
    assert told("kahoot", "a", "b" * 75) == []
    assert told("kahoot", "a", "b" * 76) == [f"{here}75 letters in an option at most"]
    assert told("gimkit", "a" * 121, "b" * 76) == []
    assert [told(name, "a" * 301) == [] for name in NAMES] == [False, False, True, True]
