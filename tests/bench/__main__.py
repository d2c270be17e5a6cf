"""Measure the compiler beside bare WeasyPrint, plain Material and mkdocs-to-pdf, in one run.

`python -m tests.bench` measures, prints the table, and writes it into the authors' manual. It wants
a machine with nothing else to do, and takes about twenty minutes on two cores.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from tests.bench.generated import write_guide
from tests.bench.measuring import NOTHING, Cost, measured, median
from tests.bench.report import PAGE, Growth, Results, as_page, as_table
from tests.whole.guides import ROOT, new_folder

SIZES = (50, 100, 200, 400)
COMPARED = 200
TIMES = 5
"""Runs of what takes seconds; what takes minutes is run once."""
KEEP_BOOKS = '''\
"""Keep what each PDF is laid out from."""

import json
import re
from pathlib import Path

from studyguide.edge.pdf import press

make_pdfs = press.make_pdfs
BETWEEN = re.compile("</body>\\\\s*</html>\\\\s*<!doctype html>.*?<body[^>]*>", re.DOTALL)
"""Where one document of a book ends and the next begins."""


def keep_and_make(books, cache, *others):
    folder = Path(cache).parent.parent / "books"
    folder.mkdir(exist_ok=True)
    for book in books:
        name = Path(book.name).stem
        html = BETWEEN.sub("", book.html)
        assets = {path: data.hex() for path, data in book.assets.items()}
        (folder / f"{name}.html").write_text(html, "utf-8")
        (folder / f"{name}.css").write_text(book.css, "utf-8")
        (folder / f"{name}.json").write_text(json.dumps(assets), "utf-8")
    return make_pdfs(books, cache, *others)


press.make_pdfs = keep_and_make
'''
TO_PDF = """\
hooks: []
plugins:
  - search
  - to-pdf:
      output_path: downloads/to-pdf.pdf
      cover: true
"""


@dataclass(frozen=True)
class Guide:
    """A guide in a folder of its own, with the ways to build it."""

    folder: Path

    @property
    def cache(self) -> Path:
        return self.folder / ".studyguide"

    def with_fonts_of(self, other: Guide) -> Guide:
        """Take over web fonts, as a second build of the same guide would."""
        shutil.copytree(other.cache / "fonts", self.cache / "fonts")
        return self

    def build(self) -> Cost:
        """With the compiler, as an author does."""
        return measured(["mkdocs", "build", "--quiet"], self.folder)

    def build_anew(self) -> Cost:
        """The same, with no PDF kept; the web fonts are, as after any first build."""
        shutil.rmtree(self.cache / "pdf", ignore_errors=True)
        return self.build()

    def build_plain(self) -> Cost:
        """With Material and our Markdown extension, without our hook."""
        return self._build_with("plain.yml", "hooks: []\n")

    def build_to_pdf(self) -> Cost:
        """With Material and mkdocs-to-pdf, from the same Markdown."""
        return self._build_with("to-pdf.yml", TO_PDF)

    def _build_with(self, name: str, config: str) -> Cost:
        text = f"INHERIT: mkdocs.yml\nsite_dir: site-{name.removesuffix('.yml')}\n{config}"
        (self.folder / name).write_text(text, "utf-8")
        return measured(["mkdocs", "build", "--quiet", "--config-file", name], self.folder)

    def bare(self, name: str) -> Cost:
        """One book with WeasyPrint alone."""
        parts = [self.folder / "books" / f"{name}{end}" for end in (".html", ".css", ".json")]
        module = ["tests.bench.bare", *map(str, parts), str(self.folder / f"{name}.pdf")]
        return measured(module, self.folder, PYTHONPATH=f"{ROOT}{os.pathsep}{ROOT / 'hooks'}")

    def bare_all(self) -> Cost:
        """Every book with WeasyPrint alone, one after the other."""
        names = sorted(path.stem for path in (self.folder / "books").glob("*.html"))
        return sum((self.bare(name) for name in names), NOTHING)

    def pages(self, pdf: str) -> int:
        """The pages of a PDF of the site."""
        with pikepdf.open(self.folder / pdf) as document:
            return len(document.pages)

    def laid_out(self) -> int:
        """How many PDFs the cache holds."""
        return len(list((self.cache / "pdf").glob("*.pdf")))


def reference(folder: Path, editions: str = "") -> Guide:
    """The reference guide in a folder of its own."""
    hook = folder.with_name(f"{folder.name}-keep-books.py")
    hook.write_text(KEEP_BOOKS, "utf-8")
    made = new_folder(folder, files={}, config="", hooks=(hook,))
    shutil.copytree(ROOT / "docs", made.docs)
    if editions:
        settings = made.docs / "guide.yml"
        text = settings.read_text("utf-8")
        settings.write_text(text.replace("\nguide:\n", f"\nguide:\n  editions: {editions}\n"))
    return Guide(folder)


def generated(folder: Path, pages: int) -> Guide:
    """A generated guide of about so many pages."""
    write_guide(folder, pages)
    config = folder / "mkdocs.yml"
    hook = folder.with_name(f"{folder.name}-keep-books.py")
    hook.write_text(KEEP_BOOKS, "utf-8")
    config.write_text(config.read_text("utf-8").replace("hooks: [", f"hooks: [{hook}, "), "utf-8")
    return Guide(folder)


def measure(folder: Path) -> Results:
    """Everything, one after the other, so that nothing disturbs the next."""
    tell("web fonts")
    small = generated(folder / "fonts", SIZES[0])
    small.build()  # makes the web fonts, which the others take over, and warms the disk
    whole = reference(folder / "whole").with_fonts_of(small)
    tell("every edition")
    full = whole.build_anew()
    before = whole.laid_out()
    tell("nothing changed")
    unchanged = median(whole.build, TIMES)
    assert whole.laid_out() == before, "a build with nothing changed laid a PDF out"
    tell("plain Material")
    plain = median(whole.build_plain, TIMES)
    tell("bare WeasyPrint")
    bare = whole.bare_all()
    tell("one edition")
    one = reference(folder / "one", "[student-a4]").with_fonts_of(small)
    single = one.build_anew()
    tell("mkdocs-to-pdf")
    to_pdf = one.build_to_pdf()
    growth = []
    for size in SIZES:
        tell(f"a generated guide of {size} pages")
        guide = generated(folder / f"generated-{size}", size).with_fonts_of(small)
        cost = guide.build_anew()
        others = (guide.bare_all(), guide.build_to_pdf()) if size == COMPARED else ()
        pages = guide.pages("site/downloads/light-student-a4.pdf")
        growth.append(Growth(size, pages, cost, *others))
    return Results(
        full=full,
        bare=bare,
        editions=before,
        unchanged=unchanged,
        plain=plain,
        single=single,
        single_pages=one.pages("site/downloads/a-million-miles-away-student-a4.pdf"),
        to_pdf=to_pdf,
        to_pdf_pages=one.pages("site-to-pdf/downloads/to-pdf.pdf"),
        growth=tuple(growth),
    )


def tell(what: str) -> None:
    """Say what is measured now."""
    sys.stderr.write(f"bench: {what}\n")


def main() -> None:
    """Measure, print and write."""
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder))
    sys.stdout.write(as_table(results) + "\n")
    (ROOT / PAGE).write_text(as_page(results, datetime.now(UTC).date()), "utf-8")
    sys.stderr.write(f"bench: written to {PAGE}\n")


if __name__ == "__main__":
    main()
