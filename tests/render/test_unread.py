"""Marks of Markdown that readers would see, and texts that only look like them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.render.unread import unread

SEEN = (
    ("<p>!!! note “Remember”\nA text.</p>", "!!! note “Remember”"),
    ("<p>??? tip\nA text.</p>", "??? tip"),
    ("<p>=== “One”</p>", "=== “One”"),
    ("<p>A note[^1].</p>", "[^1]"),
    ('<p>A note<a href="text">^1</a>.</p>', "^1"),
    ("<p>--8&lt;-- “part.md”</p>", "--8<-- “part.md”"),
    ("<p>{{ title }}</p>", "{{ title }}"),
    ("<p>{% include x %}</p>", "{% include x %}"),
    ("<blockquote><p>[!NOTE]\nA text.</p></blockquote>", "[!NOTE]"),
    ("<p>See [[Letters]].</p>", "[[Letters]]"),
    ("<p>::: warning\nA text.</p>", "::: warning"),
    ("<p>+++\ntitle\n+++</p>", "+++"),
    ("<p>```python\nx</p>", "```python"),
    ("<p>| Boat | Sail |</p>", "| Boat | Sail |"),
    ("<p>Well done :smile:</p>", ":smile:"),
    ("<p>So $$x$$ it is.</p>", "$$"),
    (r"<p>So $\pi r^2$ it is.</p>", r"$\pi r^2$"),
    ("<div>Some **bold** words</div>", "**bold**"),
    ("<div>Some `code` here</div>", "`code`"),
    ("<p>~~gone~~</p>", "~~gone~~"),
    ("<p>==marked==</p>", "==marked=="),
    ("<p>A picture {: .wide}</p>", "{: .wide}"),
    ("<ul><li>[ ] read</li></ul>", "[ ] read"),
    ("<details>Fruit\n- one\n- two</details>", "- one"),
    ("<p>Fruit\n2. two</p>", "2. two"),
)
FINE = (
    "<p>At 12:30:45 the ratio is 3:2:1, and a colon: here.</p>",
    "<p>It costs $5 or $6, US$7.</p>",
    "<p>2 * 3 * 4 = 24, a ** b, and x == y.</p>",
    "<p>He said [sic] so [1], and [x] marks it.</p>",
    "<p>Either | or.</p>",
    '<p>A smile ^_^, x^2, and <a href="text">^1 to ^3</a>.</p>',
    "<p>1912. A year – and a dash.</p>",
    "<p>Wow!!! What??? === ~~ ~</p>",
    "<p><code>!!! note</code> and <code>[^1]</code></p>",
    "<pre>- one\n| a | b |</pre>",
    '<p><span class="arithmatex">\\(x^2\\)</span></p>',
    "<p><strong>1. First</strong> and <em>- so</em></p>",
    "<p><em>So</em>\n</p>",
    '<div data-sg="0" data-sg-answers><ul><li>[x] a grey boat</li></ul></div>',
    "<p>https://example.org/a:b:c and snake__case__name</p>",
)


def marks(html: str) -> list[str]:
    """The marks that readers of some HTML would see."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}</body>").body
    assert body is not None
    return [mark.text for mark in unread(body)]


@pytest.mark.parametrize(("html", "mark"), SEEN, ids=[mark for _, mark in SEEN])
def test_a_mark_that_readers_would_see_is_found(html: str, mark: str) -> None:
    assert mark in marks(html)


@pytest.mark.parametrize("html", FINE)
def test_what_only_looks_like_a_mark_is_not(html: str) -> None:
    assert marks(html) == []
