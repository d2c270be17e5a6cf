"""Lay out the PDF editions of a guide, and keep what came of each for the rest of the build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from studyguide.check.assets import css_from_root
from studyguide.edge.pdf.book import Book, Made
from studyguide.edge.pdf.cache_keys import edition_key, recall, remember, site_key
from studyguide.edge.pdf.engine_messages import at_its_source
from studyguide.edge.pdf.layout import BASE_URL, LETTER
from studyguide.edge.pdf.letters import versions, with_accents, with_letters
from studyguide.edge.pdf.make import asset_paths, make_pdf, make_pdfs, stylesheet
from studyguide.edge.pdf.missing_letters import missing_problems
from studyguide.edge.pdf.weasyprint_70 import left_off
from studyguide.edition import STUDENT, Edition, published
from studyguide.model import Guide, Span
from studyguide.problems import Problem
from studyguide.render.book.editions import render_edition
from studyguide.render.book.mirrored import mirrored
from studyguide.render.site import Site
from studyguide.words.stylesheets import in_words

Stop = Callable[[Iterable[Problem]], None]
"""Tells problems, and raises an exception of its own if one of them stops the build."""
Progress = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""Shows how far something with a name has come; what it gives is called at each of its steps."""


@dataclass
class Press:
    """Where the editions of a guide are laid out."""

    docs: Path
    """The guide's folder, from which pictures are read and nothing else."""
    cache: Path
    stop: Stop
    progress: Progress
    note: Callable[[str], None]
    """Tells what is no problem, and good to know."""
    made: dict[Edition, Made] = field(default_factory=dict)

    def lay_out(self, site: Site, content: str, texts: Mapping[str, str]) -> Site:
        """Lay the published editions out; gives back the site with the pages they print it on.

        The students' books come first: the other books and the website say on which of their pages
        something stands. `content` is the key of all but these pages; `texts` are the guide's
        files as messages name them, to find the places of problems in.
        """
        editions = published(site.guide.imprint)
        first = [edition for edition in editions if not edition.answers]
        then = [edition for edition in editions if edition.answers]
        with self.progress("Laying out the PDF editions", len(editions)) as step:
            laid_out = self._lay_out(site, content, first, texts, step)
            printed = {e.paper.name: self.made[e].printed for e in first if e.id == STUDENT}
            site = replace(site, printed=printed)
            laid_out += self._lay_out(site, content, then, texts, step)
        for purpose in left_off() if laid_out else ():
            self.note(f"this WeasyPrint is not quite the one known here: do not expect {purpose}")
        return site

    def _lay_out(
        self,
        site: Site,
        content: str,
        editions: Sequence[Edition],
        texts: Mapping[str, str],
        step: Callable[[], None],
    ) -> int:
        """Lay out what is not in the cache; the HTML of the others is not even made.

        Gives back how many books were laid out.
        """
        fonts = versions([name for name, _ in site.guide.imprint.fonts])
        whole = site_key(f"{content} {fonts}", site.printed)
        keys = {edition: edition_key(whole, edition) for edition in editions}
        for edition, key in keys.items():
            if kept := recall(self.cache, key, self._read_asset):
                self.made[edition] = kept
                step()
        books = {edition: self._book(site, edition) for edition in keys if edition not in self.made}
        made = make_pdfs(list(books.values()), self.cache, step)
        found = [problem for result in made for problem in result.problems]
        self.stop(led_back(found, site.guide, texts))
        self.made.update(zip(books, made, strict=True))
        for edition, book in books.items():
            remember(self.cache, keys[edition], book)
        return len(books)

    def write(self, site: Site, staging: Path) -> Iterator[tuple[str, str]]:
        """Write the PDFs into the staged site; gives the path of each and how it was made."""
        for edition in published(site.guide.imprint):
            made = self.made[edition]
            path = edition.file(site.guide.work)
            (staging / path).write_bytes(made.pdf or b"")
            yield path, f"{made.seconds:.1f} s" if made.seconds else "unchanged"

    def pdf(self, site: Site, edition: Edition) -> bytes:
        """The PDF of one edition, for the preview; what has none has a problem that stops."""
        made = make_pdf(self._book(site, edition), self.cache)
        self.stop(made.problems)
        return made.pdf or b""

    def _book(self, site: Site, edition: Edition) -> Book:
        """What an edition is made from; a picture that cannot be used is a problem that stops."""
        name = edition.file(site.guide.work)
        made = render_edition(site, edition)
        assets: dict[str, bytes] = {}
        problems = []
        sheets = [sheet.path for sheet in site.guide.imprint.print_css]
        css, more = self._css(site, edition, sheets)
        for path in (*asset_paths(made.html), *sheets, *more):
            try:
                assets[path] = self._read_asset(path)
            except (OSError, ValueError) as error:
                what = f"`{path}` cannot be used: {error}"
                problems.append(Problem("SG701", Span(name, 1, 1, 1), what))
        self.stop(problems)
        documents = (made.front, made.index, *made.gatherings)
        front, index, *gatherings = map(with_accents, documents)
        drawings = (data for path, data in assets.items() if path.endswith(".svg"))
        drawn = [data.decode("utf-8", "replace") for data in drawings]
        text = "".join((front, index, *gatherings, css, *drawn))
        css = with_letters(css, text, [name for name, _ in site.guide.imprint.fonts])
        cover = site.words.gettext("Cover")
        return Book(name, tuple(gatherings), css, assets, front, index, cover)

    def _css(self, site: Site, edition: Edition, own: Sequence[str]) -> tuple[str, list[str]]:
        """The stylesheet of an edition with the guide's own behind it, and the files these name."""
        css = in_words(stylesheet(*edition.stylesheets), site.words)
        if site.guide.imprint.right_to_left:
            css = mirrored(css)
        files: list[str] = []
        for path in own:
            sheet = self._read_asset(path).decode("utf-8", "replace")
            text, named = css_from_root(sheet, path, BASE_URL)
            css += text
            files += named
        return css, files

    def _read_asset(self, path: str) -> bytes:
        """A file of the guide's folder; a path that leads out of it is a ValueError."""
        root = self.docs.resolve()
        file = (root / path).resolve()
        if not file.is_relative_to(root):
            raise ValueError("it is not inside the guide's folder")
        return file.read_bytes()


def led_back(
    problems: Iterable[Problem], guide: Guide, texts: Mapping[str, str]
) -> Iterator[Problem]:
    """The same problems; those of letters without a font together, at their places."""
    letters: dict[int, Span] = {}
    for problem in problems:
        match = LETTER.search(problem.what) if problem.code == "SG702" else None
        if match:
            letters.setdefault(int(match["code"], 16), problem.span)
        else:
            yield at_its_source(problem, texts, guide.work.span.file)
    fonts = [name for name, _ in guide.imprint.fonts]
    if letters:
        yield from missing_problems(letters, texts, fonts, min(letters.values()))
