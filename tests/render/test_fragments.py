"""Finished HTML, taken apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.quiz.kinds.match import sides
from studyguide.render.fragments import all_but_line, first_line, plain, take_apart
from studyguide.render.site import Site
from studyguide.words import words_of
from tests.guides import tiny_pages

BLOCK = (
    '<h1 id="top">Top</h1><div data-sg="0"><h2 data-sg-title id="a">A <em>b</em>'
    '<a class="headerlink" href="#a">¶</a></h2><p>Body.</p><div data-sg="0" data-sg-part="0">'
    "<p data-sg-label><strong>Label</strong></p><p data-sg-title>Part</p><p>Inside.</p></div></div>"
    "<p>After.</p>"
)


def test_a_page_is_what_is_left_with_a_slot_for_each_block() -> None:
    page = take_apart(BLOCK, "")
    assert page.template == ('<h1 id="top">Top</h1><sg-slot n="0"></sg-slot><p>After.</p>')
    assert set(page.anchors) == {"top", "a"}


def test_a_block_keeps_its_texts_without_label_and_permalink() -> None:
    block = take_apart(BLOCK, "").blocks[0]
    assert (block.title, block.body) == ("A <em>b</em>", "<p>Body.</p>")
    assert [(part.title, part.html) for part in block.parts] == [("Part", "<p>Inside.</p>")]


def test_answers_lose_their_marks_and_give_up_their_reasons() -> None:
    html = (
        '<div data-sg="0" data-sg-answers><p data-sg-title>What?</p><ul>'
        "<li><p>[x] One <em>two</em></p><blockquote><p>Yes.</p></blockquote></li>"
        "<li>[ ] Three = four</li></ul></div>"
    )
    block = take_apart(html, "").blocks[0]
    assert [(a.text, a.reason) for a in block.answers] == [
        ("One <em>two</em>", "<p>Yes.</p>"),
        ("Three = four", ""),
    ]
    assert sides(block.answers[1].text) == ("Three", "four")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("[x] One", "One"),
        ("<p>[x] One</p>", "One"),
        ("<p>[x] <code>a</code></p>\n", "<code>a</code>"),
        ("<p>[x] One</p><p>Two</p>", 'One<div class="sg-more"><p>Two</p></div>'),
        ("[ ] One<ul><li>a</li></ul>", 'One<div class="sg-more"><ul><li>a</li></ul></div>'),
        ("<p>[x]</p><pre>a</pre>", '<div class="sg-more"><pre>a</pre></div>'),
    ],
)
def test_an_answer_is_a_line_and_what_does_not_fit_in_one(written: str, text: str) -> None:
    html = f'<div data-sg="0" data-sg-answers><ul><li>{written}</li></ul></div>'
    (answer,) = take_apart(html, "").blocks[0].answers
    assert answer.text == text
    assert first_line(text) + all_but_line(text) == text
    assert "<p>" not in first_line(text)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("a = b = c", "a", "b = c"),
        ("$E = mc^2$ = energy", "$E = mc^2$", "energy"),
        ("\\(v = s/t\\) = speed", "\\(v = s/t\\)", "speed"),
        ("`x = 1` = gives a value", "`x = 1`", "gives a value"),
        (
            '<math alttext="a = b"><mi>a</mi></math> = c',
            '<math alttext="a = b"><mi>a</mi></math>',
            "c",
        ),
        ("$5 = five, and $6", "$5", "five, and $6"),
        ("$E = mc^2$", "$E = mc^2$", ""),
    ],
)
def test_a_pair_is_not_parted_inside_a_formula_or_code(text: str, left: str, right: str) -> None:
    assert sides(text) == (left, right)


@pytest.mark.parametrize(
    ("page", "url", "rooted"),
    [
        ("", "themes/#a", "guide:/themes/#a"),
        ("story/act-1/", "../../themes/", "guide:/themes/"),
        ("story/act-1/", "#here", "guide:/story/act-1/#here"),
        ("", "https://news.example/a?b#c", "https://news.example/a?b#c"),
        ("", "mailto:ana@news.example", "mailto:ana@news.example"),
        ("", "//news.example/a", "//news.example/a"),
        ("", "http://[half", "http://[half"),
    ],
)
def test_links_lose_their_page(page: str, url: str, rooted: str) -> None:
    assert take_apart(f'<a href="{url}">x</a>', page).template == f'<a href="{rooted}">x</a>'


@pytest.mark.parametrize(
    ("html", "leaked"),
    [
        ("<p>one\n/// note | two</p>", ("/// note | two",)),
        ("<p>  //// work</p>", ("//// work",)),
        ("<p>and /// or</p>", ()),
        ("<p>// note</p>", ()),
        ("<pre><code>/// note</code></pre>", ()),
        ("<p><code>///</code></p>", ()),
    ],
)
def test_readable_slashes_of_a_block_are_noticed(html: str, leaked: tuple[str, ...]) -> None:
    assert take_apart(html, "").leaked == leaked


def test_a_block_that_came_twice_is_noticed() -> None:
    assert take_apart('<div data-sg="3">a</div><div data-sg="3">b</div>', "").repeated == (3,)


@given(st.text(alphabet='<>/"= divasg-0123\n&;#:[]', max_size=60))
def test_any_html_is_taken_apart(html: str) -> None:
    take_apart(html, "page/")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One\n  two</p>", "One two"),
        ("<p>A &amp; b</p>", "A & b"),
        ('<p>Ana <sg-cite data-ids="a b">[a; b]</sg-cite>.</p>', "Ana."),
        ("<p>One.</p><p>Two</p>", "One. Two"),
        ("<em>One</em>, two", "One, two"),
        ("", ""),
    ],
)
def test_plain_words_have_no_mark_up_and_no_citations(html: str, words: str) -> None:
    assert plain(html) == words


def test_every_block_of_the_tiny_guide_came_out_whole(site: Site) -> None:
    for src in tiny_pages():
        page = site.guide.page_by_src[src]
        made = site.html[src]
        assert set(made.blocks) == {block.index for block in page.blocks}
        assert [len(made.blocks[block.index].parts) for block in page.blocks] == [
            len(block.parts) for block in page.blocks
        ]
        assert (made.leaked, made.repeated) == ((), ())


def test_words_are_told_from_tags_though_an_attribute_holds_a_mark_of_tags() -> None:
    page = take_apart('<h1>The <b title="1 > 2 <i>">lamp</b></h1>', "page.html")
    assert page.title == "The lamp"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<div class="admonition tip"><p class="admonition-title">Tip</p></div>', "Hint!"),
        ('<details class="tip"><summary>Tip</summary></details>', "Hint!"),
        ('<details class="tip"><summary>Tip of the day</summary></details>', "Tip of the day"),
        ('<details class="aviso"><summary>Aviso</summary></details>', "Aviso"),
    ],
)
def test_a_box_without_a_title_has_one_in_the_words_of_the_guide(html: str, said: str) -> None:
    words = words_of("en", "film", (("Tip", "Hint!"),))
    assert plain(take_apart(html, "", words).template) == said


def test_a_box_to_tick_is_read_aloud_in_the_words_of_the_guide() -> None:
    words = words_of("en", "film", (("done", "ready"), ("to do", "open")))
    boxes = "".join(f'<p class="task-list-item"><input {tick}></p>' for tick in ("checked", ""))
    made = take_apart(boxes, "", words).template
    assert re.findall(r'aria-label="(\w+)"', made) == ["ready", "open"]
