"""Marks that stand for letters left out, or for measures, beside quotes."""

from __future__ import annotations

from html import unescape

import pytest
from markdown import Markdown

from studyguide.edge.markdown import SKELETON, StudyGuideExtension


def made(text: str, language: str = "en") -> str:
    extension = StudyGuideExtension()
    extension.language = language
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
        (
            "look like th' innocent flower, but be the serpent under 't",
            "look like th’ innocent flower, but be the serpent under ’t",
        ),
        ("'Gainst nature still! Let 's go", "’Gainst nature still! Let ’s go"),
        ("whence the sun 'gins his reflection", "whence the sun ’gins his reflection"),
        ("they 'scape, they said 'no' and 's'", "they ’scape, they said ‘no’ and ‘s’"),
        ("'The *sun* sets', he said", "‘The <em>sun</em> sets’, he said"),
        ("""5'10" tall""", """5'10" tall"""),
        ("1'000 men", "1'000 men"),
        ("in 'room 5' they", "in ‘room 5’ they"),
        ("Ana's 'yes' and \"no\"", "Ana’s ‘yes’ and “no”"),
    ],
)
def test_a_mark_comes_out_as_it_was_meant(typed: str, shown: str) -> None:
    assert made(typed) == shown


def test_what_is_left_out_is_a_rule_of_the_language() -> None:
    assert made("'tis so", "en-US") == "’tis so"
    assert made("'tis so", "es") == "‘tis so"


def test_without_smarty_quotes_stay_as_they_were_typed() -> None:
    extension = StudyGuideExtension()
    extension.links = {}
    assert Markdown(extensions=[extension]).convert("'tis") == "<p>'tis</p>"
