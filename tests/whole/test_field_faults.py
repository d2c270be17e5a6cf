"""What people met with other tools and tried on this one, by its kind: two inputs of our own each.

A case is right where readers of the website and of paper see what they must, or where the author
is told; which of the two is written beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from studyguide.edition import EDITIONS
from studyguide.language.parse import Texts
from studyguide.render.compose import WEB, compose
from studyguide.render.tree import parse
from tests.guides import GUIDE_YML, SOURCES_YML, problems_and_site
from tests.paper import outside, pdf_of, png, words_of
from tests.whole.guides import INDEX_MD, TINY, Folder

STUDENT = next(edition for edition in EDITIONS if edition.link_id == "student-a4")
BOAT = png(9, 9)
FILES = {"photo.png": png(2400, 1500), "mast.png": png(200, 5000), "lamp.png": png(400, 200)}
PAGE_REFERENCE = re.compile(r" \(p\.\s*\d+\)")
OF_THE_QUESTION = ("SG904", "SG915")
"""Rules for the words of a question, which are short here."""
QUESTION = """\
/// question | {stem}
    id: q-boat
    kind: {kind}
    level: understand
    about: work
    scene: letter

{answers}
///
"""
BECAUSE = "    > The scene shows it to her plainly at the end.\n"
LETTER = "/// scene | The letter\n    id: letter\n    act: act-1\n\nAna reads it [@diary].\n///\n"


def choice(*answers: str, stem: str = "In the film, what comes home?") -> str:
    """A page with a question that has these answers; the first is right."""
    marks = ["- [x] ", *["- [ ] "] * (len(answers) - 1)]
    rows = (f"{m}{a}\n{BECAUSE}" for m, a in zip(marks, answers, strict=True))
    return QUESTION.format(stem=stem, kind="choice", answers="".join(rows).rstrip())


def pairs(*answers: str) -> str:
    rows = "".join(f"- {answer}\n{BECAUSE}" for answer in answers).rstrip()
    return QUESTION.format(stem="In the film, what goes with what?", kind="match", answers=rows)


@dataclass(frozen=True)
class Case:
    """A page, and what must come of it."""

    kind: str
    page: str
    seen: tuple[str, ...] = ()
    """What readers see, on the website and on paper."""
    unseen: tuple[str, ...] = ()
    """What no reader sees."""
    told: tuple[str, ...] = ()
    """The code of each problem that the author is told."""
    only_paper: tuple[str, ...] = ()
    """What the books alone say."""


CASES = (
    Case(
        "code in a title", choice("a", "b", "c", stem="In the film, what is `x = 1`?"), ("x = 1",)
    ),
    Case("code in a title", LETTER.replace("The letter", "A `boat` comes"), ("A boat comes",)),
    Case(
        "code in a pair",
        pairs("`n = 2` = two", "three = 3", "four = 4"),
        ("n = 2", "two"),
    ),
    Case("code in a pair", pairs("half = `y = x / 2`", "all = x", "none = 0"), ("y = x / 2",)),
    Case(
        "a link begins an answer", choice("[the boat][letter]", "b", "c"), ("the boat",), ("[the",)
    ),
    Case(
        "a link begins an answer", choice("a", "[her aunt][letter] it is", "c"), ("her aunt it is",)
    ),
    Case(
        "a fence in an answer",
        choice("so\n\n    ```\n    up = 1\n    down = 2\n    ```\n", "b", "c"),
        ("up = 1\n", "down = 2"),
    ),
    Case(
        "a fence in a list",
        "1. Type\n\n    ```python\n    go()\n    stop()\n    ```\n",
        ("go()\n", "stop()"),
    ),
    Case("opposite answers", choice("> 40 boats", "< 40 boats", "= 40 boats"), ("> 40 boats",)),
    Case("opposite answers", choice("more than 7 °C", "less than 7 °C", "7 °C"), ("7 °C",)),
    Case(
        "a formula",
        "The sail is $\\frac{a \\cdot h}{2}$ wide.\n",
        ("The sail is",),
        ("$", "\\cdot h}{2}$"),
    ),
    Case("a formula", "$$\nE = m c^2\n$$\n", (), ("$$",)),
    Case(
        "a list of two spaces",
        "- boats\n  - sloop\n  - yawl\n- buoys\n",
        ("sloop", "yawl"),
    ),
    Case(
        "Markdown of other tools",
        '!!! tip "Ask"\n    Whose boat?\n',
        ("Ask", "Whose boat?"),
        ("!!!",),
    ),
    Case(
        "Markdown of other tools",
        "A tide.[^tide]\n\n[^tide]: Twice a day.\n",
        ("Twice a day.",),
        ("[^tide]",),
    ),
    Case("Markdown of other tools", "::: box\nA buoy.\n:::\n", told=("SG611", "SG611")),
    Case("Markdown of other tools", '--8<-- "buoys.md"\n', told=("SG611",)),
    Case("Markdown inside HTML", "<div>\nSome **deep** water\n</div>\n", told=("SG611",)),
    Case(
        "Markdown inside HTML",
        '<div markdown="1">\n\nSome **deep** water\n\n</div>\n',
        ("Some deep water",),
        ("**",),
    ),
    Case(
        "a heading without text",
        "## Your crew\n\n## Draw the boat\n",
        ("Your crew", "Draw the boat"),
    ),
    Case("a heading without text", "## Rules\n\n### Rule one\n", ("Rules", "Rule one")),
    Case(
        "a link to a page's title", "Up to [the page](page.md#a-page) again.\n", ("Up to the page",)
    ),
    Case("a link to a page's title", "Back to [the start](index.md#the-light).\n", ("the start",)),
    Case(
        "starts and values",
        '<ol start="8"><li>eighth</li><li value="11">eleventh</li></ol>\n',
        only_paper=("8. ", "11. "),
    ),
    Case(
        "starts and values",
        '<ol reversed type="A"><li>last</li><li>first</li></ol>\n',
        only_paper=("B. ", "A. "),
    ),
    Case("sound and film", '<audio controls src="horn.mp3"></audio>\n', only_paper=("horn.mp3",)),
    Case(
        "sound and film",
        '<video controls src="sail.mp4">No film.</video>\n',
        only_paper=("sail.mp4",),
        unseen=(),
    ),
    Case(
        "a picture for the dark",
        "![A lamp](lamp.png#only-light)\n\n![A lamp](lamp.png#only-dark)\n",
    ),
)


def _id(case: Case) -> str:
    return f"{case.kind}-{CASES.index(case)}"


def texts(page: str) -> Texts:
    pages = {"index.md": "# The Light\n\nWords.\n", "page.md": f"# A page\n\n{page}"}
    if "id: letter" not in page:
        pages["letter.md"] = f"# The letter\n\n{LETTER}"
    return Texts(pages, GUIDE_YML, SOURCES_YML)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_it_comes_out_right_or_is_told(case: Case) -> None:
    problems, site = problems_and_site(texts(case.page))
    problems = [p for p in problems if p.code not in OF_THE_QUESTION]
    assert tuple(problem.code for problem in problems) == case.told
    assert all(
        problem.span.file == "docs/page.md" and problem.span.line > 2 for problem in problems
    )
    web = parse(compose(site, "page.md", WEB)).text()
    paper = PAGE_REFERENCE.sub("", flat(" ".join(words_of(pdf_of(site, STUDENT, FILES)))))
    for words in case.seen:
        assert flat(words) in flat(web)
        assert "\n" not in words or words in web
        assert flat(words) in paper
    assert [words for words in case.only_paper if words not in paper] == []
    if not case.told:
        assert [words for words in case.unseen if words in web or words in paper] == []


WIDE = (
    "![A photo](photo.png)\n",
    "- ![A mast](mast.png)\n",
    f"```\n{'+'.join(f'boat{n}' for n in range(60))}\n```\n",
    f"See <https://example.org/{'harbour' * 30}end>.\n",
)


@pytest.mark.parametrize("page", WIDE)
def test_nothing_wide_leaves_the_sheet(page: str) -> None:
    assert outside(pdf_of(problems_and_site(texts(page))[1], STUDENT, FILES)) == []


@pytest.mark.parametrize(("count", "words"), [(24, 22), (9, 140)])
def test_a_long_last_list_begins_under_its_title(count: int, words: int) -> None:
    entries = "".join(f"- Boat {n} {'sails ' * words}home.\n" for n in range(count))
    sheets = words_of(pdf_of(problems_and_site(texts(entries))[1], STUDENT, FILES))
    (first,) = [sheet for sheet in sheets if "A page" in sheet and "Boat 0" in sheet]
    assert "Boat 3 " in first


@pytest.mark.parametrize(("count", "together"), [(4, True), (40, False)])
def test_a_short_last_list_is_not_divided(count: int, together: bool) -> None:
    page = "Words.\n\n" * 31 + "".join(f"- Boat {n} sails home.\n" for n in range(count))
    sheets = words_of(pdf_of(problems_and_site(texts(page))[1], STUDENT, FILES))
    holding = [sheet for sheet in sheets if "sails home" in sheet]
    assert (len(holding) == 1) is together


SHORT = "guide:\n  site-zip: false\n"
DRAFT = LETTER.replace("id: letter", "id: other")
IN_FOLDER = {"d/index.md": "# D\n\n/// show | sources\n///\n"}
LATE = "# Key\n\nAll.\n"
TWICE = "nav:\n- index.md\n- A: letter.md\n- B: letter.md\n- sources.md\n"
"""Names a page twice."""
BUILT = (
    pytest.param(
        {"index.md": f"{INDEX_MD}\n![A](<my boat.png>)\n", "my boat.png": BOAT},
        "",
        "",
        id="a space in a name",
    ),
    pytest.param(
        {"index.md": f"{INDEX_MD}\n![A](ñandú.png)\n", "ñandú.png": BOAT},
        "",
        "",
        id="an accent in a name",
    ),
    pytest.param({"draft.md": DRAFT}, "exclude_docs: draft.md\n", "", id="a draft"),
    pytest.param(IN_FOLDER, "exclude_docs: d/\n", "", id="a folder of drafts"),
    pytest.param(
        {"a/b.md": "# B\n\n[the letter](/letter.md)\n"}, "", "b.md", id="an absolute link"
    ),
    pytest.param(
        {"b.md": "# B\n\n![A boat](/boat.png)\n", "boat.png": BOAT},
        "",
        "b.md",
        id="an absolute picture",
    ),
    pytest.param(
        {"key.md": f"\n---\naudience: teachers\n---\n{LATE}"},
        "",
        "key.md",
        id="front matter on line 2",
    ),
    pytest.param(
        {"key.md": f"\n\n---\ntitle: Key\n---\n{LATE}"}, "", "key.md", id="front matter on line 3"
    ),
    pytest.param({}, TWICE, "SG316", id="a page twice"),
)
"""The files of a guide, its `mkdocs.yml`, and the file that its author is told of, if any."""


@pytest.mark.slow
@pytest.mark.parametrize(("files", "config", "told"), BUILT)
def test_it_builds_or_is_told(
    tiny: Callable[..., Folder], files: dict[str, str | bytes], config: str, told: str
) -> None:
    folder = tiny({**TINY, **files}, config if "nav:" in config else f"nav: null\n{config}")
    result = folder.build_here()
    assert "downloads/" not in "".join(result.problems)
    assert (result.code != 0) == bool(told), result.output
    assert all(told in line for line in result.problems)
    assert not told or result.problems
