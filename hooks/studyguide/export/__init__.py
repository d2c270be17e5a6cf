"""What programs and other systems take: pure functions from the site to bytes.

An exporter is a module here with a row in `EXPORTERS`, or one of another package, found by its
entry point in the group `studyguide.exporters`.
"""

from __future__ import annotations

from studyguide.export.cards import ANKI, QUIZLET
from studyguide.export.exporter import BrokenExporterError, Candidate, Export, Exporter, choose
from studyguide.export.guide_json import EXPORTER as GUIDE_JSON
from studyguide.export.site_zip import EXPORTER as SITE_ZIP
from studyguide.export.word_sheets import STUDENT_SHEETS, TEACHER_SHEETS

EXPORTERS = (GUIDE_JSON, ANKI, QUIZLET, STUDENT_SHEETS, TEACHER_SHEETS, SITE_ZIP)
"""The program's own, in the order of the downloads."""

__all__ = ["EXPORTERS", "BrokenExporterError", "Candidate", "Export", "Exporter", "choose"]
