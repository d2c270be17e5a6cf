"""Questions and quizzes in a real browser: by mouse, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import fcntl
import gzip
import mimetypes
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Route,
    expect,
)

from studyguide.edge.mkdocs.site_files import SCRIPT
from tests.guides import GUIDE_YML, SOURCES_YML, tiny_pages
from tests.whole.guides import ROOT, Folder, new_folder

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BASE = "https://guide.example/under/a/path/"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'"
)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

MORE = """\
# More questions

/// question | In the film, ___ finds it and her ___ wrote it.
    id: q-two-blanks
    kind: blank
    level: apply
    about: work
    scene: letter
    strict: [accents]

- Ána
    > She lives in the tower.
- brother / sister's “friend”
    > The diary names him.
- [ ] keeper
    > The keeper is Ana herself; the letter comes from somebody else.

//// hint
Who lives in the tower?
////

//// hint
Who is away at sea?
////
///

/// question | In the film, is Ana right to answer at once?
    id: q-essay
    kind: essay
    level: evaluate
    about: work
    scene: letter

//// answer
She is, because nobody else can.
////

//// look-for
- takes a side
////
///
"""
ALL = """\
# All of them

/// quiz | Everything
    id: quiz-all
    questions:
      - q-letter
      - q-letter-life
      - q-letter-table
      - q-letter-match
      - q-letter-order
      - q-letter-blank
      - q-letter-why

Seven questions.
///
"""
NEW = """\
/// question | In the film, what colour is the door?
    id: q-new
    kind: choice
    level: recall
    about: work
    scene: letter

- [x] It is green
    > The door is green, like the sea behind it.
- [ ] It is white
    > The walls are white, but the door is not.
- [ ] It is black
    > The rocks are black, and the door stands out.
///

"""
RESULTS = "---\naudience: teachers\n---\n# Results\n\n/// show | results\n///\n"
PAGES = {**tiny_pages(), "more.md": MORE, "all.md": ALL, "results.md": RESULTS}
QUESTIONS = PAGES["question.md"]
VARIANTS = {
    "first": PAGES,
    "inserted": {
        **PAGES,
        "question.md": QUESTIONS.replace("/// question", NEW + "/// question", 1),
    },
    "reworded": {**PAGES, "question.md": QUESTIONS.replace("She ", "Ella ")},
    "rekeyed": {
        **PAGES,
        "question.md": QUESTIONS.replace("[x] She", "[*] She", 1)
        .replace("[ ] She", "[x] She", 1)
        .replace("[*] She", "[ ] She", 1),
    },
}


# ---- The guide, the browser ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same guide as it is, with a question put first, with other words, with another key.

    They are built once, even where several workers share the tests.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path = shared / "guide-with-quizzes"
    with (shared / "guide-with-quizzes.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (path / "built").exists():
            shutil.rmtree(path, ignore_errors=True)
            build_variants(new_folder(path, files={}))
            (path / "built").touch()
    return {variant: path / variant for variant in VARIANTS}


def build_variants(folder: Folder) -> None:
    """Build each variant into a folder of its own; as in a preview, no PDF is laid out."""
    for variant, pages in VARIANTS.items():
        folder.write({"guide.yml": GUIDE_YML, "sources.yml": SOURCES_YML, **pages})
        folder.preview(folder.path / variant)


class Reader:
    """Somebody at a browser. The guide answers from its folder, under a path of some host."""

    def __init__(self, context: BrowserContext, sites: dict[str, Path]) -> None:
        self.sites = sites
        self.variant = "first"
        self.headers: dict[str, str] = {}
        self.complaints: list[str] = []
        context.route("**/*", self._answer)
        context.set_default_timeout(8000)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(BASE).partition("#")[0].partition("?")[0]
        file = self.sites[self.variant] / name
        file = file / "index.html" if file.is_dir() else file
        if not route.request.url.startswith(BASE) or not file.is_file():
            route.fulfill(status=404, body="")
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(body=file.read_bytes(), headers={"Content-Type": kind, **self.headers})

    def open(self, page: str, variant: str = "first") -> None:
        self.variant = variant
        self.page.goto(f"{BASE}{page}.html")

    def question(self, name: str) -> Locator:
        return self.page.locator(f'sg-question[data-item="{name}"]')

    def said(self, text: str) -> None:
        """Expect these words in the polite live region."""
        region = self.page.locator('.sg-voice[aria-live="polite"]')
        expect(region).to_contain_text(text)

    def violations(self) -> list[str]:
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        results = Axe().run(self.page, options=options)
        return [
            f"{rule['id']}: {node['target']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for rule in results.response["violations"]
            for node in rule["nodes"]
        ]


@pytest.fixture
def reader(
    request: pytest.FixtureRequest, chromium: Browser, sites: dict[str, Path]
) -> Iterator[Reader]:
    """A reader with JavaScript, in the light unless the test asks for another scheme."""
    yield from reading(chromium, sites, getattr(request, "param", "light"))


def reading(
    chromium: Browser, sites: dict[str, Path], scheme: Scheme, scripts: bool = True
) -> Iterator[Reader]:
    context = chromium.new_context(
        color_scheme=scheme,
        java_script_enabled=scripts,
        reduced_motion="reduce",
        viewport={"width": 1100, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    reader = Reader(context, sites)
    yield reader
    context.close()
    assert reader.complaints == []


# ---- Answering, by mouse or by keyboard ---------------------------------------------------------


class Mouse:
    """Answers with clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        control.click()

    def tick(self, control: Locator) -> None:
        control.locator("xpath=ancestor::label").click()

    def pick(self, select: Locator, value: int) -> None:
        option = select.locator(f'option[value="{value}"]')  # its label may be another's value
        select.select_option(element=option.element_handle())

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)


