"""The policy of a page: the theme's inline code by its hash, nobody else's."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from studyguide.render.web.policy import with_policy

PAGE = '<!doctype html><head><meta charset="utf-8"><title>T</title></head><body>{}</body>'


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def rules(body: str, content: str = "") -> dict[str, str]:
    """The policy of a page, by directive."""
    made = with_policy(PAGE.format(body), content)
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', made)
    assert found
    return dict(rule.split(" ", 1) for rule in found[1].split("; "))


def test_a_page_may_do_nothing_but_read_its_own_site() -> None:
    found = rules("Words.")
    assert found.pop("img-src") == "'self' data:"
    assert found.pop("default-src") == found.pop("base-uri") == found.pop("form-action") == "'none'"
    assert set(found.values()) == {"'self'"}


@pytest.mark.parametrize("kind", ["", ' type="module"', ' type="text/javascript"'])
def test_a_script_of_the_theme_is_allowed_by_its_hash(kind: str) -> None:
    code = "\n  if (1 < 2) say('día')\n"
    found = rules(f"<script{kind}>{code}</script>")
    assert found["script-src"] == f"'self' {digest(code)}"


@pytest.mark.parametrize("kind", ['type="application/json"', 'src="a.js"'])
def test_data_and_files_need_no_hash(kind: str) -> None:
    assert rules(f'<script {kind}>{{"a": 1}}</script>')["script-src"] == "'self'"


def test_a_script_in_the_text_of_a_page_is_not_allowed() -> None:
    theirs, ours = "<script>steal()</script>", "<script>theme()</script>"
    found = rules(theirs + ours, content=f"<p>Words.</p>{theirs}")
    assert found["script-src"] == f"'self' {digest('theme()')}"


def test_inline_styles_are_allowed_by_their_hashes_and_each_once() -> None:
    body = '<style>p{top:0}</style><p style="text-align: left;">a<p style="text-align: left;">b'
    style, align = digest("p{top:0}"), digest("text-align: left;")
    assert rules(body)["style-src"] == f"'self' {style} 'unsafe-hashes' {align}"
    assert rules("<style>p{top:0}</style>")["style-src"] == f"'self' {style}"


def test_the_policy_stands_before_anything_that_it_governs() -> None:
    made = with_policy(PAGE.format("<script>a()</script>"))
    assert made.index("charset") < made.index("Content-Security-Policy") < made.index("<title>")
    assert '<meta name="referrer" content="no-referrer">' in made


def test_a_page_of_no_theme_is_left_alone() -> None:
    assert with_policy("<p>Moved.</p>") == "<p>Moved.</p>"


def test_no_page_is_named_to_be_fetched_ahead() -> None:
    """Firefox would ask for it, against the policy, and on the reader's bill."""
    head = '<meta charset="utf-8"><link rel="prev" href="a.html"><link rel="next" href="c.html">'
    text = '<p><code>&lt;link rel="next"></code> <a rel="next" href="c.html">go on</a></p>'
    made = with_policy(f"<!doctype html><head>{head}</head><body>{text}</body>")
    assert 'href="a.html"' in made
    assert '<link rel="next"' not in made
    assert made.endswith(f"<body>{text}</body>")
