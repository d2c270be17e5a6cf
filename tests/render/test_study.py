"""What readers study with: cards and steps come from the guide and are named by what they are."""

from __future__ import annotations

from itertools import pairwise

from studyguide.edition import EDITIONS
from studyguide.language.views import is_step
from studyguide.render.book.chapters import render_book
from studyguide.render.web.page import render_page
from studyguide.render.web.study import LEITNER, decks, tool_link, way
from tests.guides import rendered, tiny_guide

STUDY = "# Study\n\n/// show | due\n///\n\n/// show | cards\n///\n\n/// show | progress\n///\n"
TERM = """
/// term | lamp
    id: t-lamp
    group: the light

What burns in the tower.
///
"""


def test_a_deck_holds_the_words_of_a_group_and_one_the_people() -> None:
    site = rendered(tiny_guide({"study.md": STUDY + TERM}))
    found = {deck.title: [card.id for card in deck.cards] for deck in decks(site)}
    assert found == {
        "Words: the sea": ["t-keeper"],
        "Words: the light": ["t-lamp"],
        "People": ["ana", "tomas"],
    }
    keeper = next(card for deck in decks(site) for card in deck.cards if card.id == "t-keeper")
    assert (keeper.front, keeper.spanish) == ("keeper", "la farera")
    assert "looks after a lighthouse" in keeper.back
    assert "climbs the stairs" in keeper.example


def test_the_way_goes_through_the_pages_for_students_and_their_scenes_and_quizzes() -> None:
    texts = tiny_guide({"study.md": STUDY, "staff.md": "---\naudience: teachers\n---\n# Staff\n"})
    steps = {step.unit: step for stretch in way(rendered(texts)) for step in stretch.steps}
    assert [scene.id for scene in steps["page:scene"].scenes] == ["letter"]
    assert [quiz.id for quiz in steps["page:quiz"].quizzes] == ["quiz-act-1"]
    assert not steps["page:theme"].scenes
    for left_out in ("page:index", "page:study", "page:staff", "page:show"):
        assert left_out not in steps


def test_each_box_waits_longer_than_the_last() -> None:
    assert all(before < after for before, after in pairwise(LEITNER))


def test_pages_that_are_read_carry_a_mark_and_pages_that_ask_lead_to_what_is_due() -> None:
    site = rendered(tiny_guide({"study.md": STUDY}))
    assert 'data-unit="page:theme"' in render_page(site, "theme.md")
    assert 'data-unit="scene:letter"' in render_page(site, "scene.md")
    assert 'data-unit="page:scene"' not in render_page(site, "scene.md")
    for src in ("study.md", "index.md", "show.md"):
        assert "<sg-read" not in render_page(site, src)
    assert "<sg-due-count" in render_page(site, "quiz.md")
    assert "<sg-due-count" not in render_page(site, "theme.md")


def test_a_guide_without_a_page_to_study_with_leads_to_none() -> None:
    site = rendered(tiny_guide())
    assert tool_link(site, "due") == ""
    assert "<sg-due-count" not in render_page(site, "quiz.md")


def test_the_books_leave_the_page_to_study_with_out() -> None:
    site = rendered(tiny_guide({"study.md": STUDY}))
    assert not is_step(site.guide.page_by_src["study.md"])
    for edition in EDITIONS:
        if edition.audiences:
            html = render_book(site, edition).html
            assert "sg-due" not in html
            assert 'id="study"' not in html
