"""The search finds what has no heading, and tells no answers."""

from __future__ import annotations

import pytest

from studyguide.quiz.kinds.blank import accepted
from studyguide.render.fragments import plain
from studyguide.render.web.search_entries import findable, with_bare_words
from tests.guides import rendered, tiny_guide


def test_questions_prompts_words_and_sources_are_found_at_their_places() -> None:
    site = rendered(tiny_guide())
    found = {f.location: f for page in site.guide.pages for f in findable(site, page)}
    for block in (*site.guide.questions, *site.guide.discussions, *site.guide.terms):
        entry = found[f"{site.urls[block.page]}#{block.id}"]
        assert plain(site.title(block.id)).split("___")[0].strip() in entry.title
    assert found[f"{site.urls['term.md']}#t-keeper"].title == "keeper (la farera)"
    assert found[f"{site.urls['show.md']}#source-diary"].title == "The diary of Ana Sample"


def test_no_key_and_no_reason_is_found() -> None:
    site = rendered(tiny_guide())
    text = " ".join(f"{f.title} {f.text}" for p in site.guide.pages for f in findable(site, p))
    for question in site.guide.questions:
        html = site.of(question)
        secrets = [plain(answer.reason) for answer in html.answers]
        secrets += [plain(part.html) for part in html.parts]
        if question.kind == "blank":
            secrets += [text for answer in question.answers for text in accepted(answer)]
        assert [s for s in secrets if len(s) > 4 and s in text] == []
    for talk in site.guide.discussions:
        assert [p for p in site.of(talk).parts if plain(p.html) in text] == []


def test_pages_for_authors_add_nothing() -> None:
    own = "---\naudience: authors\n---\n# Own\n\n/// show | sources\n///\n"
    site = rendered(tiny_guide({"own.md": own}))
    assert list(findable(site, site.guide.page_by_src["own.md"])) == []


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("José and Ana", "José<span hidden> Jose</span> and Ana"),
        ("<p>Peña</p>", "<p>Peña<span hidden> Pena</span></p>"),
        ("Ana’s map", "Ana’s<span hidden> Ana's</span> map"),
        ("‘Ana’ and mothers’", "‘Ana’ and mothers’"),
        ("R&amp;D", "R&amp;D"),
        ("plain", "plain"),
    ],
)
def test_a_word_is_found_as_it_is_typed(html: str, made: str) -> None:
    assert with_bare_words(html) == made