class Keyboard:
    """Answers with keys alone, going from control to control with Tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, control: Locator, key: str = "Tab") -> None:
        element = control.element_handle()  # looked up once: this runs for every key
        for _ in range(400):
            if element.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"no key leads to {control}")

    def press(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def tick(self, control: Locator) -> None:
        if control.get_attribute("type") == "radio":
            group = control.get_attribute("name")
            chosen = self.page.locator(f'[name="{group}"]:checked')
            self.reach(chosen if chosen.count() else self.page.locator(f'[name="{group}"]').first)
            self.page.keyboard.press("Space")
            self.reach(control, "ArrowDown")
            return
        self.reach(control)
        self.page.keyboard.press("Space")

    def pick(self, select: Locator, value: int) -> None:
        self.reach(select)
        for _ in range(20):
            now = int(select.input_value() or -1)
            if now == value:
                return
            self.page.keyboard.press("ArrowDown" if now < value else "ArrowUp")
        raise AssertionError("the list does not move")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)


Hand = Mouse | Keyboard
Way = Callable[[Page], Hand]


def button(question: Locator, name: str) -> Locator:
    return question.get_by_role("button", name=name, exact=True)


def key_of(question: Locator) -> list[int]:
    found: list[int] = question.evaluate("question => question.key")
    return found


def tick(hand: Hand, question: Locator, places: list[int]) -> None:
    inputs = question.locator(".sg-choice input")
    for place in range(inputs.count()):
        single = inputs.nth(place).get_attribute("type") == "radio"
        if place in places or (not single and inputs.nth(place).is_checked()):
            hand.tick(inputs.nth(place))


def answer_options(hand: Hand, question: Locator, good: bool) -> None:
    key = key_of(question)
    wrong = [at for at in range(question.locator(".sg-choice").count()) if at not in key]
    tick(hand, question, key if good else wrong[:1])


def answer_pairs(hand: Hand, question: Locator, good: bool) -> None:
    key = key_of(question)
    for place, right in enumerate(key if good else key[1:] + key[:1]):
        hand.pick(question.locator("select").nth(place), right)


def answer_steps(hand: Hand, question: Locator, good: bool) -> None:
    """Put the steps right with the numbers, or wrong with the buttons."""
    if not good:
        hand.press(question.get_by_role("button", name="Down:").first)
        expect(question.locator(".sg-moves button:focus")).to_have_count(1)
        if question.evaluate("q => q.marked().result") == "right":
            hand.press(question.get_by_role("button", name="Up:").last)
        return
    key = key_of(question)
    for place in range(len(key)):
        text = question.evaluate(f"q => q.control.piece([{key.index(place)}], 0).slice(3)")
        hand.pick(question.get_by_label(f"Place of {text}", exact=True), place)


def answer_blank(hand: Hand, question: Locator, good: bool) -> None:
    for place, accepted in enumerate(question.evaluate("q => q.key")):
        hand.write(question.locator(".sg-typed").nth(place), accepted[0] if good else "moon")


ANSWERS: dict[str, Callable[[Hand, Locator, bool], None]] = {
    "q-letter": answer_options,
    "q-letter-life": answer_options,
    "q-letter-table": answer_options,
    "q-letter-match": answer_pairs,
    "q-letter-order": answer_steps,
    "q-letter-blank": answer_blank,
}
OPEN = ["q-letter-why", "q-essay"]
WAYS: tuple[Way, ...] = (Mouse, Keyboard)


def missed(question: Locator) -> None:
    """Expect that the answer is not right yet and that the key is not shown."""
    expect(question.locator(".sg-result")).to_contain_text(re.compile("Not yet|Partly right"))
    expect(question.locator(".sg-answer")).to_be_hidden()
    expect(button(question, "Show the answer")).to_be_visible()
    expect(question.locator(".sg-outcome .sg-see a").first).to_be_visible()


@pytest.mark.parametrize("reader", SCHEMES, indirect=True)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_answered_wrongly_and_then_rightly(
    reader: Reader, name: str, way: Way
) -> None:
    reader.open("question")
    hand, question = way(reader.page), reader.question(name)
    ANSWERS[name](hand, question, False)
    hand.press(button(question, "Check"))
    missed(question)
    reader.said(question.locator(".sg-result").inner_text()[2:])
    expect(button(question, "Try again")).to_be_focused()
    hand.press(button(question, "Try again"))
    expect(question.locator(".sg-outcome")).to_be_hidden()
    expect(question.locator("fieldset :focus")).to_have_count(1)
    ANSWERS[name](hand, question, True)
    hand.press(button(question, "Check"))
    expect(question.locator(".sg-result")).to_have_text(re.compile("Right"))
    reader.said("Right")
    reasons = question.locator(".sg-outcome .sg-reasons > li")
    assert [len(text) > 20 for text in reasons.all_inner_texts()] == [True] * reasons.count()
    expect(button(question, "Show the answer")).to_be_hidden()


@pytest.mark.parametrize("reader", SCHEMES, indirect=True)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", OPEN)
def test_a_written_answer_is_compared_and_not_graded(reader: Reader, name: str, way: Way) -> None:
    reader.open("more" if name == "q-essay" else "question")
    hand, question = way(reader.page), reader.question(name)
    hand.press(button(question, "Compare with the model answer"))
    expect(question.locator(".sg-note")).to_have_text("Answer first.")
    hand.write(question.locator("textarea"), "To keep us guessing.")
    hand.press(button(question, "Compare with the model answer"))
    expect(question.locator(".sg-answer")).to_contain_text("Look for")
    expect(question.locator(".sg-answer summary")).to_be_focused()
    expect(question.locator(".sg-outcome")).to_be_hidden()
    expect(question.locator("textarea")).to_be_editable()


def test_the_reason_for_the_wrong_choice_is_shown_and_the_key_only_on_demand(
    reader: Reader,
) -> None:
    reader.open("question")
    question = reader.question("q-letter")
    question.get_by_label("She burns it in the lamp").check()
    button(question, "Check").click()
    outcome = question.locator(".sg-outcome")
    expect(outcome).to_contain_text("The lamp is lit, but she uses it only to read by.")
    expect(outcome).not_to_contain_text("as soon as she has read it")
    button(question, "Show the answer").click()
    expect(question.locator(".sg-answer")).to_contain_text("as soon as she has read it")
    mine = question.locator(".sg-answer li").filter(has_text="She burns it in the lamp")
    expect(mine).to_contain_text("your answer")
    expect(question.locator(".sg-answer").get_by_text("your answer")).to_have_count(1)


def test_hints_open_one_after_the_other(reader: Reader) -> None:
    reader.open("more")
    hints = reader.question("q-two-blanks").locator(".sg-hint")
    expect(hints.nth(0)).to_be_visible()
    expect(hints.nth(1)).to_be_hidden()
    hints.nth(0).locator("summary").press("Enter")
    expect(hints.nth(1).locator("summary")).to_be_visible()
    hints.nth(1).locator("summary").press("Enter")
    expect(hints.nth(1)).to_contain_text("away at sea")


@pytest.mark.parametrize(
    ("typed", "strict", "right"),
    [
        ("  OIL   Lámp ", [], True),
        ("oillamp", [], True),
        ("oillamp", ["spaces"], False),
        ("Oil lamp", ["case"], False),
        ("oil lámp", ["accents"], False),
        ("oil lamp", ["case", "accents", "spaces", "quotes"], True),
        ("keeper’s “lamp”", [], True),
        ("keeper’s “lamp”", ["quotes"], False),
        ("lamps", [], False),
        ("", [], False),
    ],
)
def test_typed_answers_are_taken_as_generously_as_the_item_says(
    reader: Reader, typed: str, strict: list[str], right: bool
) -> None:
    reader.open("question")
    script = "([typed, strict]) => studyguide.marking.mark('blank', [KEY], [typed], strict).result"
    script = script.replace("KEY", """["oil lamp", "keeper's \\"lamp\\""]""")
    assert (reader.page.evaluate(script, [typed, strict]) == "right") is right


def test_each_blank_is_judged_by_itself(reader: Reader) -> None:
    reader.open("more")
    question = reader.question("q-two-blanks")
    question.get_by_label("Blank 1").fill("Ana")  # the item is strict on accents
    question.get_by_label("Blank 2").fill('SISTER’S "friend"')
    question.get_by_label("Blank 2").press("Enter")
    expect(question.locator(".sg-result")).to_contain_text("Partly right")
    outcome = question.locator(".sg-outcome")
    expect(outcome).to_contain_text("1 of 2 is right.")
    expect(outcome).to_contain_text("The diary names him.")
    expect(outcome).not_to_contain_text("She lives in the tower.")


# ---- What is kept -------------------------------------------------------------------------------


def answer_everything(reader: Reader) -> None:
    """Check a right answer to all on the page."""
    hand = Mouse(reader.page)
    for name, answer in ANSWERS.items():
        answer(hand, reader.question(name), True)
        button(reader.question(name), "Check").click()
    reader.question("q-letter-why").locator("textarea").fill("To keep us guessing.")


def all_right(reader: Reader) -> None:
    for name in ANSWERS:
        expect(reader.question(name).locator(".sg-result")).to_have_text(re.compile("Right"))
    why = reader.question("q-letter-why").locator("textarea")
    expect(why).to_have_value("To keep us guessing.")


def test_answers_stay_and_an_inserted_question_moves_none(reader: Reader) -> None:
    reader.open("question")
    answer_everything(reader)
    reader.page.reload()
    all_right(reader)
    reader.open("question", "inserted")
    all_right(reader)
    assert reader.page.locator("sg-question").first.get_attribute("data-item") == "q-new"
    expect(reader.question("q-new").locator("input:checked")).to_have_count(0)


def test_answers_stay_where_words_change(reader: Reader) -> None:
    reader.open("question")
    answer_everything(reader)
    reader.open("question", "reworded")
    expect(reader.question("q-letter")).to_contain_text("Ella ")
    all_right(reader)


def test_another_key_forgets_the_answer_and_no_other_does(reader: Reader) -> None:
    reader.open("question")
    answer_everything(reader)
    reader.open("question", "rekeyed")
    question = reader.question("q-letter")
    expect(question.locator("input:checked")).to_have_count(0)
    expect(question.locator(".sg-outcome")).to_be_hidden()
    expect(reader.question("q-letter-life").locator(".sg-result")).to_contain_text("Right")


def test_an_item_has_the_same_answer_wherever_it_is_asked(reader: Reader) -> None:
    reader.open("question")
    answer_everything(reader)
    for page in ("all", "quiz"):
        reader.open(page)
        expect(reader.question("q-letter").locator(".sg-result")).to_contain_text("Right")
    names = reader.page.evaluate("Object.keys(localStorage)")
    ours = [name for name in names if name.startswith("studyguide:")]
    assert {name.split(":")[1] for name in ours} == {"lighthouse"}


def test_clearing_asks_first_and_clears_everything(reader: Reader) -> None:
    reader.open("question")
    answer_everything(reader)
    reader.open("all")
    clear = button(reader.page.locator("sg-quiz"), "Clear my answers")
    clear.click()
    expect(reader.page.get_by_role("button", name="Keep them")).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(clear).to_be_focused()
    all_right(reader)
    clear.click()
    reader.page.get_by_role("button", name="Clear this quiz").click()
    expect(reader.page.locator("sg-quiz input:checked")).to_have_count(1)  # the way to take it
    expect(reader.page.locator("sg-quiz .sg-result")).to_have_count(0)
    reader.said("cleared")
    reader.page.reload()
    expect(reader.page.locator("sg-quiz .sg-result")).to_have_count(0)
    reader.question("q-letter").locator("input").first.check()
    clear.click()
    reader.page.get_by_role("button", name="Clear the whole guide").click()
    expect(reader.question("q-letter").locator("input:checked")).to_have_count(0)
    names = reader.page.evaluate("Object.keys(localStorage)")
    assert [name for name in names if name.startswith("studyguide:")] == []


# ---- Quizzes ------------------------------------------------------------------------------------


def test_practice_counts_by_level_and_practises_what_was_missed(reader: Reader) -> None:
    reader.open("all")
    hand, quiz = Mouse(reader.page), reader.page.locator("sg-quiz")
    expect(quiz.locator(".sg-progress")).to_have_text("0 of 7 answered")
    for name in ANSWERS:
        ANSWERS[name](hand, reader.question(name), name not in ("q-letter", "q-letter-match"))
        button(reader.question(name), "Check").click()
    expect(quiz.locator(".sg-progress")).to_have_text("6 of 7 answered")
    expect(quiz.locator(".sg-score-title")).to_have_text("4 of 6 answered so far are right")
    rows = quiz.locator(".sg-levels tbody tr")
    expect(rows).to_have_text(["What happens, and who it is23", "What it means23"])
    links = quiz.locator(".sg-missed a")
    expect(links).to_have_count(2)
    links.first.click()
    assert reader.page.evaluate("document.querySelector(':target').id") == "quiz-all--q-letter"
    button(quiz, "Practice these again").click()
    expect(quiz.locator(".sg-only")).to_be_focused()
    expect(quiz.locator("sg-question:not([hidden])")).to_have_count(2)
    expect(reader.question("q-letter").locator("input:checked")).to_have_count(0)
    reader.page.reload()
    expect(quiz.locator("sg-question:not([hidden])")).to_have_count(2)
    answer_options(hand, reader.question("q-letter"), True)
    button(reader.question("q-letter"), "Check").click()
    expect(quiz.locator(".sg-score-title")).to_contain_text("5 of 5 answered so far are right")
    button(quiz, "Show all questions").click()
    expect(quiz.locator("sg-question:not([hidden])")).to_have_count(7)


def test_a_link_to_a_question_put_away_brings_it_back(reader: Reader) -> None:
    reader.open("all")
    quiz = reader.page.locator("sg-quiz")
    answer_options(Mouse(reader.page), reader.question("q-letter"), False)
    button(reader.question("q-letter"), "Check").click()
    button(quiz, "Practice these again").click()
    expect(reader.question("q-letter-blank")).to_be_hidden()
    reader.page.evaluate("location.hash = '#quiz-all--q-letter-blank'")
    expect(reader.question("q-letter-blank")).to_be_in_viewport()


@pytest.mark.parametrize("way", WAYS)
def test_a_test_is_handed_in_once_and_reviewed(reader: Reader, way: Way) -> None:
    reader.open("all")
    hand, quiz = way(reader.page), reader.page.locator("sg-quiz")
    hand.tick(quiz.get_by_label("Test: all answers first"))
    expect(button(quiz, "Check")).to_have_count(0)
    expect(quiz.locator(".sg-hint:visible")).to_have_count(0)
    expect(button(quiz, "Results to hand in")).to_be_hidden()
    for name in list(ANSWERS)[:4]:
        ANSWERS[name](hand, reader.question(name), name != "q-letter-table")
    hand.write(reader.question("q-letter-why").locator("textarea"), "To keep us guessing.")
    expect(quiz.locator(".sg-outcome:visible")).to_have_count(0)
    reader.page.reload()
    expect(quiz.locator(".sg-progress")).to_have_text("5 of 7 answered")
    hand.press(button(quiz, "Hand in the test"))
    expect(reader.page.locator("dialog.sg-dialog")).to_contain_text("2 questions have no answer.")
    expect(reader.page.get_by_role("button", name="Go on answering")).to_be_focused()
    hand.press(reader.page.get_by_role("button", name="Hand in", exact=True))
    expect(quiz.locator(".sg-score-title")).to_be_focused()
    expect(quiz.locator(".sg-score-title")).to_have_text("Your test: 3 of 6 right")
    expect(quiz.locator(".sg-outcome:visible")).to_have_count(7)
    expect(quiz.locator(".sg-answer:visible")).to_have_count(7)
    expect(reader.question("q-letter-order").locator(".sg-result")).to_contain_text("No answer")
    expect(reader.question("q-letter").locator("input").first).to_be_disabled()
    expect(quiz.locator(".sg-missed a")).to_have_count(3)
    reader.page.reload()
    expect(quiz.locator(".sg-score-title")).to_have_text("Your test: 3 of 6 right")
    hand.tick(quiz.get_by_label("Practice: a reason"))
    expect(quiz.locator(".sg-progress")).to_have_text("0 of 7 answered")
    hand.tick(quiz.get_by_label("Test: all answers first"))
    hand.press(button(quiz, "Take the test anew"))
    expect(quiz.locator(".sg-progress")).to_have_text("0 of 7 answered")
    expect(quiz.locator(".sg-outcome:visible")).to_have_count(0)


def test_results_are_text_to_copy_and_to_print(reader: Reader) -> None:
    reader.open("all")
    hand, quiz = Mouse(reader.page), reader.page.locator("sg-quiz")
    for name, good in (("q-letter", False), ("q-letter-life", True), ("q-letter-match", True)):
        ANSWERS[name](hand, reader.question(name), good)
        button(reader.question(name), "Check").click()
    reader.question("q-letter-why").locator("textarea").fill("To keep us guessing.")
    button(quiz, "Results to hand in").click()
    expect(quiz.get_by_label("Name")).to_be_focused()
    quiz.get_by_label("Name").fill("Eva Example")
    quiz.get_by_label("Date").fill("2026-11-21")
    button(quiz, "Copy as text").click()
    reader.said("Copied.")
    expect(button(quiz, "Copied ✓")).to_be_visible()
    expect(button(quiz, "Copy as text")).to_be_visible()
    text = reader.page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert text == quiz.locator(".sg-paper").text_content()
    for part in (
        "The Lighthouse: a study guide\nEverything\nName: Eva Example\nDate: 2026-11-21\n",
        "Taken as: practice\n",
        "Score: 2 of 3 answered so far are right\n  What happens, and who it is: 0 of 1\n"
        "  What it means: 2 of 2\n",
        "1. In the film, what does Ana do with the letter?\n   Answer: ",
        "   Result: not yet\n",
        "Ana = ",
        "   Answer: To keep us guessing.\n   Result: written, not scored\n",
        "   Answer: (no answer)\n   Result: no answer\n",
    ):
        assert part in text
    reader.page.evaluate("window.print = () => {}")
    button(quiz, "Print").click()
    reader.page.emulate_media(media="print")
    expect(quiz.locator(".sg-paper")).to_be_visible()
    for other in ("h1", ".sg-stem >> nth=0", ".sg-signed", ".md-header"):
        expect(reader.page.locator(other)).to_be_hidden()
    reader.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(reader.page.locator("h1")).to_be_visible()


# ---- One at a time, by links, and before a class ------------------------------------------------


def test_a_slip_and_a_common_mistake_in_a_blank_are_told(reader: Reader) -> None:
    reader.open("more")
    question = reader.question("q-two-blanks")
    question.get_by_label("Blank 1").fill("Ána")
    for typed, said in (
        ("brothr", "Check the spelling."),
        ("the Keeper", "The keeper is Ana herself"),
    ):
        question.get_by_label("Blank 2").fill(typed)
        button(question, "Check").click()
        expect(question.locator(".sg-pieces .sg-wrong")).to_contain_text(said)
        button(question, "Try again").click()
    question.get_by_label("Blank 2").fill("brothr")
    button(question, "Check").click()
    expect(question.locator(".sg-result")).to_have_text(re.compile("Nearly: check the spelling"))
    button(question, "Show the answer").click()
    expect(question.locator(".sg-mistakes")).to_contain_text("keeper")


def test_questions_come_one_at_a_time_for_a_reader_who_likes_that(reader: Reader) -> None:
    reader.open("all")
    quiz, hand = reader.page.locator("sg-quiz"), Keyboard(reader.page)
    quiz.get_by_label("One question at a time").check()
    shown = quiz.locator("sg-question:visible")
    expect(shown).to_have_count(1)
    expect(quiz.get_by_role("heading", name="Question 1 of 7")).to_be_visible()
    expect(button(quiz, "Back")).to_be_hidden()
    answer_options(Mouse(reader.page), reader.question("q-letter"), False)
    hand.press(button(quiz, "Next question"))
    expect(quiz.get_by_role("heading", name="Question 2 of 7")).to_be_focused()
    reader.open("quiz")
    expect(reader.page.locator("sg-question:visible")).to_have_count(1)
    reader.open("all")
    expect(quiz.get_by_role("heading", name="Question 2 of 7")).to_be_visible()
    for _ in range(5):
        button(quiz, "Next question").click()
    button(quiz, "To the end").click()
    expect(shown).to_have_count(0)
    expect(button(quiz, "Results to hand in")).to_be_visible()
    assert reader.violations() == []
    quiz.get_by_label("One question at a time").uncheck()
    expect(shown).to_have_count(7)


def test_headings_and_buttons_name_their_question(reader: Reader) -> None:
    reader.open("all")
    for place, question in enumerate(reader.page.locator("sg-question").all()):
        name = f"Question {place + 1} of 7"
        assert question.get_by_role("heading", level=3).inner_text() == name
        stem = question.locator("legend").inner_text()
        expect(question.locator(".sg-button-main")).to_have_accessible_description(stem.strip())


def test_an_empty_test_is_told(reader: Reader) -> None:
    reader.open("all")
    quiz = reader.page.locator("sg-quiz")
    quiz.get_by_label("Test: all answers first").check()
    button(quiz, "Hand in the test").click()
    reader.page.get_by_role("button", name="Hand in", exact=True).click()
    expect(quiz.locator(".sg-score-title")).to_have_text("Your test: 0 of 6 right")
    expect(quiz.locator(".sg-score-title")).to_be_focused()


def test_a_link_opens_a_test_with_chosen_questions(reader: Reader) -> None:
    reader.open("all")
    quiz = reader.page.locator("sg-quiz")
    button(quiz, "Link to this quiz").click()
    quiz.get_by_text("Only some questions").click()
    for box in quiz.locator(".sg-choosing input").all()[2:]:
        box.uncheck()
    button(quiz, "Copy the link").click()
    expect(button(quiz, "Copied ✓")).to_be_visible()
    link = reader.page.evaluate("navigator.clipboard.readText()")
    assert link == f"{BASE}all.html#test&only=q-letter,q-letter-life"
    reader.page.goto("about:blank")
    reader.page.goto(link)
    expect(quiz.locator("sg-question:visible")).to_have_count(2)
    expect(quiz.get_by_label("Test: all answers first")).to_be_checked()
    expect(quiz.locator(".sg-progress")).to_have_text("0 of 2 answered")
    answer_options(Mouse(reader.page), reader.question("q-letter"), True)
    answer_options(Mouse(reader.page), reader.question("q-letter-life"), False)
    button(quiz, "Hand in the test").click()
    expect(quiz.locator(".sg-score-title")).to_have_text("Your test: 1 of 2 right")
    expect(reader.question("q-letter-life").locator(".sg-result")).to_contain_text("Wrong")
    button(quiz, "Show all questions").click()
    expect(quiz.locator("sg-question:visible")).to_have_count(7)


def test_codes_of_a_class_become_a_table(reader: Reader) -> None:
    reader.open("all")
    quiz = reader.page.locator("sg-quiz")
    answer_options(Mouse(reader.page), reader.question("q-letter"), True)
    button(reader.question("q-letter"), "Check").click()
    button(quiz, "Results to hand in").click()
    quiz.get_by_label("Name").fill("Zoë =Example")
    quiz.get_by_label("Date").fill("2026-11-21")
    code = quiz.locator(".sg-code").inner_text()
    reader.open("results")
    damaged = code[:-1] + ("a" if code[-1] != "a" else "b")
    area = reader.page.locator("sg-results textarea")
    area.fill(f"From Zoë: {code}\n> {code}.\nand {damaged}")
    row = reader.page.locator("sg-results tbody tr")
    expect(row).to_have_count(1)
    for text in ("Everything", "Zoë =Example", "2026-11-21", "Practice", "1 of 1"):
        expect(row).to_contain_text(text)
    expect(reader.page.get_by_role("status").first).to_contain_text("1 code is damaged")
    assert reader.violations() == []


def test_a_projector_shows_one_question_and_its_answer_by_a_key(reader: Reader) -> None:
    reader.open("all")
    button(reader.page.locator("sg-quiz"), "Show on a projector").click()
    dialog = reader.page.locator("dialog.sg-projector")
    expect(dialog).to_contain_text("In the film, what does Ana do with the letter?")
    answer = dialog.get_by_text("as soon as she has read it")
    expect(answer).to_be_hidden()
    reader.page.keyboard.press("a")
    expect(answer).to_be_visible()
    reader.page.keyboard.press("ArrowRight")
    expect(dialog).to_contain_text("Question 2 of 7")
    expect(dialog).not_to_contain_text("what does Ana do with the letter?")
    assert reader.violations() == []
    reader.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_nothing_moves_when_the_scripts_of_a_quiz_start(
    chromium: Browser, sites: dict[str, Path]
) -> None:
    """The questions come late; all but the page's own header keeps its place."""
    held: list[Route] = []
    for reader in reading(chromium, sites, "light"):
        reader.page.route("**/assets/javascripts/**", lambda route: route.fulfill(body=""))
        reader.page.route("**/assets/studyguide/studyguide.js", lambda route: held.append(route))
        reader.page.goto(f"{BASE}all.html", wait_until="commit")
        first = reader.page.locator(".sg-stem").first
        first.wait_for()
        reader.page.wait_for_function("document.fonts.ready.then(() => true)")
        before = first.evaluate("e => e.getBoundingClientRect().top + scrollY")
        held[0].fallback()
        reader.page.wait_for_load_state()
        expect(button(reader.question("q-letter"), "Check")).to_be_visible()
        after = first.evaluate("e => e.getBoundingClientRect().top + scrollY")
        assert abs(after - before) <= 5


