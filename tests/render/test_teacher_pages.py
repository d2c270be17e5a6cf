"""The teacher's key: each question once, whether a quiz asks it or it stands alone."""

from __future__ import annotations

import re

import pytest

from studyguide.language.kinds import KINDS
from studyguide.render.book.teacher_pages import teacher_pages
from tests.guides import rendered, tiny_guide

QUESTIONS = KINDS["question"].example
QUIZ = KINDS["quiz"].example
ENTRY = re.compile(r'<div class="key-entry" id="key--(?:quiz-act-1--)?([^"]*)"')


@pytest.mark.parametrize("above", ["", QUIZ], ids=["alone", "below a quiz"])
def test_the_key_has_every_question_of_a_page_once(above: str) -> None:
    quiz = "# None" if above else f"# The quiz\n\n{QUIZ}"
    pages = {
        "question.md": "# No questions",
        "quiz.md": quiz,
        "page.md": f"# A\n\n{above}\n{QUESTIONS}",
    }
    site = rendered(tiny_guide(pages))
    page = site.guide.page_by_src["page.md"]
    asked = [block.id for block in page.blocks if block.kind_name == "question"]
    assert sorted(ENTRY.findall(teacher_pages(site, page))) == sorted(asked)
