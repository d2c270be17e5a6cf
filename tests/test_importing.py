"""Questions of other programs become blocks that our own parser takes; what is lost is named."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from studyguide.edge.cli import main
from studyguide.model import Question
from studyguide.quiz.importing import Imported, import_questions
from studyguide.quiz.importing.words import begun, from_html, from_plain
from studyguide.render.fragments import plain
from tests.guides import compiled, messages, rendered, tiny_guide

TODOS = {"level": "recall", "about": "film", "scene": "letter"}
"""What only an author can say, and how it is settled here."""

SAMPLES = Path(__file__).parent / "importing"
"""Small files as other programs write them."""
QTI = (SAMPLES / "qti.xml").read_text("utf-8")


def package(content: str = QTI, name: str = "quiz/quiz.xml", **others: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr(name, content)
        for other, text in others.items():
            archive.writestr(other.replace("__", "."), text)
    return made.getvalue()


FILES = {
    "bank.gift": (SAMPLES / "bank.gift").read_bytes(),
    "bank.xml": (SAMPLES / "moodle.xml").read_bytes(),
    "bank.zip": package(),
    "page.md": (SAMPLES / "page.md").read_bytes(),
    "sheet.csv": b"\xef\xbb\xbf" + (SAMPLES / "sheet.csv").read_bytes().replace(b"\n", b"\r\n"),
}


def taken(name: str, data: bytes | None = None) -> Imported:
    return import_questions([(name, FILES[name] if data is None else data)])


def page_of(made: Imported) -> str:
    """The blocks once their author has settled what each must have."""
    text = f"# Imported\n\n{made.markdown}"
    for option, settled in TODOS.items():
        text = text.replace(f"{option}: TODO", f"{option}: {settled}")
    return text


def questions(name: str, data: bytes | None = None) -> dict[str, Question]:
    """What our parser makes of them, by id."""
    guide = compiled(tiny_guide({"page.md": page_of(taken(name, data))})).guide
    found = guide.page_by_src["page.md"].blocks
    return {block.id: block for block in found if isinstance(block, Question)}


@pytest.mark.parametrize("name", FILES)
def test_our_own_parser_takes_them_apart_from_the_todos(name: str) -> None:
    made = taken(name)
    assert made.questions > 0
    assert made.markdown.count("/// question |") == made.questions
    kept = [
        told
        for told in messages(tiny_guide({"page.md": page_of(made)}))
        if "q-which-one` has no key" not in told  # nor has it in the sheet
        if " SG415: " not in told
    ]
    assert kept == []
    raw = messages(tiny_guide({"page.md": f"# Imported\n\n{made.markdown}"}))
    assert any(" SG415: " in told for told in raw)
    raw = [told for told in raw if " SG415: " not in told]
    assert len([told for told in raw if re.search(r"`(\w+: )?TODO`", told)]) == (
        len(TODOS) * made.questions
    )


def test_gift_is_read() -> None:
    found = questions("bank.gift")
    boat = found["q-the-boat"]
    assert boat.title == 'What colour is the boat = "Gull"?'
    assert [(a.text, a.reason, a.correct) for a in boat.answers] == [
        ("grey", "Yes: the film shows it.", True),
        ("red", "It is the harbour that is red.", False),
        ("50% &#126; of it", "TODO: why this is wrong", False),
    ]
    deep = found["q-deep"]
    assert [(a.text, a.reason, a.correct) for a in deep.answers] == [
        ("True", "Look again.", True),
        ("False", "It is.", False),
    ]
    assert found["q-who-keeps-the-light"].answers[0].text == "Ana / Ana Sample"
    assert found["q-ana-keeps-clean"].title == "Ana keeps ___ clean."
    assert [a.text for a in found["q-match-these"].answers] == [
        "lamp = light", "boat = water", "oar = wood",
    ]  # fmt: skip
    assert found["q-why-does-she-stay"].kind == "essay"
    assert found["q-how-many-boats"].answers[0].text == "3"
    assert [a.correct for a in found["q-which-two"].answers] == [True, True, False, False]
    assert taken("bank.gift").notes == (
        "bank.gift: the name of the category `$course$/Top` is left out",
        "bank.gift: `No answers here` is left out: it has no answers in braces",
        "bank.gift: `Two in one {=a} of them {=b}` is left out: no empty line sets it apart from "
        "the next question",
        "bank.gift: `Match these.` loses its explanation, which belongs to no one answer: Each "
        "belongs to one.",
        "bank.gift: `How many boats? ___` loses how far a number may be off: `3:1`",
    )


def test_true_is_written_before_false() -> None:
    made = taken("bank.gift", b"::a:: Is the boat grey? {~False#No. =True#Yes.}")
    assert made.markdown.index("- [x] True") < made.markdown.index("- [ ] False")


def test_moodle_xml_is_read() -> None:
    found = questions("bank.xml")
    site = rendered(tiny_guide({"page.md": page_of(taken("bank.xml"))}))
    boat = found["q-boat"]
    assert boat.title == "Which *boat* is at $x<3$? (picture: a boat)"
    assert [plain(a.text) for a in site.of(boat).answers] == ["the grey one", "a red one", "none"]
    assert [a.correct for a in boat.answers] == [True, False, False]
    assert [part.text.markdown for part in boat.parts] == ["Look at the bay."]
    assert [(a.text, a.correct) for a in found["q-deep"].answers] == [
        ("True", False),
        ("False", True),
    ]
    assert plain(site.title("q-deep")) == "a * b"
    assert [a.text for a in found["q-pairs"].answers][:2] == ["lamp = light", "x=y = water"]
    assert found["q-pairs"].answers[-1].text == "= wood"
    assert [a.text for a in found["q-order"].answers] == ["first", "then", "last"]
    assert found["q-gap"].title == "She keeps the ___ clean."
    assert found["q-gap"].answers[0].text == "lamp / light * lamp"
    assert [part.text.markdown.split(":")[0] for part in found["q-why"].parts] == [
        "TODO",
        "- She has a reason.",
    ]
    notes = "\n".join(taken("bank.xml").notes)
    for told in (
        "the name of the category",
        "`Mixed` is left out: of gaps we have those to type into only",
        "loses the picture boat.png",
        "loses the files that belong to it",
        "loses its explanation, which belongs to no one answer: Both are seen.",
        "loses a share of the points",
        "loses the meaning of `*`",
    ):
        assert told in notes


def moodle_stem(kind: str, stem: str, rest: str = "") -> bytes:
    text = f"<questiontext><text><![CDATA[{stem}]]></text></questiontext>"
    return f'<quiz><question type="{kind}">{text}{rest}</question></quiz>'.encode()


@pytest.mark.parametrize(
    ("gap", "answer", "strict"),
    [
        ("{1:SHORTANSWER:=lamp~%50%light#Nearly.~fog~%0%sea}", "lamp / light", ()),
        ("{:SAC:=a &lt; b\\} c}", "a < b} c", ("case",)),
        ("{1:SHORTANSWER:={x\\}~b}", "{x}", ()),
        ("{1:MW:=Niña~=Nina~=nina}", "Niña / nina", ()),
    ],
)
def test_a_gap_in_a_text_of_moodle_is_read(gap: str, answer: str, strict: tuple[str, ...]) -> None:
    (question,) = questions("bank.xml", moodle_stem("cloze", f"The {gap} burns.")).values()
    assert question.title == "The ___ burns."
    assert question.answers[0].text == answer
    assert question.strict == strict


def test_an_explanation_that_names_all_answers_is_shared_out() -> None:
    pairs = "".join(
        f"<subquestion><text>{left}</text><answer><text>b</text></answer></subquestion>"
        for left in ("one", "two", "three")
    )

    def notes(last: str) -> tuple[str, ...]:
        told = "".join(f"<b>{name} – b</b> Yes {name}. " for name in ("one", "two", last))
        rest = f"<generalfeedback><text><![CDATA[{told}]]></text></generalfeedback>{pairs}"
        return taken("bank.xml", moodle_stem("matching", "Which?", rest)).notes

    assert notes("three") == ()
    assert len(notes("four")) == 1


@pytest.mark.parametrize("as_zip", [True, False])
def test_qti_is_read(as_zip: bool) -> None:
    data = FILES["bank.zip"]
    if not as_zip:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            data = archive.read("quiz/quiz.xml")
    name = "bank.zip" if as_zip else "bank.xml"
    found = questions(name, data)
    assert [(a.text, a.reason, a.correct) for a in found["q-boat"].answers] == [
        ("grey", "Yes, grey.", True),
        ("red", "The harbour is red.", False),
        ("a &lt;b&gt;", "TODO: why this is wrong", False),
    ]
    assert (found["q-two"].kind, [a.correct for a in found["q-two"].answers]) == (
        "multiple",
        [True, True, False, False],
    )
    assert [a.text for a in found["q-pairs"].answers][:2] == ["lamp = light", "boat = water"]
    assert [a.text for a in found["q-order"].answers] == ["first", "then", "last"]
    assert found["q-gap"].answers[0].text == "Ana / Ana S."
    assert found["q-gap"].answers[0].reason == "She does."
    assert found["q-why"].parts[0].text.markdown == "Because of the light."
    assert taken(name, data).notes == (
        f"{name}: `Sum` is left out: we have no questions of the kind `calculated_question`",
    )


def test_the_markdown_of_mkdocs_quiz_is_read() -> None:
    found = list(questions("page.md").values())
    assert [(q.title, q.kind) for q in found] == [
        ("Which *boat*?", "choice"),
        ("She keeps the ___ and the ___.", "blank"),
        ("Are **you** ready?", "multiple"),
    ]
    assert found[0].answers[0].reason == "The film shows it."
    assert [a.text for a in found[1].answers] == ["lamp", "light"]
    assert taken("page.md").notes == (
        "page.md: `Are **you** ready?` loses its explanation, which belongs to no one answer: More",
    )


def test_a_sheet_is_read() -> None:
    found = list(questions("sheet.csv").values())
    assert [(q.kind, [a.correct for a in q.answers][:3]) for q in found[:3]] == [
        ("choice", [True, False, False]),
        ("multiple", [True, True, False]),
        ("true-false", [True, False]),
    ]
    assert found[0].answers[0].reason == "Yes, grey."
    assert (found[2].answers[0].text, found[2].answers[0].reason) == ("True", "It is.")
    assert (found[3].kind, found[3].answers[0].text) == ("blank", "lamp / light")
    assert found[4].kind == "essay"
    assert taken("sheet.csv").notes == (
        "sheet.csv: `Which two?` loses its explanation, which belongs to no one answer: Both are "
        "used.",
        "sheet.csv: `Which one?` loses its key: `7` names none of its options",
    )


def bomb(size: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("quiz.xml", b" " * size)
    return made.getvalue()


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>'
HOSTILE = {
    "a bomb": ("a.zip", bomb(21_000_000), "the archive holds more than 20 MB of XML"),
    "a way out": ("a.zip", package(name="../../quiz.xml"), "`../../quiz.xml` in the archive leads"),
    "a root": ("a.zip", package(name="/etc/quiz.xml"), "`/etc/quiz.xml` in the archive leads out"),
    "cut": ("a.zip", package()[:-40], "the archive cannot be read"),
    "damaged": ("a.zip", package().replace(b"quiz/", b"qu\xffz/", 1), "the archive cannot"),
    "entities": ("a.xml", ENTITIES.encode(), "its XML defines entities or a document type"),
    "in UTF-16": ("a.xml", ENTITIES.encode("utf-16"), "its XML defines entities"),
    "outside": ("a.xml", OUTSIDE.encode(), "its XML defines entities or a document type"),
    "inside a zip": ("a.zip", package(more__xml=ENTITIES), "its XML defines entities"),
    "no XML": ("a.xml", b"<?xml version='1.0'?><quiz>", "its XML cannot be read (no element"),
    "another": ("a.xml", b"<html/>", "its XML begins with `html`; what can be read is GIFT"),
    "deep": (
        "a.xml",
        b"<quiz>" + b"<a>" * 300 + b"</a>" * 300 + b"</quiz>",
        "nested more than 200",
    ),
    "big": ("a.txt", b"a" * 20_000_001, "it has more than 20 MB"),
    "binary": ("a.txt", b"\xff\xfe\x00", "it is not text in UTF-8"),
    "empty": ("a.txt", b"", "no question was found in it"),
    "an empty page": ("a.md", b"# A page\n\n<quiz>\n", "a quiz that does not end"),
    "no head": ("a.csv", b"a,b\nc,d\n", "no row names its columns"),
    "a long cell": ("a.csv", b'question,correct\n"' + b"a" * 200_000, "it is no sheet that can be"),
    "a workbook": ("a.xlsx", package(name="xl/workbook.xml"), "save the sheet of questions as CSV"),
    "QTI 2": ("a.zip", package(z__xml="<assessmentItem/>"), "it holds QTI 2 or 3"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_one_message(case: str) -> None:
    name, data, told = HOSTILE[case]
    made = taken(name, data)
    assert (made.questions, made.left_out, len(made.notes)) == (0, 1, 1)
    assert made.notes[0].startswith(f"{name}: ")
    assert told in made.notes[0]


LONG = {
    "quizzes that do not end": ("a.md", b"<quiz>" * 100_000),
    "fences": ("a.md", b"```\n" * 100_000 + b"<quiz>"),
    "gaps": ("a.md", b"<quiz>\n" + b"[[" * 100_000 + b"\n</quiz>"),
    "formulas": ("a.gift", b"\\(" * 100_000 + b"{}"),
    "tags": ("a.gift", b"<a" * 100_000 + b"{}"),
    "answers": ("a.gift", b"a {" + b"~a=" * 300_000 + b"}"),
    "empty lines": ("a.gift", b"a" + b"\n" * 1_000_000 + b"\n//"),
    "braces": ("a.gift", b"{" * 500_000),
    "tags in XML": (
        "a.xml",
        b"<quiz><question type='essay'><questiontext><text>"
        + b"&lt;b " * 100_000
        + b"</text></questiontext></question></quiz>",
    ),
    "gaps in XML": (
        "a.xml",
        b"<quiz><question type='cloze'><questiontext><text>"
        + b"{1:SA:=a~{" * 100_000
        + b"</text></questiontext></question></quiz>",
    ),
}


@pytest.mark.parametrize("case", LONG)
def test_marks_without_end_take_no_time(case: str) -> None:
    made = taken(*LONG[case])
    assert (made.questions, made.left_out) == (0, 1)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_anywhere_gives_no_traceback(name: str) -> None:
    data = FILES[name]
    for end in range(0, len(data), max(1, len(data) // 60)):
        taken(name, data[:end])
        taken(name, data[:end] + b"\xff" + data[end + 1 :])


def test_what_is_just_not_too_big_or_too_deep_is_read() -> None:
    inner = b"<a>" * 198 + b"</a>" * 198
    essay = b"<question type='essay'><questiontext><text>Why?</text></questiontext></question>"
    assert taken("a.xml", b"<quiz>" + inner + essay + b"</quiz>").questions == 1
    assert taken("a.zip", package(name="a..b/quiz.xml")).questions == 6


def test_a_text_too_long_for_a_line_leaves_its_question_out() -> None:
    made = taken("a.gift", f"Why {'a' * 9_000}? {{}}\n\nWhy {'a' * 10_000}? {{}}\n".encode())
    assert (made.questions, made.left_out) == (1, 1)
    assert "a text in it is too long" in made.notes[0]


def test_names_differ_and_hold_what_names_may() -> None:
    made = taken("a.gift", "::Año 1:: a {}\n\n::Año 1:: b {}\n\n::¿?:: c {}\n".encode())
    names = [line for line in made.markdown.splitlines() if "id:" in line]
    assert names == ["    id: q-ano-1", "    id: q-ano-1-2", "    id: q-1"]


@pytest.mark.parametrize(
    "text",
    ["a *b* _c_ `d` [e](f) [@g] h_i", "<b>x</b> & &amp; &copy;", "$5 and $6", "~~a~~ ^b^ ==c==",
     "{: x} a | b", "C:\\new \\ x", "- a", "1. a", "# a", "> a", "+ a", ":smile: a",
     "me@example.org @ana", "[x] done", "a ___ b", "!!! note", "![a](b)", "=== a"],
)  # fmt: skip
def test_plain_text_is_shown_as_it_was(text: str) -> None:
    escaped = from_plain(text)
    block = page_of(taken("a.gift", b"Why? {}\n"))
    page = block.replace("| Why?", f"| {escaped}").replace(
        "TODO: a good answer", begun(escaped)
    )  # fmt: skip
    texts = tiny_guide({"page.md": page})
    assert [
        told for told in messages(texts) if "SG611" not in told and " SG415: " not in told
    ] == []
    site = rendered(texts)
    (question,) = site.guide.page_by_src["page.md"].blocks
    assert plain(site.of(question).title) == text
    assert plain(site.of(question).parts[0].html) == text


@pytest.mark.parametrize(
    ("html", "markdown", "losses"),
    [
        ("<p>a</p><p>b</p>", "a b", []),
        ("a<b> b </b>c", "a **b** c", []),
        ("<b></b>a<i> </i>b", "a b", []),
        ("<b>a", "**a**", []),
        ("H<sub>2</sub>O", "H<sub>2</sub>O", []),
        ("<code>a_b`c</code>", "`a_b'c`", []),
        ("\\(a_1\\)", "$a_1$", []),
        ("<script>x</script>a<style>y</style>", "a", []),
        ("<a href='https://x.example'>a</a>", "a", ["the link to https://x.example"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b", ["the table (its words stay)"]),
        ("<img src='x/y.png'>", "(picture)", ["the picture y.png"]),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str, losses: list[str]) -> None:
    found: list[str] = []
    assert from_html(html, found) == markdown
    assert found == losses


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("bank.gift").write_text("Why? {}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("bank")
def test_the_command_prints_or_writes_a_new_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "bank.gift"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("/// question | Why?\n")
    assert (
        printed.err == "1 question, 5 TODOs. Search for TODO: there stands what only you can say.\n"
    )
    assert main(["import", "bank.gift", "-o", "new.md"]) == 0
    assert Path("new.md").read_text("utf-8").startswith("# Imported questions\n\n/// question")
    assert main(["import", "bank.gift", "-o", "new.md"]) == 2
    assert "new.md is there already; name a new file" in capsys.readouterr().err


@pytest.mark.usefixtures("bank")
def test_the_command_names_what_it_cannot_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.xml").write_text(ENTITIES, encoding="utf-8")
    assert main(["import", "bank.gift", "bad.xml"]) == 1
    said = capsys.readouterr()
    assert said.out.count("/// question") == 1
    assert said.err.startswith("bad.xml: its XML defines entities")
    assert main(["import", "none.gift"]) == 2
    assert capsys.readouterr().err == "studyguide: none.gift: No such file or directory\n"
