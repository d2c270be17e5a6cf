"""A tiny guide with a question of each kind and each oddity, and its exports as text."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from studyguide.export import EXPORTERS, Exporter
from studyguide.render.site import Site
from tests.guides import rendered, tiny_guide

SECRET = "Because of the harbour's own secret"
"""What a reason begins with, so that one is found wherever it has come to."""
QUIZ = (
    """\
# A quiz

/// quiz | Odds & ends / one
    id: quiz-odd
    questions: [q-choice, q-multiple, q-truth, q-match, q-order, q-blank, q-gaps, q-short, q-essay]

Read *all* of it, then [the letter][letter] [@diary].
///

/// question | In the film, is `x < y` & *"é"* so for \\(a < b^2\\) by [Ana][ana]? ![A lamp = light](lamp.svg)
    id: q-choice
    kind: choice
    level: recall
    about: film
    scene: letter

- [x] =1+1 & "two" <3
    > REASON: `a < b` & so [@diary].
- [ ] *five* stars * and more
    > REASON: a [link](https://news.example/a) and [Ana][ana] [@review].
- [ ] Niñas y años
    > REASON: three.
- [ ] A fourth option
    > REASON: four.
- [ ] A fifth option
    > REASON: five.

//// hint
One hint, with `code` [@diary].
////
///

/// question | In the film, which two does Ana own? Choose two.
    id: q-multiple
    kind: multiple
    level: recall
    about: film
    scene: letter

- [x] A house
    > REASON: m1.
- [x] A light
    > REASON: m2.
- [ ] A stone
    > REASON: m3.
- [ ] A boat
    > REASON: m4.
///

/// question | In the film, Ana reads the letter that has come under the door on the night when all the other lamps of the harbour are out.
    id: q-truth
    kind: true-false
    level: recall
    about: film
    scene: letter

- [x] True
    > REASON: t1.
- [ ] False
    > REASON: t2.
///

/// question | In the film, who does what?
    id: q-match
    kind: match
    level: understand
    about: film
    scene: letter

- Ana = reads & waits
    > REASON: p1.
- Tomás = sails
    > REASON: p2.
- The keeper = sleeps
    > REASON: p3.
///

/// question | In the film, in what order?
    id: q-order
    kind: order
    level: understand
    about: film
    scene: letter

1. The letter comes
    > REASON: s1.
2. The storm
    > REASON: s2.
3. The light
    > REASON: s3.

//// hint
One hint alone.
////
///

/// question | In the film, the boat is called ___
    id: q-blank
    kind: blank
    level: recall
    about: film
    scene: letter

- La Niña* / the girl
    > REASON: b1.
///

/// question | In the film, [sic] the boat ___ and the lamp ___
    id: q-gaps
    kind: blank
    level: recall
    about: film
    scene: letter
    strict: [case]

- sinks / goes } # ~ down
    > REASON: g1.
- burns
    > REASON: g2.
///

/// question | In the film, why does Ana wait?
    id: q-short
    kind: short
    level: analyse
    about: film
    scene: letter

//// answer
MODEL: she hopes, *still* [@diary].
////

//// look-for
- CRITERION one & all
- CRITERION two [@diary]
////
///

/// question | In the film, is waiting brave?
    id: q-essay
    kind: essay
    level: evaluate
    about: film
    scene: letter

//// answer
MODEL: it may be.

It is long.
////

//// look-for
- CRITERION three
////
///
""".replace("REASON", SECRET)
    .replace("MODEL", "A model that the harbour keeps")
    .replace("CRITERION", "What the harbour's teacher looks for:")
)
BREAK = re.compile(
    r"(?=<(?:resource|item|question|answer|subquestion|hint|general|grader|presentation|"
    r"resprocessing|respcondition|itemfeedback|response_)\b)"
)
"""Where a line of XML begins in a golden file."""
LAMP = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
PLATFORMS = tuple(row for row in EXPORTERS if row.need)


def odd_site() -> Site:
    """The guide, rendered, with its picture among the files of the website."""
    site = rendered(tiny_guide({"quiz.md": QUIZ}))
    quizzes = ("quiz-odd",)
    assert quizzes[0] in site.guide.by_id
    return replace(site, files={"lamp.svg": LAMP})


def exporter(name: str) -> Exporter:
    """The exporter of that name."""
    return next(row for row in EXPORTERS if row.name == name)


def made(name: str, site: Site) -> bytes:
    """The one file of an exporter."""
    result = exporter(name).make(site)
    assert isinstance(result, bytes)
    return result


def as_text(name: str, data: bytes) -> str:
    """What an importer reads in a file: zips entry by entry, a sheet row by row."""
    return "".join(f"=== {path}\n{content}" for path, content in contents(name, data))


def contents(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Each file in a file, as text with a line for each element of XML."""
    if name.endswith((".zip", ".imscc")):
        with ZipFile(BytesIO(data)) as archive:
            for inside in archive.namelist():
                for path, content in contents(inside, archive.read(inside)):
                    yield path if path == inside else f"{inside}/{path}", content
    elif name.endswith(".xlsx"):
        sheet = load_workbook(BytesIO(data)).active
        assert sheet is not None
        rows = ([cell.value for cell in row] for row in sheet.iter_rows())
        yield name, "".join(f"{row}\n" for row in rows if any(row))
    elif name.endswith((".xml", "moodle.xml")):
        yield name, BREAK.sub("\n", data.decode())
    else:
        text = data.decode()
        yield name, text if text.endswith("\n") else text + "\n"


def decoded(data: str) -> bytes:
    """Base64 undone."""
    return b64decode(data)
