"""The boxes of task lists say in the guide's language whether a thing is done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studyguide.edition import EDITIONS
from studyguide.render.book.chapters import render_book
from studyguide.render.web.page import render_page
from tests.guides import GUIDE_YML, rendered, tiny_guide

BOOK = next(edition for edition in EDITIONS if not edition.answers)
LIST = (
    "<h1>To do</h1><ul>"
    '<li class="task-list-item"><input type="checkbox" disabled checked>Read.</li>'
    '<li class="task-list-item"><input type="checkbox" disabled>Write.</li></ul>'
)


@pytest.mark.parametrize(
    ("language", "said"), [("en", ("done", "to do")), ("es", ("hecho", "por hacer"))]
)
def test_each_box_says_whether_it_is_done(language: str, said: tuple[str, str]) -> None:
    settings = GUIDE_YML.replace("language: en", f"language: {language}")
    texts = replace(tiny_guide({"list.md": "# To do"}), guide=settings)
    site = rendered(texts, {"list.md": LIST})
    for html in (render_page(site, "list.md"), render_book(site, BOOK).html):
        first, second = (html.index(f'aria-label="{word}"') for word in said)
        assert first < html.index("Read.") < second < html.index("Write.")
