"""Rows as the spreadsheets that systems take: CSV and xlsx, each always with the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from email.utils import parsedate_to_datetime
from io import BytesIO, StringIO

CREATED = parsedate_to_datetime("Tue, 01 Jan 1980 00:00:00 +0000")
"""When workbooks say that they were made: as zips do."""
Row = Sequence[str | int]


def comma_separated(rows: Iterable[Row]) -> bytes:
    """The rows as CSV in UTF-8, with the mark by which spreadsheets know it."""
    made = StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def workbook(rows: Iterable[Row], above: int = 0) -> bytes:
    """The rows as xlsx with one sheet; so many rows stay empty above. No text is a formula."""
    from xlsxwriter import Workbook

    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet("Sheet1")
        for line, row in enumerate(rows, above):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, column, value)
                else:
                    sheet.write_number(line, column, value)
    return made.getvalue()
