"""The quizzes as Word documents: sheets for students, and the same with keys for teachers.

Headings, lists and the heads of tables are real ones, so that word processors can number, outline
and speak them. Letters start anew for each question. Nothing depends on the clock: the documents
name no date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from studyguide.export.archive import packed
from studyguide.export.exporter import Exporter
from studyguide.export.runs import ABOVE, BELOW, BOLD, CODE, ITALIC, Paragraph, Run, paragraphs
from studyguide.model import TEACHERS, Guide, Quiz
from studyguide.quiz.kinds.blank import GAP
from studyguide.quiz.kinds.kind import Choice, KeyRow
from studyguide.render.compose import QuestionRow, question_row
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from studyguide.words import N_, Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written
    from docx.text.run import Run as WrittenRun

UNUSED = ("stylesWithEffects", "thumbnail", "customXml")
"""What the library's template brings that says nothing of our documents."""
DATES = ("created", "modified")
DRAWN = (".png", ".jpg", ".jpeg", ".gif")
"""Pictures that every word processor shows; of others the words stay."""
WIDEST = 6.0
"""Inches, of a picture."""
WIDE_GAP = "_" * 16
TYPEFACE, MONOSPACED = "Arial", "Courier New"
LEFT, HANGING = "720", "360"
"""How far a list is indented, in twentieths of a point."""


def word_sheets(site: Site, keyed: bool) -> bytes:
    """All quizzes as one document, each from a page of its own."""
    sheets = _Sheets(site, keyed)
    for number, quiz in enumerate(site.guide.quizzes):
        sheets.add_quiz(quiz, first=number == 0)
    return sheets.saved()


