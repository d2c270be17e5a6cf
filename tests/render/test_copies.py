"""The table of what to copy: every handout, with the pages it really has."""

from __future__ import annotations

from dataclasses import replace

from studyguide.language.kinds import KINDS
from studyguide.render.book.handouts import handouts
from studyguide.render.compose import WEB, compose
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from tests.guides import rendered, tiny_guide

PAGES = {
    "sheets.md": "---\ncopy: sections\n---\n# Sheets\n\n## One\n\nA.\n\n## Two\n\nB.\n",
    "tail.md": "---\ncopy: page\n---\n# The card\n\nWatch.\n",
    "zz-end.md": "# The end\n\n/// show | copies\n///\n",
}
NUMBERS = {
    "sheets--one": "10",
    "sheets--two": "11",
    "tail": "14",
    "zz-end": "15",
    "quiz--quiz-letter": "4",
}


def site() -> Site:
    return rendered(tiny_guide(PAGES))


def test_every_handout_is_named_in_the_order_of_the_book() -> None:
    found = handouts(site())
    quizzes = [f"Quiz: {plain(site().title(quiz.id))}" for quiz in site().guide.quizzes]
    assert [row.title for row in found] == [*quizzes, "One", "Two", "The card"]
    assert [row.pages for row in found] == [()] * len(found)


def test_pages_run_to_the_next_handout_and_quizzes_to_their_last_question() -> None:
    one = site()
    quiz = one.guide.quizzes[0]
    last = one.questions_of(quiz)[-1]
    numbers = {
        **NUMBERS,
        f"quiz--{quiz.id}": "4",
        f"quiz--{one.anchor(quiz, last)}": "6",
    }
    printed = replace(one, printed={"A4": numbers, "US Letter": {}})
    pages = {row.title: row.pages for row in handouts(printed)}
    assert pages[f"Quiz: {plain(one.title(quiz.id))}"] == ("4–6", "")
    assert pages["One"] == ("10", "")
    assert pages["Two"] == ("11–13", "")
    assert pages["The card"] == ("14", "")


def test_a_page_to_copy_whole_is_not_named_a_second_time_for_its_quiz() -> None:
    both = f"---\ncopy: page\n---\n# Quiz\n\n{KINDS['quiz'].example}"
    found = [row.title for row in handouts(rendered(tiny_guide({"quiz.md": both})))]
    assert [title for title in found if title.startswith("Quiz")] == ["Quiz"]


def test_the_table_waits_for_the_books() -> None:
    assert "once the books are made" in compose(site(), "zz-end.md", WEB)
    printed = compose(replace(site(), printed={"A4": NUMBERS}), "zz-end.md", WEB)
    assert "once the books are made" not in printed
    assert "<td>11–13</td>" in printed
