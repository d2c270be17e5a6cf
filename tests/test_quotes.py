"""Marks that stand for letters left out, or for measures, beside quotes."""

from __future__ import annotations

from html import unescape

import pytest
from markdown import Markdown

from studyguide.edge.markdown import SKELETON, StudyGuideExtension


def made(text: str) -> str:
    extension = StudyGuideExtension()
    extension.links = {}
    markdown = Markdown(extensions=[*SKELETON, extension], extension_configs=dict(SKELETON))
    return unescape(markdown.convert(text).removeprefix("<p>").removesuffix("</p>"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("rock 'n' roll", "rock ’n’ roll"),
        ("the letter 'n' is", "the letter ‘n’ is"),
        ("'Tis so, and get 'em", "’Tis so, and get ’em"),
        ("the word 'em' is", "the word ‘em’ is"),
        ("the '90s", "the ’90s"),
        ("""5'10" tall""", """5'10" tall"""),
        ("1'000 men", "1'000 men"),
        ("in 'room 5' they", "in ‘room 5’ they"),
        ("Ana's 'yes' and \"no\"", "Ana’s ‘yes’ and “no”"),
    ],
)
def test_a_mark_comes_out_as_it_was_meant(typed: str, shown: str) -> None:
    assert made(typed) == shown


def test_without_smarty_quotes_stay_as_they_were_typed() -> None:
    extension = StudyGuideExtension()
    extension.links = {}
    assert Markdown(extensions=[extension]).convert("'tis") == "<p>'tis</p>"
