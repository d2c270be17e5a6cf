"""The HTML of an edition: a book with pages, or the pack of quizzes."""

from __future__ import annotations

from studyguide.edition import Edition
from studyguide.render.book.chapters import BookHtml, render_book
from studyguide.render.book.quiz_pack import render_quiz_pack
from studyguide.render.mathematics import with_drawings
from studyguide.render.site import Site


def render_edition(site: Site, edition: Edition) -> BookHtml:
    """The edition as HTML; its pictures are `guide-asset:/path`, its formulas are drawn."""
    if edition.audiences:
        book = render_book(site, edition)
    else:
        book = BookHtml((render_quiz_pack(site, edition),))
    drawn = tuple(with_drawings(html) for html in book.gatherings)
    return BookHtml(drawn, with_drawings(book.front), with_drawings(book.index))
