"""Formulas as MathML: what is set, what is refused, and what never reaches a browser."""

from __future__ import annotations

from html import escape

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.render.fragments import PageHtml, plain, take_apart
from studyguide.render.mathematics import with_drawings


def page(latex: str) -> PageHtml:
    return take_apart(f'<p><span class="arithmatex">\\({escape(latex)}\\)</span></p>', "")


@pytest.mark.parametrize(
    ("latex", "why"),
    [
        (r"\href{javascript:alert(1)}{x}", "it sets a link"),
        (r"\style{color:red}{x}", "it sets a style"),
        (r"\class{md-nav}{x}", "it sets a class"),
        (r"\newcommand{\a}{\a\a}\a", "formulas cannot define commands"),
        (r"\def\a{b}\a", "formulas cannot define commands"),
        ("a & b", "`&` stands outside a matrix"),
        (r"\begin{foo} a &= b \end{foo}", "`&` stands outside a matrix"),
        (r"\input{/etc/passwd}", "there is no command `\\input`"),
        (r"\phantom{}", "nothing in it can be seen"),
    ],
)
def test_what_is_no_mathematics_is_told(latex: str, why: str) -> None:
    (found,) = page(latex).unread
    assert found.code == "SG612"
    assert why in found.what


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;img src=x onerror=alert(1)&gt;}",
        r"\text{</math><img src=x>}",
        "a < b > c",
        r"x \& y",
        "a~b",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"\color{red}{x}",
    ],
)
def test_what_is_set_is_text_and_is_drawn_with_its_latex(latex: str) -> None:
    made = page(latex)
    assert made.unread == ()
    tree = LexborHTMLParser(made.template)
    assert tree.css("script, img, [href], [src], [onerror]") == []
    formula = tree.css_first("math")
    assert formula is not None
    assert formula.attributes["alttext"] == latex
    drawn = LexborHTMLParser(with_drawings(made.template)).css("img")
    assert [image.attributes["alt"] for image in drawn] == [latex]
    assert plain(made.template) == " ".join(latex.split())
