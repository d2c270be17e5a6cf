"""Stylesheets of the guide's own for the books: what they name is found from the guide's folder."""

from __future__ import annotations

import pytest

from studyguide.check.assets import css_from_root

ROOT = "guide-asset:/"


@pytest.mark.parametrize(
    ("css", "moved", "paths"),
    [
        ("p { background: url(a.svg) }", 'p { background: url("guide-asset:/assets/a.svg") }', 1),
        ('p { content: url("../b.svg") }', 'p { content: url("guide-asset:/b.svg") }', 1),
        ("p { background: image-set('a.png') }", None, 1),
        ("p { content: 'a.png'; color: red }", "p { content: 'a.png'; color: red }", 0),
        ("p { mask: url(#cut) }", "p { mask: url(#cut) }", 0),
        ("p { background: url(data:image/png;base64,AA) }", None, 0),
    ],
)
def test_addresses_count_from_the_folder(css: str, moved: str | None, paths: int) -> None:
    text, found = css_from_root(css, "assets/print.css", ROOT)
    assert len(found) == text.count(ROOT) == paths
    assert moved is None or text.replace("'", '"') == moved.replace("'", '"')
