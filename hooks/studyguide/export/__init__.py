"""What programs and other systems take: pure functions from the site to bytes.

An exporter is a module here with a row in `EXPORTERS`, or one of another package, found by its
entry point in the group `studyguide.exporters`.
"""

from __future__ import annotations

from studyguide.export.blackboard import EXPORTER as BLACKBOARD
from studyguide.export.brightspace import EXPORTER as BRIGHTSPACE
from studyguide.export.canvas import EXPORTER as CANVAS
from studyguide.export.cards import ANKI, QUIZLET
from studyguide.export.cartridge import EXPORTER as COMMON_CARTRIDGE
from studyguide.export.epub import EXPORTERS as EPUBS
from studyguide.export.exporter import BrokenExporterError, Candidate, Export, Exporter, choose
from studyguide.export.games import EXPORTER as GAMES
from studyguide.export.google_forms import EXPORTER as GOOGLE_FORMS
from studyguide.export.guide_json import EXPORTER as GUIDE_JSON
from studyguide.export.moodle import EXPORTER as MOODLE
from studyguide.export.site_zip import EXPORTER as SITE_ZIP
from studyguide.export.word_sheets import STUDENT_SHEETS, TEACHER_SHEETS

EXPORTERS = (
    GUIDE_JSON,
    *EPUBS,
    ANKI,
    QUIZLET,
    STUDENT_SHEETS,
    TEACHER_SHEETS,
    GOOGLE_FORMS,
    CANVAS,
    COMMON_CARTRIDGE,
    MOODLE,
    BRIGHTSPACE,
    BLACKBOARD,
    GAMES,
    SITE_ZIP,
)
"""The program's own, in the order of the downloads."""

__all__ = ["EXPORTERS", "BrokenExporterError", "Candidate", "Export", "Exporter", "choose"]
