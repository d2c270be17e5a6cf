"""The guide as a book for readers: Kindles, telephones, tablets, programs (EPUB 3.3, W3C).

Two books: the students' without a key, and one with answers for teachers and for learning alone.
The archive is written here, with `zipfile` and the templates that write the other books. EbookLib
would do it, but its licence is the AGPL, it writes no list of printed pages, and two runs of it
give different bytes. Pandoc has no list of pages either, and is a large program to install.
"""

from __future__ import annotations

from studyguide.export.epub.documents import make_book
from studyguide.export.epub.package import epub
from studyguide.export.exporter import Exporter
from studyguide.model import TEACHERS
from studyguide.render.site import Site
from studyguide.words import N_


def student_epub(site: Site) -> bytes:
    """The students' book, without a key or a reason."""
    return epub(site, make_book(site, answers=False), answers=False)


def self_study_epub(site: Site) -> bytes:
    """The same with the answers at its back."""
    return epub(site, make_book(site, answers=True), answers=True)


STUDENT_EPUB = Exporter(
    name="epub",
    title=N_("Student edition for e-readers (EPUB)"),
    file=lambda work: f"{work.slug}-student.epub",
    make=student_epub,
    note=N_(
        "To read on a telephone, a tablet or an e-reader, in letters as large as you like. On a "
        "telephone, tap it; for a Kindle, send it with Send to Kindle."
    ),
    by_default=True,
)
SELF_STUDY_EPUB = Exporter(
    name="epub-self-study",
    title=N_("Edition with answers for e-readers (EPUB)"),
    file=lambda work: f"{work.slug}-teacher-self-study.epub",
    make=self_study_epub,
    note=N_(
        "The student edition with every answer and reason at its back. Each question leads to its "
        "answer, and back. It holds all keys: give it to nobody who is about to take a test."
    ),
    audience=TEACHERS,
)
EXPORTERS = (STUDENT_EPUB, SELF_STUDY_EPUB)
