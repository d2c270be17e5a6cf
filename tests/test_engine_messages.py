"""Where authors are led by what the PDF engine says."""

from __future__ import annotations

import pytest

from studyguide.edge.pdf.engine_messages import at_its_source
from studyguide.model import Span
from studyguide.problems import Problem

BOOK = Span("downloads/light-student-a4.pdf", 1, 1, 1)
TEXTS = {
    "docs/index.md": "# The Light\n\nA guide.\n",
    "docs/sea.md": "# The sea\n\n![A boat](img/my boat.png)\n\nBack to [the top](#the-sea).\n",
    "docs/assets/print.css": "h2 { colour: red }\nh3:under { color: red }\n",
}
SAID = (
    ("Failed to load image at 'guide-asset:/img/my%20boat.png': cannot identify", "sea.md", 3, 11),
    ("No anchor #sea--the-sea for internal URI reference", "sea.md", 5, 20),
    ("Ignored 'colour: red' at 900:6, unknown property.", "assets/print.css", 1, 6),
    ("Invalid or unsupported selector 'h3:under'", "assets/print.css", 2, 1),
)


@pytest.mark.parametrize(("what", "file", "line", "column"), SAID)
def test_a_message_is_told_where_its_name_stands(
    what: str, file: str, line: int, column: int
) -> None:
    told = at_its_source(Problem("SG702", BOOK, what), TEXTS, "docs/guide.yml")
    assert told.span == Span(f"docs/{file}", line, column, line)
    assert told.what == f"{what} (in downloads/light-student-a4.pdf)"


def test_what_names_nothing_of_the_guide_is_told_of_the_guide() -> None:
    told = at_its_source(Problem("SG702", BOOK, "Something is odd"), TEXTS, "docs/guide.yml")
    assert told.span.file == "docs/guide.yml"


def test_other_problems_keep_their_places() -> None:
    problem = Problem("SG703", BOOK, "WeasyPrint cannot start")
    assert at_its_source(problem, TEXTS, "docs/guide.yml") is problem
