"""The search finds what has no heading, and tells no answers."""

from __future__ import annotations

from studyguide.quiz.kinds.blank import accepted
from studyguide.render.fragments import plain
from studyguide.render.web.search_entries import findable, traits
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


def test_an_entry_knows_what_it_is_and_what_else_it_is_called() -> None:
    site = rendered(tiny_guide())
    term = traits(site, site.guide.by_id["t-keeper"])
    assert term["kind"] == "Word"
    assert "la farera" in term["words"]
    asked, told = site.guide.questions[0], site.guide.characters[0]
    assert traits(site, asked)["boost"] < 1 < traits(site, told)["boost"]