# ---- For everybody ------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES)
def test_without_javascript_every_question_is_readable_and_its_answer_opens(
    chromium: Browser, sites: dict[str, Path], scheme: Scheme
) -> None:
    for reader in reading(chromium, sites, scheme, scripts=False):
        for page in ("question", "more", "all"):
            reader.open(page)
            questions = reader.page.locator("sg-question")
            expect(questions.locator(".sg-stem")).to_have_count(questions.count())
            expect(questions.locator("input, select, textarea, button")).to_have_count(0)
            for question in questions.all():
                expect(question.locator(".sg-stem")).to_be_visible()
                summary = question.locator(".sg-answer summary")
                summary.focus()
                reader.page.keyboard.press("Enter")
                expect(question.locator(".sg-answer > :last-child")).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_where_our_scripts_did_not_arrive(
    chromium: Browser, sites: dict[str, Path], scheme: Scheme
) -> None:
    for reader in reading(chromium, sites, scheme):
        reader.page.route("**/assets/studyguide/*.js", lambda route: route.abort())
        reader.open("question")
        expect(reader.page.locator("sg-question button")).to_have_count(0)
        for summary in reader.page.locator("sg-question summary").all():
            summary.click()
        assert reader.violations() == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_any_state(
    chromium: Browser, sites: dict[str, Path], scheme: Scheme
) -> None:
    for reader in reading(chromium, sites, scheme):
        found: dict[str, list[str]] = {}
        hand = Mouse(reader.page)
        reader.open("question")
        found["untouched"] = reader.violations()
        for hint in reader.page.locator(".sg-hint summary").all():
            hint.click()
        found["hint open"] = reader.violations()
        for good in (False, True):
            for name, answer in ANSWERS.items():
                if good:
                    button(reader.question(name), "Try again").click()
                answer(hand, reader.question(name), good)
                button(reader.question(name), "Check").click()
            found["right" if good else "wrong"] = reader.violations()
            if not good:
                reader.question("q-letter-why").locator("textarea").fill("So.")
                button(reader.question("q-letter-why"), "Compare with the model answer").click()
                for show in reader.page.get_by_role("button", name="Show the answer").all()[::-1]:
                    show.click()
                found["answer shown"] = reader.violations()
        reader.open("all")
        quiz = reader.page.locator("sg-quiz")
        button(quiz, "Results to hand in").click()
        found["results"] = reader.violations()
        quiz.get_by_label("Test: all answers first").check()
        found["test"] = reader.violations()
        answer_options(hand, reader.question("q-letter"), False)
        answer_options(hand, reader.question("q-letter-life"), True)
        button(quiz, "Hand in the test").click()
        found["dialog"] = reader.violations()
        reader.page.get_by_role("button", name="Hand in", exact=True).click()
        found["reviewed"] = reader.violations()
        assert {state: lines for state, lines in found.items() if lines} == {}


