"""What authors write in HTML, said in styles for paper."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.render.book.authored import fit_for_paper


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ('<ol start="5"><li>a</li></ol>', "counter-reset: list-item 4"),
        ('<ol><li value="7">a</li></ol>', "counter-set: list-item 7"),
        ('<img src="a.png" width="120">', "width: 120px"),
        (
            '<img src="a.png" width="50%" style="break-before: page">',
            "break-before: page; width: 50%",
        ),
        ('<img src="a.png" height="40">', "height: 40px"),
        ('<table><tr><td align="right">1</td></tr></table>', "text-align: right"),
        ('<ol start="five"><li>a</li></ol>', None),
        ('<img src="a.png" width="wide">', None),
        ("<ol><li>a</li></ol>", None),
    ],
)
def test_attributes_become_styles(written: str, style: str | None) -> None:
    tree = LexborHTMLParser(written)
    body = tree.body
    assert body is not None
    fit_for_paper(body)
    found = [node.attributes.get("style") for node in body.css("[style]")]
    assert found == ([style] if style else [])
