"""Room to write under the questions that a context page ends with."""

from __future__ import annotations

import pytest

from studyguide.render.book.writing_lines import LINES, add_room
from studyguide.render.tree import parse, write
from studyguide.words.rules import rules_of

QUESTIONS = "<ul>\n<li>Who waits?</li>\n<li>Why?</li>\n</ul>\n"


def with_room(html: str, language: str = "en") -> str:
    """The page with room under its questions."""
    tree = parse(html)
    add_room(tree, rules_of(language))
    return write(tree)


def test_each_question_under_think_has_lines_of_its_own() -> None:
    html = with_room(
        f'<p>Text.</p>\n<h2 id="t">Think before you watch</h2>\n{QUESTIONS}<p>End.</p>'
    )
    assert html.count('<ul class="sg-thinking"><li>') == 2
    assert html.count('<div class="sg-line"></div>') == 2 * LINES
    assert html.index("Who waits?") < html.index("sg-lines") < html.index("Why?")
    assert html.endswith("<p>End.</p>")


def test_other_lists_stay_as_they_are() -> None:
    for heading in ("What is here", "I think so"):
        html = f'<h2 id="t">{heading}</h2>\n{QUESTIONS}'
        assert with_room(html) == html
    apart = f'<h2 id="t">Think</h2>\n<p>First read this.</p>\n{QUESTIONS}'
    assert with_room(apart) == apart


@pytest.mark.parametrize("heading", ["Piensa", "Piensen antes de ver la película", "Para pensar"])
def test_a_spanish_heading_has_room_in_a_spanish_guide(heading: str) -> None:
    html = f"<h2>{heading}</h2>\n{QUESTIONS}"
    assert with_room(html, "es-MX").count('<ul class="sg-thinking">') == 2
    assert with_room(html) == html


def test_a_question_keeps_the_list_inside_it() -> None:
    html = with_room("<h3>think</h3><ul><li>Who?<ul><li>Ana</li></ul></li><li>Why?</li></ul>")
    assert html.count('<ul class="sg-thinking">') == 2
    assert '<ul class="sg-thinking"><li>Who?<ul><li>Ana</li></ul></li></ul>' in html