def test_everything_to_press_is_large_enough(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 800})
    reader.open("all")
    small = reader.page.evaluate(
        """() => [...document.querySelectorAll(
            'sg-quiz :is(button, select, textarea, label.sg-choice, summary, input[type=text])')]
          .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 43.9)
          .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert small == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_focus_is_seen_also_in_forced_colours(reader: Reader) -> None:
    for forced in ("none", "active"):
        reader.page.emulate_media(forced_colors="active" if forced == "active" else "none")
        reader.open("question")
        check = button(reader.question("q-letter"), "Check")
        Keyboard(reader.page).reach(check)
        style = check.evaluate("e => [getComputedStyle(e).outlineStyle, e.offsetHeight >= 44]")
        assert style == ["solid", True]


def test_a_strict_policy_stops_nothing_of_ours(reader: Reader) -> None:
    reader.headers = {"Content-Security-Policy": STRICT}
    reader.open("all")
    reader.page.evaluate(
        """() => {
          window.refused = [];
          const keep = (event) => window.refused.push(event.blockedURI);
          document.addEventListener('securitypolicyviolation', keep);
        }"""
    )
    test_questions = ("q-letter", "q-letter-order", "q-letter-match")
    for name in test_questions:
        ANSWERS[name](Mouse(reader.page), reader.question(name), False)
        button(reader.question(name), "Check").click()
        missed(reader.question(name))
    button(reader.page.locator("sg-quiz"), "Clear my answers").click()
    reader.page.get_by_role("button", name="Keep them").click()
    assert reader.page.evaluate("refused") == []
    reader.complaints.clear()  # the theme's own scripts stand in the page


def test_a_guide_opened_from_a_folder_asks_its_questions(
    chromium: Browser, sites: dict[str, Path]
) -> None:
    page = chromium.new_page()
    page.goto((sites["first"] / "all.html").as_uri())
    question = page.locator('sg-question[data-item="q-letter"]')
    answer_options(Mouse(page), question, True)
    button(question, "Check").click()
    expect(question.locator(".sg-result")).to_contain_text("Right")
    page.close()


def test_the_scripts_are_small_and_free_of_the_machine(sites: dict[str, Path]) -> None:
    script = (sites["first"] / SCRIPT).read_bytes()
    assert len(gzip.compress(script)) < 40_000
    assert str(ROOT).encode() not in script