class _Sheets:
    """A document while it is being written."""

    def __init__(self, site: Site, keyed: bool) -> None:
        import docx

        self.site, self.keyed = site, keyed
        self.document: Document = docx.Document()
        self.lists = 0
        self.styles = {style.name: style.style_id for style in self.document.styles}
        self.words = site.words
        told = N_("%(work_title)s: quizzes with keys") if keyed else N_("%(work_title)s: quizzes")
        title = self.words.gettext(told, work_title=site.guide.work.title)
        _set_up(self.document, title, site.guide.imprint.language)
        self.document.add_heading(title, 0)

    def saved(self) -> bytes:
        """The file."""
        made = BytesIO()
        self.document.save(made)
        with ZipFile(made) as archive:
            return packed({name: archive.read(name) for name in archive.namelist()}, in_order=True)

    def add_quiz(self, quiz: Quiz, *, first: bool) -> None:
        site = self.site
        heading = self.document.add_heading(plain(site.title(quiz.id)), 1)
        heading.paragraph_format.page_break_before = not first
        rows = [
            question_row(site, question, "", number)
            for number, question in enumerate(site.questions_of(quiz), 1)
        ]
        if not self.keyed:
            self.document.add_paragraph(_name_line(self.words))
        self._add_text(site.of(quiz).body)
        if self.keyed:
            open_ = self.words.pgettext("answer", "open")
            key = "; ".join(f"{row.number} {row.item.solution or open_}" for row in rows)
            label = self.words.gettext("Key:") + " "
            self._add_text("", start=[Run(label, frozenset({BOLD})), Run(key)])
        for row in rows:
            self._add_question(row)

    def _add_question(self, row: QuestionRow) -> None:
        heading = self.words.gettext("Question %(number)s", number=row.number)
        self._add_paragraph("Heading 2", heading)
        stem = str(row.item.stem)
        gaps = row.item.kind.layout == "gaps"
        for written in self._add_text(stem.replace(GAP, WIDE_GAP) if gaps else stem):
            written.paragraph_format.keep_with_next = True
        if row.item.partners:
            self._add_columns(row.item.choices, row.item.partners)
        elif row.item.choices:
            self._add_choices(row.item.choices)
        if self.keyed:
            self._add_key(row)
        else:
            self._add_room(row)

    def _add_choices(self, choices: Sequence[Choice]) -> None:
        number = self._new_list()
        for choice in choices:
            texts = self._add_text(choice.text, style="List Paragraph")
            _number(texts[0] if texts else self._add_paragraph("List Paragraph"), number)
            for written in texts:
                written.paragraph_format.keep_together = True
                written.paragraph_format.keep_with_next = choice is not choices[-1]

    def _add_columns(self, left: Sequence[Choice], right: Sequence[Choice]) -> None:
        """Two columns, and before them one to write a letter in."""
        heads = [self.words.gettext("Number"), self.words.gettext("To match")]
        if not self.keyed:
            heads.insert(0, self.words.gettext("Letter"))
        table = self.document.add_table(1, len(heads), "Table Grid")
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            self._fill(cell, f"<b>{text}</b>")
        mark = _element("tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
        for row in zip_longest(left, right):
            cells = table.add_row().cells[-2:]
            for cell, entry in zip(cells, row, strict=True):
                if entry:
                    self._fill(cell, f"{entry.label}. {entry.text}")
        self.document.add_paragraph()

    def _add_room(self, row: QuestionRow) -> None:
        """Places for letters, or lines to write on."""
        if row.item.kind.layout == "steps":
            places = "   ".join(f"{n} ____" for n in range(1, len(row.item.choices) + 1))
            label = self.words.gettext("Letters in order:")
            self.document.add_paragraph(f"{label}   {places}")
        for _ in range(row.block.lines or getattr(row.item.kind, "lines", 0)):
            _underline(self.document.add_paragraph())

    def _add_key(self, row: QuestionRow) -> None:
        if row.item.solution:
            answer = [
                Run(self.words.gettext("Answer:") + " ", frozenset({BOLD})),
                Run(row.item.solution),
            ]
            self._add_text("", start=answer)
        for key in row.item.rows:
            self._add_text(key.reason, "List Bullet", start=_told(key, self.words))
        for part in row.html.parts:
            label = Run(f"{part.label}: ", frozenset({BOLD}))
            self._add_text(part.html.html, start=[label])

    def _fill(self, cell: Any, html: str) -> None:
        for n, paragraph in enumerate(paragraphs(html)):
            self._write(paragraph, cell.paragraphs[0] if n == 0 else cell.add_paragraph())

    def _add_text(self, html: str, style: str = "", start: Iterable[Run] = ()) -> list[Written]:
        """Write a text; the runs of `start` stand before its words."""
        found = paragraphs(html)
        if begun := list(start):
            if not found or found[0].listed:
                found.insert(0, Paragraph())
            found[0].runs[:0] = begun
        written = []
        for paragraph in found:
            here = self._add_paragraph("List Bullet" if paragraph.listed else style)
            self._write(paragraph, here)
            written.append(here)
        return written

    def _add_paragraph(self, style: str, text: str = "") -> Written:
        """An added paragraph of that style, which the library itself looks up slowly."""
        made = self.document.add_paragraph(text)
        if style:
            made._p.style = self.styles[style]
        return made

    def _write(self, paragraph: Paragraph, written: Written) -> None:
        for run in paragraph.runs:
            if not (run.picture and self._add_picture(run, written)):
                text = (
                    self.words.gettext("[Picture: %(words)s]", words=run.text)
                    if run.picture
                    else run.text
                )
                _look(written.add_run(text), run)

    def _add_picture(self, run: Run, written: Written) -> bool:
        """Add a picture with its words; False if word processors cannot show it."""
        from docx.image.exceptions import (
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
        )
        from docx.shared import Inches

        data = self.site.files.get(run.picture)
        if data is None or not run.picture.lower().endswith(DRAWN):
            return False
        try:
            shape = written.add_run().add_picture(BytesIO(data))
        except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
            return False
        if shape.width > Inches(WIDEST):
            shape.height = Inches(WIDEST * shape.height / shape.width)
            shape.width = Inches(WIDEST)
        shape._inline.docPr.set("descr", run.text)
        return True

    def _new_list(self) -> int:
        """The number of a new list whose letters begin at A.

        Each has a definition of its own: not every program starts a shared one anew. Word wants
        all definitions before the lists that use them.
        """
        from docx.oxml.ns import qn

        numbering = self.document.part.numbering_part.element
        lists = numbering.findall(qn("w:num"))
        number = 1000 + self.lists
        self.lists += 1
        level = _element("lvl", ilvl="0")
        for name, value in (
            ("start", "1"),
            ("numFmt", "upperLetter"),
            ("lvlText", "%1."),
            ("lvlJc", "left"),
        ):
            level.append(_element(name, val=value))
        place = _element("pPr")
        place.append(_element("ind", left=LEFT, hanging=HANGING))
        level.append(place)
        definition = _element("abstractNum", abstractNumId=str(number))
        definition.append(_element("multiLevelType", val="singleLevel"))
        definition.append(level)
        lists[0].addprevious(definition)
        entry = _element("num", numId=str(number))
        entry.append(_element("abstractNumId", val=str(number)))
        numbering.append(entry)
        return number


def _name_line(words: Words) -> str:
    """Where students write who they are."""
    return words.gettext("Name: ____________________   Date: ______________   Class: __________")


def _told(key: KeyRow, words: Words) -> Iterator[Run]:
    """What a row of the key says before its reason."""
    right = " " + words.gettext("(right)") if key.right else ""
    label = f"{key.label}. " if key.label else ""
    partner = f" – {key.partner.label}. {plain(key.partner.text)}" if key.partner else ""
    yield Run(f"{label}{plain(key.words)}{partner}{right}: ", frozenset({BOLD}))


def _element(name: str, **values: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _number(written: Written, number: int) -> None:
    """Make a paragraph an entry of that list."""
    properties = written._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _underline(written: Written) -> None:
    """Make an empty paragraph a line to write on."""
    written.paragraph_format.line_spacing = 1.5
    written.paragraph_format.space_after = 0
    lines = _element("pBdr")
    for side in ("bottom", "between"):
        lines.append(_element(side, val="single", sz="4", space="1", color="808080"))
    properties: Any = written._p.get_or_add_pPr()
    properties.insert_element_before(lines, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _look(written: WrittenRun, run: Run) -> None:
    font = written.font
    font.bold = BOLD in run.marks or None
    font.italic = ITALIC in run.marks or None
    font.subscript = BELOW in run.marks or None
    font.superscript = ABOVE in run.marks or None
    if CODE in run.marks:
        font.name = MONOSPACED
    if run.language:
        written._r.get_or_add_rPr().append(_element("lang", val=run.language))


def _set_up(document: Document, title: str, language: str) -> None:
    """Set language, typeface and margins, and take out what the template brings of its own."""
    from docx.oxml.ns import qn
    from docx.shared import Inches, Pt, RGBColor

    for part in (document.part, document.part.package):
        for name, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in UNUSED:
                del part.rels[name]
    core: Any = document.core_properties
    core.title, core.language = title, language
    core.author = core.comments = ""
    for node in list(core._element):
        if node.tag.rpartition("}")[2] in DATES:
            core._element.remove(node)
    for node in document.styles.element.iter(qn("w:lang")):
        node.set(qn("w:val"), language)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        font = document.styles[name].font
        font.name, font.color.rgb = TYPEFACE, RGBColor(0, 0, 0)
        fonts = document.styles[name].element.rPr.rFonts
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
    document.styles["Normal"].font.size = Pt(12)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for section in document.sections:
        section.left_margin = section.right_margin = Inches(1)


def _has_quizzes(guide: Guide) -> bool:
    return bool(guide.quizzes)


STUDENT_SHEETS = Exporter(
    name="quizzes-word",
    title=N_("The quizzes (Word)"),
    note=N_(
        "To answer on a computer, or to print. Open the file in Word, Google Docs or LibreOffice."
    ),
    file=lambda work: f"{work.slug}-student-quizzes.docx",
    make=partial(word_sheets, keyed=False),
    by_default=True,
    fits=_has_quizzes,
)
TEACHER_SHEETS = Exporter(
    name="teacher-quizzes-word",
    title=N_("The quizzes with keys and reasons (Word)"),
    note=N_("To change, to cut and to mark by. The sheets without keys are a file of their own."),
    file=lambda work: f"{work.slug}-teacher-quizzes.docx",
    make=partial(word_sheets, keyed=True),
    audience=TEACHERS,
    by_default=True,
    fits=_has_quizzes,
)
